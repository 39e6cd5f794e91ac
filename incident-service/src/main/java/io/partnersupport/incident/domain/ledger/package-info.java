/** Balances and the append-only ledger that explains them (I-3). */
package io.partnersupport.incident.domain.ledger;
