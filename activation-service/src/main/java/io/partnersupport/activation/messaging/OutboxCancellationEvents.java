package io.partnersupport.activation.messaging;

import io.partnersupport.activation.application.CancellationEvents;
import io.partnersupport.activation.domain.cancellation.Cancellation;
import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OutboxCancellationEvents implements CancellationEvents {
    /** A granted cancellation never changes; it may only be announced again. */
    private static final long ONLY_STATE = 1;

    private final Outbox outbox;

    OutboxCancellationEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void granted(Cancellation cancellation) {
        granted(cancellation, ONLY_STATE);
    }

    void granted(Cancellation cancellation, long sequence) {
        outbox.add(
                "activation.cancellations",
                cancellation.id().toString(),
                "partnersupport.cancellation.granted",
                sequence,
                CancellationState.from(cancellation));
    }
}
