package io.partnersupport.activation.messaging;

import io.partnersupport.activation.application.CancellationEvents;
import io.partnersupport.activation.domain.cancellation.Cancellation;
import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OutboxCancellationEvents implements CancellationEvents {
    /** A granted cancellation never changes. */
    private static final long ONLY_STATE = 1;

    private final Outbox outbox;

    OutboxCancellationEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void granted(Cancellation cancellation) {
        outbox.add(
                "activation.cancellations",
                cancellation.id().toString(),
                "partnersupport.cancellation.granted",
                ONLY_STATE,
                CancellationState.from(cancellation));
    }
}
