package io.partnersupport.entitlement.domain.benefit;

import io.partnersupport.entitlement.domain.benefit.Entitlement.Chosen;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Held;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Missing;
import io.partnersupport.entitlement.domain.benefit.Entitlement.NotGranted;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Other;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Reason;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.GrantRule;
import io.partnersupport.entitlement.domain.catalogue.Offer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a partner is entitled to, and why. */
public final class EntitlementRules {
    private EntitlementRules() {}

    /**
     * Everything that the answer depends on.
     *
     * @param held all memberships of the partner
     * @param grants what they grant, as far as it has not ended
     * @param current the edition by which the partner would buy now
     */
    public record Facts(List<Held> held, List<Benefit> grants, Optional<Edition> current, Instant at) {
        public Facts {
            held = List.copyOf(held);
            grants = List.copyOf(grants);
        }
    }

    public static Entitlement explain(Facts facts) {
        Map<String, List<Benefit>> byKind = facts.grants().stream()
                .collect(Collectors.groupingBy(Benefit::kind, TreeMap::new, Collectors.toList()));
        List<Chosen> chosen = byKind.values().stream()
                .flatMap(ofKind -> BestGrant.of(ofKind, facts.at()).stream()
                        .map(best -> new Chosen(best, others(ofKind, best, facts.at()))))
                .toList();
        List<Missing> missing = definitions(facts).stream()
                .filter(definition ->
                        chosen.stream().noneMatch(each -> each.benefit().kind().equals(definition.kind())))
                .map(definition -> missing(definition, facts))
                .toList();
        return new Entitlement(chosen, missing);
    }

    private static List<Other> others(List<Benefit> ofKind, Benefit best, Instant at) {
        return ofKind.stream()
                .filter(benefit -> !benefit.id().equals(best.id()))
                .map(benefit -> new Other(benefit, BestGrant.whyNot(benefit, best, at)))
                .toList();
    }

    /** The kinds of the edition by which the partner would buy now, and what else its memberships know. */
    private static Collection<BenefitDefinition> definitions(Facts facts) {
        Map<String, BenefitDefinition> definitions = new LinkedHashMap<>();
        Stream.concat(
                        facts.current().stream(),
                        facts.held().stream()
                                .filter(held -> held.isUsable(facts.at()))
                                .map(Held::edition))
                .flatMap(edition -> edition.benefits().stream())
                .forEach(definition -> definitions.putIfAbsent(definition.kind(), definition));
        return definitions.values();
    }

    private static Missing missing(BenefitDefinition definition, Facts facts) {
        String kind = definition.kind();
        List<Reason> reasons = Stream.of(
                        facts.held().stream()
                                .filter(held -> held.isUsable(facts.at()))
                                .map(held -> new Reason(whyNot(held, kind), Optional.of(held))),
                        facts.held().stream()
                                .filter(held -> !held.isUsable(facts.at()) && held.grants(kind))
                                .filter(held -> facts.at().isBefore(held.usableUntil()))
                                .map(held -> new Reason(whyNotUsable(held, facts.at()), Optional.of(held))),
                        lastThatEnded(kind, facts)
                                .map(held -> new Reason(NotGranted.MEMBERSHIP_ENDED, Optional.of(held)))
                                .stream())
                .flatMap(each -> each)
                .toList();
        return new Missing(
                definition,
                reasons.isEmpty() ? List.of(new Reason(NotGranted.NO_MEMBERSHIP, Optional.empty())) : reasons,
                facts.current().map(edition -> offersOf(kind, edition)).orElse(List.of()));
    }

    /** Why a membership whose benefits are usable does not have one of the kind. */
    private static NotGranted whyNot(Held held, String kind) {
        Optional<BenefitDefinition> definition = held.edition().benefit(kind);
        if (definition.isEmpty()) {
            return NotGranted.NOT_IN_EDITION;
        }
        if (held.grants(kind)) {
            return NotGranted.BENEFIT_WITHDRAWN; // alone, while its membership goes on
        }
        if (definition.get().grants().stream()
                .map(GrantRule::offer)
                .anyMatch(held.membership().offer()::equals)) {
            return NotGranted.NOT_IN_COMPETENCY_AREA;
        }
        boolean onlyCompetencies = offersOf(kind, held.edition()).stream().allMatch(Offer::needsCompetencyArea);
        return onlyCompetencies && !held.offer().needsCompetencyArea()
                ? NotGranted.COMPETENCY_REQUIRED
                : NotGranted.NOT_IN_OFFER;
    }

    private static NotGranted whyNotUsable(Held held, Instant at) {
        return held.membership().withdrawnAt().isPresent()
                        || !at.isBefore(held.membership().period().from())
                ? NotGranted.BENEFIT_WITHDRAWN
                : NotGranted.MEMBERSHIP_NOT_BEGUN;
    }

    private static Optional<Held> lastThatEnded(String kind, Facts facts) {
        return facts.held().stream()
                .filter(held -> !facts.at().isBefore(held.usableUntil()) && held.grants(kind))
                .filter(held -> held.membership().withdrawnAt().isEmpty())
                .max(Comparator.comparing(Held::usableUntil));
    }

    private static List<Offer> offersOf(String kind, Edition edition) {
        return edition.benefit(kind).stream()
                .flatMap(definition -> definition.grants().stream())
                .map(GrantRule::offer)
                .distinct()
                .flatMap(offer -> edition.offer(offer).stream())
                .toList();
    }
}
