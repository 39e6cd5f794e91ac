package io.partnersupport.entitlement.domain.benefit;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Unit;
import io.partnersupport.entitlement.domain.catalogue.CompetencyArea;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Quantity;
import io.partnersupport.entitlement.domain.membership.Membership;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantRulesTest {
    private static final Edition MPN_2021 = ShippedCatalogue.edition("mpn-2021");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest(name = "{0} in {1}: {2} = {3}")
    @DisplayName("E-1, E-4: what each offer grants")
    @CsvSource({
        "action-pack,       -,     product-support,         10",
        "action-pack,       -,     signature-cloud-support, none",
        "action-pack,       -,     presales-deployment,     5",
        "silver-competency, cloud, product-support,         15",
        "silver-competency, cloud, signature-cloud-support, unlimited",
        "silver-competency, cloud, presales-deployment,     20",
        "silver-competency, other, product-support,         15",
        "silver-competency, other, signature-cloud-support, 5",
        "silver-competency, other, presales-deployment,     20",
        "gold-competency,   cloud, product-support,         20",
        "gold-competency,   cloud, signature-cloud-support, unlimited",
        "gold-competency,   cloud, presales-deployment,     50",
        "gold-competency,   other, product-support,         20",
        "gold-competency,   other, signature-cloud-support, 10",
        "gold-competency,   other, presales-deployment,     50",
    })
    void grantsWhatTheEditionSays(String offer, String area, String kind, String expected) {
        List<Optional<String>> areas = area.equals("-")
                ? List.of(Optional.empty())
                : MPN_2021.competencyAreas().stream()
                        .filter(competency -> competency.cloud() == area.equals("cloud"))
                        .map(competency -> Optional.of(competency.code()))
                        .toList();
        for (Optional<String> each : areas) {
            assertThat(grants(membership(offer, each.orElse(null), START)))
                    .filteredOn(benefit -> benefit.kind().equals(kind))
                    .extracting(benefit -> benefit.quantity().isUnlimited()
                            ? "unlimited"
                            : Integer.toString(benefit.quantity().units().getAsInt()))
                    .isEqualTo(expected.equals("none") ? List.of() : List.of(expected));
        }
    }

    @Test
    @DisplayName("E-2: six competency areas are cloud competencies")
    void knowsTheCloudCompetencies() {
        assertThat(MPN_2021.competencyAreas())
                .filteredOn(CompetencyArea::cloud)
                .extracting(CompetencyArea::name)
                .containsExactlyInAnyOrder(
                        "Security",
                        "Cloud Business Applications",
                        "Cloud Platform",
                        "Cloud Productivity",
                        "Enterprise Mobility Management",
                        "Small and Midmarket Cloud Solutions");
    }

    @Test
    @DisplayName("E-3: the best single grant is listed; grants of one kind do not add up")
    void listsTheBestGrantOfEachKind() {
        List<Benefit> listed = listed(
                membership("action-pack", null, START),
                membership("silver-competency", "cloud-platform", START),
                membership("gold-competency", "application-development", START));

        assertThat(at(listed, START))
                .filteredOn(benefit -> benefit.unit() == Unit.INCIDENT || benefit.unit() == Unit.HOUR)
                .extracting(
                        benefit -> benefit.kind(),
                        benefit -> benefit.quantity(),
                        benefit -> benefit.grantedBy().offer())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("product-support", Quantity.of(20), "gold-competency"),
                        org.assertj.core.groups.Tuple.tuple(
                                "signature-cloud-support", Quantity.UNLIMITED, "silver-competency"),
                        org.assertj.core.groups.Tuple.tuple("presales-deployment", Quantity.of(50), "gold-competency"));
    }

    @Test
    @DisplayName("E-3: a better grant takes over from the instant it begins, and gives back when it ends")
    void aBetterGrantTakesOverWhenItBegins() {
        Instant upgrade = START.plus(Duration.ofDays(100));
        List<Benefit> listed = listed(
                membership("silver-competency", "datacenter", START),
                membership("gold-competency", "datacenter", upgrade));

        assertThat(offerOf(listed, "product-support", upgrade.minusNanos(1))).isEqualTo("silver-competency");
        assertThat(offerOf(listed, "product-support", upgrade)).isEqualTo("gold-competency");
    }

    @Test
    @DisplayName("E-3, A-7: after a renewal the new grant is listed, not the old one in its renewal window")
    void theRenewedGrantIsListedAsSoonAsItBegins() {
        Instant renewal = START.plus(Duration.ofDays(365));
        List<Benefit> listed = listed(
                membership("gold-competency", "datacenter", START),
                membership("gold-competency", "datacenter", renewal));

        assertThat(at(listed, renewal.minusNanos(1)))
                .allMatch(benefit -> benefit.startsAt().equals(START));
        assertThat(at(listed, renewal)).allMatch(benefit -> benefit.startsAt().equals(renewal));
    }

    @Test
    @DisplayName("E-5, E-7: without renewal a benefit stays listed to the end of its renewal window")
    void aBenefitIsListedUntilItIsNoLongerUsable() {
        Benefit benefit = listed(membership("action-pack", null, START)).get(0);

        assertThat(benefit.activateBy()).isEqualTo(Instant.parse("2027-03-01T00:00:00Z"));
        assertThat(benefit.usableUntil()).isEqualTo(Instant.parse("2027-03-31T00:00:00Z"));
        assertThat(benefit.listed()).containsExactly(new Period(START, benefit.usableUntil()));
        assertThat(benefit.isInRenewalWindow(benefit.activateBy().minusNanos(1)))
                .isFalse();
        assertThat(benefit.isInRenewalWindow(benefit.activateBy())).isTrue();
        assertThat(benefit.isInRenewalWindow(benefit.usableUntil())).isFalse();
    }

    @Test
    @DisplayName("A-12: a cancelled membership's grants are not listed from that instant on; the next best ones are")
    void theNextBestGrantFollowsAWithdrawnOne() {
        Membership gold = membership("gold-competency", "datacenter", START);
        List<Benefit> listed = listed(membership("silver-competency", "datacenter", START), gold);
        Instant cancelled = START.plus(Duration.ofDays(10));

        List<Benefit> changed = GrantRules.withdrawn(listed, gold.id(), cancelled);

        assertThat(offerOf(changed, "product-support", cancelled.minusNanos(1))).isEqualTo("gold-competency");
        assertThat(offerOf(changed, "product-support", cancelled)).isEqualTo("silver-competency");
        assertThat(at(changed, cancelled))
                .extracting(Benefit::kind)
                .contains("signature-cloud-support")
                .doesNotContain("press-release-kit");
        assertThat(changed)
                .filteredOn(benefit -> benefit.withdrawnAt().isPresent())
                .allMatch(benefit -> benefit.grantedBy().membershipId().equals(gold.id()))
                .allMatch(benefit -> !benefit.isUsable(cancelled) && benefit.isUsable(cancelled.minusNanos(1)))
                .hasSize(grants(gold).size());
    }

    @Test
    @DisplayName("A-12: withdrawing again changes nothing")
    void withdrawsOnce() {
        Membership gold = membership("gold-competency", "datacenter", START);
        List<Benefit> withdrawn = GrantRules.withdrawn(listed(gold), gold.id(), START.plusSeconds(1));

        assertThat(GrantRules.withdrawn(withdrawn, gold.id(), START.plusSeconds(2)))
                .isEmpty();
    }

    @Test
    @DisplayName("Benefit years are counted from the first membership; a renewal begins the next one")
    void countsBenefitYears() {
        assertThat(GrantRules.benefitYear(START, START, 365)).isEqualTo(1);
        assertThat(GrantRules.benefitYear(START, START.plus(Duration.ofDays(364)), 365))
                .isEqualTo(1);
        assertThat(GrantRules.benefitYear(START, START.plus(Duration.ofDays(365)), 365))
                .isEqualTo(2);
        assertThat(GrantRules.benefitYear(START, START.minus(Duration.ofDays(1)), 365))
                .isEqualTo(0);
    }

    private static List<Benefit> listed(Membership... memberships) {
        List<Benefit> grants = new ArrayList<>();
        for (Membership membership : memberships) {
            grants.addAll(grants(membership));
        }
        return GrantRules.listed(grants);
    }

    private static List<Benefit> grants(Membership membership) {
        return GrantRules.grantedBy(membership, MPN_2021, START, UUID::randomUUID);
    }

    private static List<Benefit> at(List<Benefit> benefits, Instant at) {
        return benefits.stream().filter(benefit -> benefit.isListed(at)).toList();
    }

    private static String offerOf(List<Benefit> benefits, String kind, Instant at) {
        List<Benefit> ofKind = at(benefits, at).stream()
                .filter(benefit -> benefit.kind().equals(kind))
                .toList();
        assertThat(ofKind).hasSize(1);
        return ofKind.get(0).grantedBy().offer();
    }

    private static Membership membership(String offer, String area, Instant startsAt) {
        return new Membership(
                UUID.randomUUID(),
                new PartnerId("4960001"),
                offer,
                Optional.ofNullable(area),
                LocalDate.parse("2026-03-01"),
                new Period(startsAt, startsAt.plus(Duration.ofDays(365))),
                "mpn-2021",
                1,
                Optional.empty());
    }
}
