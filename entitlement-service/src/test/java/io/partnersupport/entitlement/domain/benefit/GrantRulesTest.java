package io.partnersupport.entitlement.domain.benefit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.BenefitUnit;
import io.partnersupport.entitlement.domain.catalogue.CompetencyArea;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Offer;
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

    @ParameterizedTest
    @DisplayName("E-1, E-4: what each offer grants, in every competency area")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            KIND,                       ACTION PACK, SILVER CLOUD, SILVER OTHER, GOLD CLOUD, GOLD OTHER
            product-support,            10,          15,           15,           20,         20
            signature-cloud-support,    none,        unlimited,    5,            unlimited,  10
            presales-deployment,        5,           20,           20,           50,         50
            windows-11-enterprise,      10,          25,           25,           100,        100
            sql-server-standard,        1,           2,            2,            5,          5
            windows-server-standard,    1,           2,            2,            5,          5
            azure-credit,               100,         100,          100,          200,        200
            microsoft-365-e3,           5,           25,           25,           100,        100
            visual-studio-professional, 3,           none,         none,         none,       none
            visual-studio-enterprise,   none,        5,            5,            10,         10
            marketing-consultation,     1,           1,            1,            1,          1
            co-branded-campaign,        none,        1,            1,            1,          1
            press-release-kit,          none,        none,         none,         1,          1
            """)
    void grantsWhatTheEditionSays(
            String kind,
            String actionPack,
            String silverCloud,
            String silverOther,
            String goldCloud,
            String goldOther) {
        assertThat(granted(kind, "action-pack", null)).isEqualTo(actionPack);
        for (CompetencyArea area : MPN_2021.competencyAreas()) {
            assertThat(granted(kind, "silver-competency", area.code()))
                    .as("Silver %s", area.name())
                    .isEqualTo(area.cloud() ? silverCloud : silverOther);
            assertThat(granted(kind, "gold-competency", area.code()))
                    .as("Gold %s", area.name())
                    .isEqualTo(area.cloud() ? goldCloud : goldOther);
        }
    }

    @Test
    @DisplayName("E-1: the table above has a row for each kind and a column for each offer")
    void theTableIsWhole() {
        assertThat(MPN_2021.benefits())
                .hasSize(13)
                .extracting(BenefitDefinition::kind)
                .doesNotHaveDuplicates();
        assertThat(MPN_2021.offers())
                .extracting(Offer::code)
                .containsExactly("action-pack", "silver-competency", "gold-competency");
        assertThat(MPN_2021.competencyAreas()).hasSize(18);
    }

    @Test
    @DisplayName("E-1: presales consultations take hours away from Action Pack partners only")
    void saysWhetherPresalesDeducts() {
        assertThat(grants(membership("action-pack", null, START)))
                .filteredOn(benefit -> benefit.kind().equals("presales-deployment"))
                .extracting(benefit -> benefit.terms().presalesDeducts())
                .containsExactly(true);
        assertThat(grants(membership("gold-competency", "security", START)))
                .filteredOn(benefit -> benefit.kind().equals("presales-deployment"))
                .extracting(benefit -> benefit.terms().presalesDeducts())
                .containsExactly(false);
    }

    @Test
    @DisplayName("E-2: hybrid is the portal's word for other: the names it uses are aliases")
    void knowsTheNamesOfThePortal() {
        assertThat(grants(membership("gold-competency", "datacenter", START)))
                .filteredOn(benefit -> benefit.kind().equals("signature-cloud-support"))
                .extracting(benefit -> benefit.terms().aliases())
                .containsExactly(List.of("Signature Product Support", "Signature 10-pack (Gold hybrid)"));
        assertThat(grants(membership("gold-competency", "security", START)))
                .filteredOn(benefit -> benefit.kind().equals("signature-cloud-support"))
                .extracting(benefit -> benefit.terms().aliases())
                .containsExactly(List.of("Signature Product Support"));
    }

    @Test
    @DisplayName("E-9: maicpp-2023 grants 20 on-premises incidents, unlimited cloud support and 50 hours")
    void theExampleEditionGrantsWhatItShould() {
        assertThat(GrantRules.grantedBy(
                        membership("solutions-partner", "infrastructure", START),
                        ShippedCatalogue.edition("maicpp-2023"),
                        START,
                        UUID::randomUUID))
                .extracting(Benefit::kind, Benefit::quantity)
                .contains(
                        tuple("product-support", Quantity.of(20)),
                        tuple("signature-cloud-support", Quantity.UNLIMITED),
                        tuple("presales-deployment", Quantity.of(50)));
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
                .filteredOn(benefit -> benefit.unit() == BenefitUnit.INCIDENT || benefit.unit() == BenefitUnit.HOUR)
                .extracting(
                        benefit -> benefit.kind(),
                        benefit -> benefit.quantity(),
                        benefit -> benefit.grantedBy().offer())
                .containsExactlyInAnyOrder(
                        tuple("product-support", Quantity.of(20), "gold-competency"),
                        tuple("signature-cloud-support", Quantity.UNLIMITED, "silver-competency"),
                        tuple("presales-deployment", Quantity.of(50), "gold-competency"));
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

        List<Benefit> changed = GrantRules.listed(listed.stream()
                .map(benefit -> benefit.grantedBy().membershipId().equals(gold.id())
                        ? benefit.withdrawn(cancelled).withdrawn(cancelled.plusSeconds(1))
                        : benefit)
                .toList());

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

    private static String granted(String kind, String offer, String area) {
        return grants(membership(offer, area, START)).stream()
                .filter(benefit -> benefit.kind().equals(kind))
                .map(benefit -> benefit.quantity().isUnlimited()
                        ? "unlimited"
                        : Integer.toString(benefit.quantity().units().getAsInt()))
                .findFirst()
                .orElse("none");
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
