package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Covers;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.Period;
import io.partnersupport.activation.domain.benefit.Processing;
import io.partnersupport.activation.domain.benefit.Quantity;
import io.partnersupport.kit.event.EventJson;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "known_benefit")
class KnownBenefitEntity {
    @Id
    UUID id;

    String partnerId;
    String kind;
    String name;
    String category;
    String unit;
    Integer quantity;
    Integer benefitYear;
    Instant startsAt;
    Instant activateBy;
    Instant usableUntil;
    String listed;
    boolean needsActivation;

    @Enumerated(EnumType.STRING)
    Processing processing;

    int expectedWithinBusinessDays;
    String covers;
    /** Withdrawn by who granted it, or here with its contract. */
    @Formula("(withdrawn or exists (select from contract_line line where line.benefit_id = id"
            + " and line.withdrawn_at is not null))")
    boolean withdrawn;

    GrantedBenefit toBenefit(EventJson json) {
        return new GrantedBenefit(
                new BenefitId(id),
                new PartnerId(partnerId),
                kind,
                name,
                unit,
                Quantity.ofNullable(quantity),
                benefitYear == null ? OptionalInt.empty() : OptionalInt.of(benefitYear),
                startsAt,
                activateBy,
                usableUntil,
                List.of(json.read(listed, Period[].class)),
                needsActivation,
                processing,
                expectedWithinBusinessDays,
                new Covers(covers),
                withdrawn);
    }
}
