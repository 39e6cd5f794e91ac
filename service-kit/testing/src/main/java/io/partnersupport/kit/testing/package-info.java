/** Real backing services for tests: PostgreSQL, Kafka and an issuer of signed tokens, without Docker. */
package io.partnersupport.kit.testing;
