package io.partnersupport.entitlement.domain.benefit;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Chosen;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Held;
import io.partnersupport.entitlement.domain.benefit.EntitlementRules.Facts;
import io.partnersupport.entitlement.domain.catalogue.CompetencyArea;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.membership.Membership;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for any memberships at any time. A failing seed is printed, and becomes an example. */
class EntitlementPropertiesTest {
    private static final Edition MPN_2021 = ShippedCatalogue.edition("mpn-2021");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Property(tries = 300)
    @Label("E-3: more memberships never give less")
    void moreMembershipsNeverGiveLess(
            @ForAll("memberships") @Size(max = 5) List<Granted> some,
            @ForAll("granted") Granted another,
            @ForAll @IntRange(min = -10, max = 800) int day) {
        Instant at = START.plus(Duration.ofDays(day));
        Map<String, Chosen> before = chosen(some, at);
        Map<String, Chosen> after =
                chosen(Stream.concat(some.stream(), Stream.of(another)).toList(), at);

        assertThat(after.keySet()).containsAll(before.keySet());
        // a smaller grant that can still be activated takes over from one of which only the renewal window is left
        // (E-5)
        before.forEach((kind, chosen) -> {
            Benefit now = after.get(kind).benefit();
            if (now.isInRenewalWindow(at) == chosen.benefit().isInRenewalWindow(at)) {
                assertThat(now.quantity())
                        .isGreaterThanOrEqualTo(chosen.benefit().quantity());
            }
        });
    }

    @Property(tries = 300)
    @Label("E-3: the explanation always names a membership whose benefits are usable")
    void theExplanationNamesAMembershipInForce(
            @ForAll("memberships") @Size(max = 6) List<Granted> some, @ForAll @IntRange(min = -10, max = 800) int day) {
        Instant at = START.plus(Duration.ofDays(day));
        Entitlement entitlement = explain(some, at);

        assertThat(entitlement.chosen())
                .allSatisfy(chosen -> assertThat(some)
                        .filteredOn(each -> each.held()
                                .membership()
                                .id()
                                .equals(chosen.benefit().grantedBy().membershipId()))
                        .singleElement()
                        .matches(each -> each.held().isUsable(at)
                                && each.held().grants(chosen.benefit().kind())));
        assertThat(entitlement.missing()).allSatisfy(missing -> {
            assertThat(missing.reasons()).isNotEmpty();
            assertThat(some)
                    .noneMatch(each -> each.held().isUsable(at)
                            && each.held().grants(missing.definition().kind()));
        });
        assertThat(entitlement.chosen().size() + entitlement.missing().size())
                .isEqualTo(MPN_2021.benefits().size());
    }

    @Property(tries = 300)
    @Label("E-3: at any instant, what is published as listed is what is explained as chosen")
    void whatIsListedIsWhatIsChosen(
            @ForAll("memberships") @Size(max = 5) List<Granted> some, @ForAll @IntRange(min = -10, max = 800) int day) {
        Instant at = START.plus(Duration.ofDays(day));

        assertThat(GrantRules.listed(grants(some)).stream()
                        .filter(benefit -> benefit.isListed(at))
                        .map(Benefit::id))
                .containsExactlyInAnyOrderElementsOf(chosen(some, at).values().stream()
                        .map(chosen -> chosen.benefit().id())
                        .toList());
    }

    /** A membership and what it grants. */
    record Granted(Held held, List<Benefit> grants) {}

    @Provide
    Arbitrary<List<Granted>> memberships() {
        return granted().list();
    }

    @Provide
    Arbitrary<Granted> granted() {
        Arbitrary<CompetencyArea> areas = Arbitraries.of(MPN_2021.competencyAreas());
        return Combinators.combine(
                        Arbitraries.of(MPN_2021.offers()),
                        areas,
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(1, 400).injectNull(0.8))
                .as((offer, area, startDay, withdrawnAfter) -> granted(
                        offer.code(),
                        offer.needsCompetencyArea() ? Optional.of(area.code()) : Optional.empty(),
                        START.plus(Duration.ofDays(startDay)),
                        Optional.ofNullable(withdrawnAfter)));
    }

    private static Granted granted(
            String offer, Optional<String> area, Instant start, Optional<Integer> withdrawnAfterDays) {
        Optional<Instant> withdrawnAt = withdrawnAfterDays.map(days -> start.plus(Duration.ofDays(days)));
        Membership membership = new Membership(
                UUID.randomUUID(),
                new PartnerId("4960001"),
                offer,
                area,
                LocalDate.ofInstant(start, ZoneOffset.UTC),
                new Period(start, start.plus(Duration.ofDays(365))),
                MPN_2021.code(),
                MPN_2021.revision(),
                withdrawnAt);
        List<Benefit> grants = GrantRules.grantedBy(membership, MPN_2021, START, UUID::randomUUID).stream()
                .map(grant -> withdrawnAt.map(grant::withdrawn).orElse(grant))
                .toList();
        return new Granted(new Held(membership, MPN_2021), grants);
    }

    private static Map<String, Chosen> chosen(List<Granted> some, Instant at) {
        return explain(some, at).chosen().stream()
                .collect(Collectors.toMap(each -> each.benefit().kind(), each -> each));
    }

    private static Entitlement explain(List<Granted> some, Instant at) {
        return EntitlementRules.explain(
                new Facts(some.stream().map(Granted::held).toList(), grants(some), Optional.of(MPN_2021), at));
    }

    private static List<Benefit> grants(List<Granted> some) {
        return some.stream().flatMap(each -> each.grants().stream()).toList();
    }
}
