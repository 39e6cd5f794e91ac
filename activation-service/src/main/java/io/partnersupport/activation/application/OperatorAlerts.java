package io.partnersupport.activation.application;

import java.time.Instant;

/** Tells operators what they must look after, in the running transaction. */
public interface OperatorAlerts {
    /** Somebody who may have a key got none. */
    void keyPoolExhausted(String kind, Instant at);
}
