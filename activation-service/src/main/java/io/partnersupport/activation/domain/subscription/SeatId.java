package io.partnersupport.activation.domain.subscription;

import io.partnersupport.activation.domain.benefit.BenefitId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names a seat: the same for the same benefit and number, so that a seat needs no row before it has a holder. */
public record SeatId(UUID value) {
    public static SeatId of(BenefitId benefit, int number) {
        return new SeatId(UUID.nameUUIDFromBytes((benefit.value() + "/" + number).getBytes(StandardCharsets.US_ASCII)));
    }
}
