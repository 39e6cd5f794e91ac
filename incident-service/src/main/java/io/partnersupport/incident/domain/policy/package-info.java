/** What the catalogue's edition says about incidents and advice, as data. */
package io.partnersupport.incident.domain.policy;
