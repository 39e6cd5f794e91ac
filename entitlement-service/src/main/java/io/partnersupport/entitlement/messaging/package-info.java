/** What goes out to Kafka: records of the wire, made from saved state. */
package io.partnersupport.entitlement.messaging;
