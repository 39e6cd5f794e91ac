package io.partnersupport.activation.domain.key;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Somebody looked at the keys of a benefit. */
public record KeyReveal(
        UUID id,
        BenefitId benefitId,
        PartnerId partnerId,
        ProductKeyId keyId,
        Optional<String> language,
        Optional<String> operatingSystem,
        Actor by,
        Instant at) {}
