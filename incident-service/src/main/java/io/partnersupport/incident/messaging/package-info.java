/** What comes in from Kafka and what goes out to it: records of the wire with only the fields that are used. */
package io.partnersupport.incident.messaging;
