/** One effect per Idempotency-Key. */
package io.partnersupport.kit.idempotency;
