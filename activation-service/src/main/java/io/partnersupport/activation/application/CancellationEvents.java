package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.cancellation.Cancellation;

/** Announces cancellations to the other services, in the running transaction. */
public interface CancellationEvents {
    void granted(Cancellation cancellation);
}
