/** What goes out to Kafka and what comes in: records of the wire, with only the fields used. */
package io.partnersupport.activation.messaging;
