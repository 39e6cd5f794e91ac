package io.partnersupport.entitlement.domain.benefit;

import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.catalogue.CompetencyArea;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Offer;
import io.partnersupport.entitlement.domain.membership.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What memberships grant, and which grant of a kind is the best one when. */
public final class GrantRules {
    private GrantRules() {}

    /**
     * What a membership grants by the edition it was bought under (E-1, E-8). Not listed yet: that depends on the
     * partner's other grants.
     */
    public static List<Benefit> grantedBy(
            Membership membership, Edition edition, Instant benefitYearsFrom, Supplier<UUID> ids) {
        Offer offer = edition.offer(membership.offer()).orElseThrow();
        Optional<CompetencyArea> area = membership.competencyArea().flatMap(edition::competencyArea);
        Period period = membership.period();
        int benefitYear =
                benefitYear(benefitYearsFrom, period.from(), edition.policies().membershipDays());
        return edition.benefits().stream()
                .flatMap(definition -> definition.granted(offer, area).stream()
                        .map(rule -> new Benefit(
                                ids.get(),
                                membership.partnerId(),
                                definition.kind(),
                                definition.name(),
                                definition.category(),
                                definition.unit(),
                                rule.amount(),
                                new Benefit.GrantedBy(
                                        membership.id(),
                                        offer.code(),
                                        offer.name(),
                                        membership.competencyArea(),
                                        offer.benefitPackage()),
                                benefitYear,
                                period.from(),
                                period.until(),
                                period.until()
                                        .plus(Duration.ofDays(edition.policies().renewalWindowDays())),
                                edition.activationOf(definition.category()),
                                definition.covers(),
                                definition.terms(rule),
                                Optional.empty(),
                                List.of())))
                .toList();
    }

    /** Years of the partner in the program, counted from 1 at its first membership; renewals begin the next one. */
    static int benefitYear(Instant benefitYearsFrom, Instant startsAt, int membershipDays) {
        long days = Duration.between(benefitYearsFrom, startsAt).toDays();
        return Math.toIntExact(Math.floorDiv(days, membershipDays)) + 1;
    }

    /** Says of each grant when it is the best of its kind (E-3); grants of one kind never add up. */
    public static List<Benefit> listed(Collection<Benefit> ofOnePartner) {
        Map<String, List<Benefit>> byKind = ofOnePartner.stream().collect(Collectors.groupingBy(Benefit::kind));
        return ofOnePartner.stream()
                .map(benefit -> benefit.listedIn(listedPeriods(benefit, byKind.get(benefit.kind()))))
                .toList();
    }

    /** The best grant changes only where some grant begins, loses its membership, is withdrawn, or ends. */
    private static List<Period> listedPeriods(Benefit benefit, List<Benefit> ofItsKind) {
        List<Instant> changes = ofItsKind.stream()
                .flatMap(other -> Stream.concat(
                        Stream.of(other.startsAt(), other.activateBy(), other.usableUntil()),
                        other.withdrawnAt().stream()))
                .filter(change -> !change.isBefore(benefit.startsAt()) && !change.isAfter(benefit.usableUntil()))
                .distinct()
                .sorted()
                .toList();
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i + 1 < changes.size(); i++) {
            Instant from = changes.get(i);
            if (BestGrant.of(ofItsKind, from)
                    .filter(best -> best.id().equals(benefit.id()))
                    .isPresent()) {
                boolean continues = !periods.isEmpty()
                        && periods.get(periods.size() - 1).until().equals(from);
                Instant begin = continues ? periods.remove(periods.size() - 1).from() : from;
                periods.add(new Period(begin, changes.get(i + 1)));
            }
        }
        return periods;
    }
}
