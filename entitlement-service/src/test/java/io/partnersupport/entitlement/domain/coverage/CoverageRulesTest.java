package io.partnersupport.entitlement.domain.coverage;

import static io.partnersupport.entitlement.domain.coverage.Reason.CLOUD_PRODUCT_ONLY;
import static io.partnersupport.entitlement.domain.coverage.Reason.MANAGED_OUTSIDE;
import static io.partnersupport.entitlement.domain.coverage.Reason.MEMBERSHIP_ENDED;
import static io.partnersupport.entitlement.domain.coverage.Reason.NO_BENEFITS;
import static io.partnersupport.entitlement.domain.coverage.Reason.NO_CLOUD_BENEFIT;
import static io.partnersupport.entitlement.domain.coverage.Reason.ON_PREMISES_PRODUCT_ONLY;
import static io.partnersupport.entitlement.domain.coverage.Reason.UNKNOWN_VERSION;
import static io.partnersupport.entitlement.domain.coverage.Reason.VERSION_NOT_COVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.GrantRules;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.GrantRule;
import io.partnersupport.entitlement.domain.coverage.BenefitCoverage.Rule;
import io.partnersupport.entitlement.domain.coverage.CoverageAnswer.Verdict;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import io.partnersupport.entitlement.domain.product.Product;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CoverageRulesTest {
    private static final Edition MPN_2021 = ShippedCatalogue.edition("mpn-2021");
    private static final List<Product> PRODUCTS = ShippedCatalogue.products();
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String SUPPORT = "product-support";
    private static final String CLOUD = "signature-cloud-support";
    private static final String ADVICE = "presales-deployment";

    // ---- every reason

    @ParameterizedTest
    @EnumSource(Reason.class)
    @DisplayName("E-12: every reason is given where it applies, alone, and something helps against it")
    void givesEachReason(Reason reason) {
        BenefitCoverage refused = refusedFor(reason);
        assertThat(refused.reasons()).containsExactly(reason);
        assertThat(refused.isCovered()).isFalse();
        assertThat(refused.remedies()).isNotEmpty().isEqualTo(reason.remedies());
    }

    /** A switch without default: a new reason needs a case here. */
    private static BenefitCoverage refusedFor(Reason reason) {
        return switch (reason) {
            case NO_BENEFITS -> check("sql-server", "2025").of(SUPPORT);
            case MEMBERSHIP_ENDED ->
                check("sql-server", "2025", bought("action-pack", null, "2025-01-01"))
                        .of(SUPPORT);
            case MEMBERSHIP_CANCELLED ->
                cancelled(silver("2026-01-01"), "2026-01-20").of(SUPPORT);
            case MEMBERSHIP_NOT_STARTED ->
                check("sql-server", "2025", bought("action-pack", null, "2026-07-01"))
                        .of(SUPPORT);
            case NO_CLOUD_BENEFIT ->
                check("azure", null, bought("action-pack", null, "2026-01-01")).of(CLOUD);
            case BENEFIT_NOT_GRANTED -> withoutAdviceForAnybody().of(ADVICE);
            case MANAGED_OUTSIDE ->
                new Check("sql-server", "2025", NOW, ManagedIn.PMC, silver("2026-01-01")).of(SUPPORT);
            case MARKETPLACE_PRODUCT ->
                check("wingtip-invoices", null, silver("2026-01-01")).of(CLOUD);
            case NO_CONTRACT_NEEDED ->
                check("microsoft-365", null, silver("2026-01-01")).of(CLOUD);
            case CLOUD_PRODUCT_ONLY ->
                check("sql-server", "2025", silver("2026-01-01")).of(CLOUD);
            case ON_PREMISES_PRODUCT_ONLY ->
                check("azure", null, silver("2026-01-01")).of(SUPPORT);
            case PRODUCT_NOT_COVERED -> withAzureExcluded().of(CLOUD);
            case UNKNOWN_VERSION ->
                check("sql-server", "2012½", silver("2026-01-01")).of(SUPPORT);
            case VERSION_NOT_COVERED ->
                check("sql-server", "2019", silver("2026-01-01")).of(SUPPORT);
            case MAINSTREAM_SUPPORT_ENDED ->
                check("exchange-server", "2019", silver("2026-01-01")).of(SUPPORT);
        };
    }

    // ---- who has what

    @Test
    @DisplayName("E-4, E-12: Northwind (Action Pack) has no cloud support for Azure, but may ask for advice")
    void explainsWhyActionPackDoesNotCoverAzure() {
        Check northwind = check("azure", null, bought("action-pack", null, "2026-01-01"));

        assertThat(northwind.answer().verdict()).isEqualTo(Verdict.NOT_COVERED);
        assertThat(northwind.of(SUPPORT).reasons()).containsExactly(ON_PREMISES_PRODUCT_ONLY);
        assertThat(northwind.of(CLOUD).reasons()).containsExactly(NO_CLOUD_BENEFIT);
        assertThat(northwind.of(CLOUD).remedies())
                .containsExactly(Remedy.EARN_COMPETENCY, Remedy.PURCHASE_PARTNER_SUPPORT_PLAN);
        assertThat(northwind.of(ADVICE).isCovered()).isTrue();
        assertThat(northwind.answer().decisive()).contains(northwind.of(CLOUD));
    }

    @Test
    @DisplayName("E-3, E-12: the explanation names the membership that grants, and every rule that was asked")
    void tracesTheRules() {
        Membership gold = bought("gold-competency", "datacenter", "2026-02-01");
        BenefitCoverage covered =
                check("sql-server", "2022", silver("2026-01-01"), gold).of(SUPPORT);

        assertThat(covered.isCovered()).isTrue();
        assertThat(covered.grant().orElseThrow().grantedBy().membershipId()).isEqualTo(gold.id());
        assertThat(covered.trace())
                .extracting(BenefitCoverage.Step::rule)
                .containsExactly(Rule.GRANT, Rule.ACTIVATION, Rule.PRODUCT, Rule.VERSION);
    }

    @Test
    @DisplayName("E-12: all reasons are given at once")
    void givesAllReasons() {
        assertThat(check(
                                "azure",
                                "2022",
                                bought("gold-competency", "datacenter", "2024-01-01"),
                                bought("action-pack", null, "2026-01-01"))
                        .of(CLOUD)
                        .reasons())
                .containsExactly(MEMBERSHIP_ENDED, NO_CLOUD_BENEFIT, UNKNOWN_VERSION);
        assertThat(new Check("sql-server", "2019", NOW, ManagedIn.PMC, silver("2026-01-01"))
                        .of(SUPPORT)
                        .reasons())
                .containsExactly(MANAGED_OUTSIDE, VERSION_NOT_COVERED);
        assertThat(check("sql-server", "2025").of(CLOUD).reasons()).containsExactly(NO_BENEFITS, CLOUD_PRODUCT_ONLY);
    }

    @Test
    @DisplayName("E-15: hours need no activation, so partners managed in PMC may use them")
    void pmcPartnersUseHours() {
        assertThat(new Check("azure", null, NOW, ManagedIn.PMC, silver("2026-01-01"))
                        .of(ADVICE)
                        .isCovered())
                .isTrue();
    }

    @Test
    @DisplayName("E-11: the verdict of a marketplace product and of Microsoft 365 does not depend on memberships")
    void saysWhoSupportsIt() {
        assertThat(check("wingtip-invoices", null).answer().verdict()).isEqualTo(Verdict.VENDOR_SUPPORTED);
        assertThat(check("microsoft-365", null).answer().verdict()).isEqualTo(Verdict.NO_CONTRACT_NEEDED);
        assertThat(check("microsoft-365", null, silver("2026-01-01")).of(ADVICE).isCovered())
                .isTrue();
    }

    @Test
    @DisplayName("E-8: a benefit of an earlier edition is checked by its own terms")
    void checksBenefitsOfEarlierEditions() {
        CoverageFacts facts = check("azure", null, silver("2026-01-01")).facts();
        CoverageFacts later = new CoverageFacts(
                facts.partner(), facts.product(), Optional.empty(), facts.memberships(), facts.grants());
        CoverageAnswer answer = CoverageRules.check(later, later.product().orElseThrow(), Optional.empty(), NOW);

        assertThat(answer.benefits())
                .extracting(benefit -> benefit.benefit().kind())
                .containsExactlyInAnyOrder(SUPPORT, CLOUD, ADVICE);
        assertThat(answer.verdict()).isEqualTo(Verdict.COVERED);
    }

    // ---- boundaries

    @ParameterizedTest(name = "at {0}: {1}")
    @DisplayName("E-7, E-12: from the first instant of the membership to the last of its renewal window")
    @CsvSource({
        "2026-02-28T23:59:59.999999Z, MEMBERSHIP_NOT_STARTED",
        "2026-03-01T00:00:00Z,        ",
        "2027-02-28T23:59:59.999999Z, ",
        "2027-03-01T00:00:00Z,        ",
        "2027-03-30T23:59:59.999999Z, ",
        "2027-03-31T00:00:00Z,        MEMBERSHIP_ENDED",
    })
    void coversWhileUsable(Instant at, Reason expected) {
        assertThat(new Check("sql-server", null, at, ManagedIn.PARTNER_CENTER, silver("2026-03-01"))
                        .of(SUPPORT)
                        .reasons())
                .isEqualTo(Stream.ofNullable(expected).toList());
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @DisplayName("E-7: 365 days end a day earlier when they contain a 29th of February")
    @CsvSource({"2029-03-01T23:59:59.999999Z, ", "2029-03-02T00:00:00Z, MEMBERSHIP_ENDED"})
    void coversInALeapYear(Instant at, Reason expected) {
        assertThat(new Check("sql-server", null, at, ManagedIn.PARTNER_CENTER, silver("2028-02-01"))
                        .of(SUPPORT)
                        .reasons())
                .isEqualTo(Stream.ofNullable(expected).toList());
    }

    @ParameterizedTest(name = "SQL Server {0} at {1}: {2}")
    @DisplayName("E-10: N and N-1, and N-1 only to the last instant of mainstream support")
    @CsvSource({
        "2019, 2025-02-28T23:59:59.999999Z, ",
        "2019, 2025-03-01T00:00:00Z,        MAINSTREAM_SUPPORT_ENDED",
        "2019, 2025-11-17T23:59:59.999999Z, MAINSTREAM_SUPPORT_ENDED",
        "2019, 2025-11-18T00:00:00Z,        VERSION_NOT_COVERED",
        "2025, 2025-11-17T23:59:59.999999Z, VERSION_NOT_COVERED",
        "2025, 2025-11-18T00:00:00Z,        ",
        "2022, 2025-11-17T23:59:59.999999Z, ",
        "2022, 2025-11-18T00:00:00Z,        ",
    })
    void coversVersions(String version, Instant at, Reason expected) {
        assertThat(new Check("sql-server", version, at, ManagedIn.PARTNER_CENTER, silver("2025-02-01"))
                        .of(SUPPORT)
                        .reasons())
                .isEqualTo(Stream.ofNullable(expected).toList());
    }

    @Test
    @DisplayName("E-10: without a version the one that is current at the instant is meant")
    void meansTheCurrentVersion() {
        Instant before = Instant.parse("2025-11-17T23:59:59Z");
        assertThat(new Check("sql-server", null, before, ManagedIn.PARTNER_CENTER)
                        .answer()
                        .version()
                        .orElseThrow()
                        .version()
                        .version())
                .isEqualTo("2022");
        assertThat(check("sql-server", null)
                        .answer()
                        .version()
                        .orElseThrow()
                        .version()
                        .version())
                .isEqualTo("2025");
        assertThat(new Check("sql-server", null, Instant.EPOCH, ManagedIn.PARTNER_CENTER)
                        .of(SUPPORT)
                        .reasons())
                .containsExactly(NO_BENEFITS, VERSION_NOT_COVERED);
    }

    // ---- properties

    @Test
    @DisplayName("E-3: one more membership never takes coverage away, and whoever grants is in force or in its window")
    void moreMembershipsNeverCoverLess() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Membership> memberships = new ArrayList<>();
            Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
            Instant at = NOW.plus(Duration.ofDays(random.nextInt(900) - 450));
            List<String> covered = List.of();
            for (int more = 0; more < 4; more++) {
                memberships.add(randomly(random));
                CoverageAnswer answer = new Check(
                                product.productId(),
                                null,
                                at,
                                ManagedIn.PARTNER_CENTER,
                                memberships.toArray(Membership[]::new))
                        .answer();
                List<String> now = answer.benefits().stream()
                        .filter(BenefitCoverage::isCovered)
                        .map(benefit -> benefit.benefit().kind())
                        .toList();
                assertThat(now).as("seed %s", seed).containsAll(covered);
                assertThat(answer.benefits())
                        .as("seed %s", seed)
                        .flatExtracting(benefit -> benefit.grant().stream().toList())
                        .allMatch(grant -> !at.isBefore(grant.startsAt()) && at.isBefore(grant.usableUntil()));
                covered = now;
            }
        }
    }

    private static Membership randomly(Random random) {
        String start =
                LocalDate.parse("2025-06-01").plusDays(random.nextInt(500)).toString();
        return switch (random.nextInt(3)) {
            case 0 -> bought("action-pack", null, start);
            case 1 -> bought("silver-competency", "datacenter", start);
            default -> bought("gold-competency", "cloud-platform", start);
        };
    }

    // ---- fixture

    private static Check check(String product, String version, Membership... memberships) {
        return new Check(product, version, NOW, ManagedIn.PARTNER_CENTER, memberships);
    }

    private static Membership silver(String startsOn) {
        return bought("silver-competency", "cloud-platform", startsOn);
    }

    private static Membership bought(String offer, String area, String startsOn) {
        LocalDate day = LocalDate.parse(startsOn);
        Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Membership(
                UUID.randomUUID(),
                new PartnerId("4960003"),
                offer,
                Optional.ofNullable(area),
                day,
                new Period(start, start.plus(Duration.ofDays(365))),
                MPN_2021.code(),
                MPN_2021.revision(),
                Optional.empty());
    }

    private static Check withoutAdviceForAnybody() {
        return new Check(
                "azure",
                null,
                NOW,
                ManagedIn.PARTNER_CENTER,
                with(definition -> definition.kind().equals(ADVICE)
                        ? copy(definition, definition.covers(), List.of())
                        : definition),
                silver("2026-01-01"));
    }

    private static Check withAzureExcluded() {
        return new Check(
                "azure",
                null,
                NOW,
                ManagedIn.PARTNER_CENTER,
                with(definition -> copy(
                        definition,
                        new Coverage(definition.covers().productKinds(), List.of("azure")),
                        definition.grants())),
                silver("2026-01-01"));
    }

    private static BenefitDefinition copy(BenefitDefinition definition, Coverage covers, List<GrantRule> grants) {
        return new BenefitDefinition(
                definition.kind(),
                definition.name(),
                definition.aliases(),
                definition.category(),
                definition.unit(),
                covers,
                definition.software(),
                definition.cloudService(),
                definition.subscription(),
                definition.goToMarket(),
                grants);
    }

    private static Check cancelled(Membership membership, String on) {
        CoverageFacts before = check("sql-server", "2025", membership).facts();
        Instant at = LocalDate.parse(on).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Check(
                new CoverageFacts(
                        before.partner(),
                        before.product(),
                        before.edition(),
                        List.of(membership.withdrawn(at)),
                        GrantRules.listed(before.grants().stream()
                                .map(grant -> grant.withdrawn(at))
                                .toList())),
                Optional.of("2025"),
                NOW);
    }

    private static Edition with(UnaryOperator<BenefitDefinition> change) {
        return new Edition(
                MPN_2021.code(),
                MPN_2021.revision(),
                MPN_2021.name(),
                MPN_2021.effectiveFrom(),
                MPN_2021.effectiveTo(),
                MPN_2021.policies(),
                MPN_2021.competencyAreas(),
                MPN_2021.offers(),
                MPN_2021.benefits().stream().map(change).toList());
    }

    /** A check and its facts. */
    private record Check(CoverageFacts facts, Optional<String> version, Instant at) {
        Check(String product, String version, Instant at, ManagedIn managedIn, Membership... memberships) {
            this(product, version, at, managedIn, MPN_2021, memberships);
        }

        Check(
                String product,
                String version,
                Instant at,
                ManagedIn managedIn,
                Edition edition,
                Membership... memberships) {
            this(
                    new CoverageFacts(
                            new Partner(
                                    new PartnerId("4960003"),
                                    "Northwind",
                                    "US",
                                    managedIn,
                                    PartnerKind.NONE,
                                    "7c1f1f3e-2f0b-4a53-9d2b-0d6f6a1c0003",
                                    "northwind.example",
                                    null),
                            PRODUCTS.stream()
                                    .filter(each -> each.productId().equals(product))
                                    .findFirst(),
                            Optional.of(edition),
                            List.of(memberships),
                            GrantRules.listed(grants(edition, memberships))),
                    Optional.ofNullable(version),
                    at);
        }

        private static List<Benefit> grants(Edition edition, Membership... memberships) {
            return Arrays.stream(memberships)
                    .flatMap(membership ->
                            GrantRules.grantedBy(
                                    membership, edition, membership.period().from(), UUID::randomUUID)
                                    .stream())
                    .toList();
        }

        CoverageAnswer answer() {
            return CoverageRules.check(facts, facts.product().orElseThrow(), version, at);
        }

        BenefitCoverage of(String kind) {
            return answer().benefits().stream()
                    .filter(benefit -> benefit.benefit().kind().equals(kind))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
