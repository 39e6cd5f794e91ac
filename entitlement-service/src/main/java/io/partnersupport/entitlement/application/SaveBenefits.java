package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.Benefits;
import io.partnersupport.entitlement.domain.benefit.GrantRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores new or changed grants with what they change about the partner's other ones, and announces all of that. */
@ApplicationScoped
class SaveBenefits {
    private final Benefits benefits;
    private final EntitlementEvents events;

    SaveBenefits(Benefits benefits, EntitlementEvents events) {
        this.benefits = benefits;
        this.events = events;
    }

    /** The caller holds the partner's lock; {@code since} is when the change begins to matter. */
    void save(PartnerId partner, Instant since, List<Benefit> changed) {
        Map<UUID, Benefit> known = benefits.usableSince(partner, since).stream()
                .collect(Collectors.toMap(Benefit::id, Function.identity()));
        changed.forEach(benefit -> known.remove(benefit.id()));
        List<Benefit> affected =
                GrantRules.listed(Stream.concat(known.values().stream(), changed.stream())
                                .toList())
                        .stream()
                        .filter(benefit -> !benefit.equals(known.get(benefit.id())))
                        .toList();
        List<Long> sequences = benefits.save(affected);
        for (int i = 0; i < affected.size(); i++) {
            events.benefitChanged(affected.get(i), sequences.get(i));
        }
    }
}
