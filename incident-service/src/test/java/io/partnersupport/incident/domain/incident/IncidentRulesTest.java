package io.partnersupport.incident.domain.incident;

import static io.partnersupport.incident.domain.Facts.ANY_PLAN;
import static io.partnersupport.incident.domain.Facts.AZURE;
import static io.partnersupport.incident.domain.Facts.DYNAMICS_365;
import static io.partnersupport.incident.domain.Facts.ENDS_AT;
import static io.partnersupport.incident.domain.Facts.MARKETPLACE;
import static io.partnersupport.incident.domain.Facts.MICROSOFT_365;
import static io.partnersupport.incident.domain.Facts.NOW;
import static io.partnersupport.incident.domain.Facts.OUTSIDER;
import static io.partnersupport.incident.domain.Facts.RESPONSE_POLICY;
import static io.partnersupport.incident.domain.Facts.SQL_SERVER;
import static io.partnersupport.incident.domain.Facts.V2022;
import static io.partnersupport.incident.domain.Facts.cloudSupport;
import static io.partnersupport.incident.domain.Facts.contact;
import static io.partnersupport.incident.domain.Facts.linked;
import static io.partnersupport.incident.domain.Facts.paid;
import static io.partnersupport.incident.domain.Facts.productSupport;
import static io.partnersupport.incident.domain.Facts.request;
import static io.partnersupport.incident.domain.Refusal.CLOUD_PRODUCT_ONLY;
import static io.partnersupport.incident.domain.Refusal.INCIDENTS_EXHAUSTED;
import static io.partnersupport.incident.domain.Refusal.MAINSTREAM_SUPPORT_ENDED;
import static io.partnersupport.incident.domain.Refusal.MARKETPLACE_PRODUCT;
import static io.partnersupport.incident.domain.Refusal.NO_CLOUD_BENEFIT;
import static io.partnersupport.incident.domain.Refusal.ON_PREMISES_PRODUCT_ONLY;
import static io.partnersupport.incident.domain.Refusal.PLAN_EXPIRED;
import static io.partnersupport.incident.domain.Refusal.SEVERITY_A_NEEDS_REACHABLE_CONTACT;
import static io.partnersupport.incident.domain.Refusal.SUPERSEDED;
import static io.partnersupport.incident.domain.Refusal.VERSION_NOT_COVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.Facts;
import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.customer.PartnerKind;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.plan.Units;
import io.partnersupport.incident.domain.product.Product;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentRulesTest {
    private static final Optional<String> PHONE = Optional.of("+48 22 000");

    @ParameterizedTest
    @EnumSource(Refusal.class)
    @DisplayName("I-6: every reason refuses, alone")
    void refusesForEachReason(Refusal reason) {
        assertThat(refusals(refusedFor(reason))).containsExactly(reason);
    }

    private static IncidentDecision refusedFor(Refusal reason) {
        return switch (reason) {
            case UNKNOWN_PRODUCT ->
                IncidentRules.decide(
                        OUTSIDER,
                        request("none", null),
                        ANY_PLAN,
                        new Situation(
                                Optional.empty(),
                                Optional.of(RESPONSE_POLICY),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                List.of()),
                        NOW);
            case MARKETPLACE_PRODUCT -> decide(MARKETPLACE, null, cloudSupport());
            case UNKNOWN_VERSION -> decide(SQL_SERVER, "2099", productSupport(0));
            case VERSION_REQUIRED -> decide(SQL_SERVER, null, productSupport(0));
            case UNKNOWN_PLAN ->
                IncidentRules.decide(
                        OUTSIDER,
                        request("sql-server", "2025"),
                        named(new PlanId(UUID.randomUUID())),
                        linked(SQL_SERVER, productSupport(0).plan()),
                        NOW);
            case NO_POLICIES_IN_FORCE ->
                IncidentRules.decide(
                        OUTSIDER,
                        request("sql-server", "2025"),
                        ANY_PLAN,
                        new Situation(
                                Optional.of(SQL_SERVER),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                List.of(productSupport(0).plan())),
                        NOW);
            case UNKNOWN_CUSTOMER -> filing(each -> each.customerKnown = false);
            case BELONGS_TO_ADVISORY_REQUESTS ->
                filing(each -> each.classification = Optional.of(ProblemClassification.PRESALES));
            case BELONGS_TO_DYNAMICS_SUPPORT ->
                filing(each -> {
                    each.product = DYNAMICS_365;
                    each.kind = IncidentKind.BILLING;
                });
            case MANAGED_OUTSIDE ->
                filing(each -> {
                    each.managedInPmc = true;
                    each.classification = Optional.of(ProblemClassification.MEMBERSHIP);
                });
            case NOT_A_CSP_PARTNER -> filing(each -> each.partnerKind = PartnerKind.NONE);
            case CSP_ASSOCIATION_REQUIRED -> filing(each -> each.cspAssociated = false);
            case ADMIN_AGENT_REQUIRED -> filing(each -> each.roles = Set.of());
            case HELPDESK_AGENT_CANNOT_FILE_AZURE -> filing(each -> each.roles = Set.of(AgentRole.HELPDESK_AGENT));
            case AZURE_ACCESS_NOT_GRANTED ->
                filing(each -> {
                    each.partnerKind = PartnerKind.INDIRECT_RESELLER;
                    each.granted = false;
                });
            case DELEGATED_ADMINISTRATION_REQUIRED ->
                filing(each -> {
                    each.product = MICROSOFT_365;
                    each.delegated = false;
                });
            case ASFP_REQUIRED -> filing(each -> each.product = DYNAMICS_365);
            case CUSTOMER_DOMAIN_REQUIRED ->
                filing(each -> {
                    each.delegated = false;
                    each.subscription = Optional.of(Filing.SUBSCRIPTION);
                });
            case CUSTOMER_DOMAIN_MISMATCH -> filing(each -> each.domain = Optional.of("other.example"));
            case AZURE_SUBSCRIPTION_REQUIRED ->
                filing(each -> {
                    each.delegated = false;
                    each.domain = Optional.of("alpineskihouse.example");
                });
            case AZURE_SUBSCRIPTION_NOT_MANAGED -> filing(each -> each.subscription = Optional.of(UUID.randomUUID()));
            case CUSTOMER_CONTACT_NOT_ALLOWED -> filing(each -> each.email = "bob@alpineskihouse.example");
            case OWN_TENANT_NOT_COVERED -> filing(each -> each.forCustomer = false);
            case PHONE_NOT_OFFERED -> filing(each -> each.channel = Channel.PHONE);
            case PLAN_NOT_LINKED -> decide(AZURE, null, paid(PlanType.PREMIER).notLinked());
            case SEVERITY_A_NEEDS_REACHABLE_CONTACT -> severityA(contact(PHONE, false));
            case NO_USABLE_PLAN -> decide(SQL_SERVER, "2025");
            case NO_CLOUD_BENEFIT -> decide(AZURE, null, productSupport(0));
            case CLOUD_PRODUCT_ONLY -> decide(SQL_SERVER, "2025", cloudSupport());
            case ON_PREMISES_PRODUCT_ONLY -> decideUnder(productSupport(0).plan(), AZURE, null);
            case PRODUCT_NOT_COVERED -> decide(AZURE, null, cloudSupport().without("azure"));
            case VERSION_NOT_COVERED -> decideAt(Instant.parse("2025-11-17T00:00:00Z"), "2025", productSupport(0));
            case MAINSTREAM_SUPPORT_ENDED -> decideAt(V2022.mainstreamEndsAt(), "2022", productSupport(0));
            case CONTRACT_WITHDRAWN ->
                decide(SQL_SERVER, "2025", productSupport(0).withdrawn());
            case SUPERSEDED -> decide(SQL_SERVER, "2025", productSupport(0).superseded());
            case PLAN_EXPIRED -> decide(SQL_SERVER, "2025", productSupport(0).until(NOW));
            case PLAN_NOT_STARTED ->
                decide(SQL_SERVER, "2025", productSupport(0).from(NOW.plusNanos(1)));
            case INCIDENTS_EXHAUSTED -> decide(SQL_SERVER, "2025", productSupport(20));
        };
    }

    @Test
    @DisplayName("I-2: a break-fix incident takes exactly one unit of its plan")
    void takesOneUnit() {
        SupportPlan plan = productSupport(19).plan();
        IncidentDecision decision =
                IncidentRules.decide(OUTSIDER, request("sql-server", "2025"), ANY_PLAN, linked(SQL_SERVER, plan), NOW);
        assertThat(decision).satisfies(accepted(Optional.of(plan), ChosenBecause.ONLY_USABLE_PLAN));
        assertThat(((Accepted) decision).units()).isEqualTo(1);
    }

    @Test
    @DisplayName("I-5: a plan that cannot be used does not stop the next one")
    void passesOverUnusablePlans() {
        SupportPlan usable = productSupport(3).plan();
        assertThat(IncidentRules.decide(
                        OUTSIDER,
                        request("sql-server", "2025"),
                        ANY_PLAN,
                        linked(
                                SQL_SERVER,
                                productSupport(20)
                                        .until(ENDS_AT.minusSeconds(1))
                                        .plan(),
                                usable),
                        NOW))
                .satisfies(accepted(Optional.of(usable), ChosenBecause.ONLY_USABLE_PLAN));
    }

    @Test
    @DisplayName("I-5: a named plan is used and no other")
    void usesTheNamedPlan() {
        SupportPlan named = productSupport(0).plan();
        SupportPlan other = productSupport(0).with(Units.unlimited(0)).plan();
        SupportPlan exhausted = productSupport(20).plan();
        IncidentRequest request = request("sql-server", "2025");
        Situation linked = linked(SQL_SERVER, other, named, exhausted);
        assertThat(IncidentRules.decide(OUTSIDER, request, named(named.id()), linked, NOW))
                .satisfies(accepted(Optional.of(named), ChosenBecause.NAMED));
        assertThat(refusals(IncidentRules.decide(OUTSIDER, request, named(exhausted.id()), linked, NOW)))
                .containsExactly(INCIDENTS_EXHAUSTED);
    }

    @Test
    @DisplayName("I-5: prefer COUNTED spends a unit although an unlimited plan could be used")
    void prefersCounted() {
        SupportPlan counted = productSupport(0).plan();
        SupportPlan unlimited = productSupport(0).with(Units.unlimited(0)).plan();
        assertThat(IncidentRules.decide(
                        OUTSIDER,
                        request("sql-server", "2025"),
                        new PlanWish(Optional.empty(), true),
                        linked(SQL_SERVER, unlimited, counted),
                        NOW))
                .satisfies(accepted(Optional.of(counted), ChosenBecause.COUNTED_PREFERRED));
    }

    @Test
    @DisplayName("I-4: free kinds need no plan and spend nothing, whatever the version")
    void freeKindsNeedNoPlan() {
        for (IncidentKind kind : List.of(IncidentKind.BILLING, IncidentKind.SUBSCRIPTION, IncidentKind.FRAUD)) {
            IncidentDecision decision = IncidentRules.decide(
                    OUTSIDER,
                    request(kind, "sql-server", null, Severity.C, contact(Optional.empty(), false)),
                    ANY_PLAN,
                    linked(SQL_SERVER),
                    NOW);
            assertThat(decision).satisfies(accepted(Optional.empty(), ChosenBecause.KIND_IS_FREE));
            assertThat(((Accepted) decision).units()).isZero();
        }
    }

    @Test
    @DisplayName("E-11: Microsoft 365 needs no contract and spends nothing")
    void microsoft365NeedsNoContract() {
        assertThat(decide(MICROSOFT_365, null, cloudSupport().without("microsoft-365")))
                .satisfies(accepted(Optional.empty(), ChosenBecause.PRODUCT_NEEDS_NO_CONTRACT));
    }

    @Test
    @DisplayName("E-11: the vendor supports marketplace products, also their billing")
    void theMarketplaceIsNobodysBenefit() {
        assertThat(refusals(IncidentRules.decide(
                        OUTSIDER,
                        request(IncidentKind.BILLING, "backup", null, Severity.C, contact(PHONE, true)),
                        ANY_PLAN,
                        linked(MARKETPLACE),
                        NOW)))
                .containsExactly(MARKETPLACE_PRODUCT);
    }

    @Test
    @DisplayName("I-8, E-4: Product Support alone, even used up, gives no cloud support")
    void productSupportHasNoCloudBenefit() {
        assertThat(refusals(decide(
                        AZURE, null, productSupport(20), productSupport(0).until(NOW))))
                .containsExactly(NO_CLOUD_BENEFIT);
        assertThat(decide(AZURE, null, cloudSupport())).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("I-8: cloud support that has expired is told as such")
    void expiredCloudSupportIsNotMissing() {
        assertThat(refusals(
                        decide(AZURE, null, productSupport(0), cloudSupport().until(NOW))))
                .containsExactly(PLAN_EXPIRED);
    }

    @Test
    @DisplayName("I-1: reasons come from the plans that are meant for the product")
    void otherPlansAddNoNoise() {
        assertThat(refusals(decide(SQL_SERVER, "2025", cloudSupport(), productSupport(20))))
                .containsExactly(INCIDENTS_EXHAUSTED);
        assertThat(refusals(decide(SQL_SERVER, "2025", cloudSupport()))).containsExactly(CLOUD_PRODUCT_ONLY);
        assertThat(refusals(decideUnder(productSupport(0).plan(), AZURE, null)))
                .containsExactly(ON_PREMISES_PRODUCT_ONLY);
    }

    @Test
    @DisplayName("I-1: all reasons at once, the present plan's first and the superseded one's last")
    void refusesWithAllReasons() {
        assertThat(refusals(decide(SQL_SERVER, "2025", productSupport(0).superseded(), productSupport(20))))
                .containsExactly(INCIDENTS_EXHAUSTED, SUPERSEDED);
        assertThat(refusals(decide(SQL_SERVER, "2019", productSupport(0))))
                .containsExactly(VERSION_NOT_COVERED, MAINSTREAM_SUPPORT_ENDED);
        assertThat(refusals(IncidentRules.decide(
                        OUTSIDER,
                        request(
                                IncidentKind.BREAK_FIX,
                                "sql-server",
                                "2025",
                                Severity.A,
                                contact(Optional.empty(), true)),
                        ANY_PLAN,
                        linked(SQL_SERVER, productSupport(20).plan()),
                        NOW)))
                .containsExactly(SEVERITY_A_NEEDS_REACHABLE_CONTACT, INCIDENTS_EXHAUSTED);
    }

    @Test
    @DisplayName("I-11: severity A needs both, a phone and somebody around the clock; B needs neither")
    void severityANeedsAReachableContact() {
        assertThat(severityA(contact(PHONE, true))).isInstanceOf(Accepted.class);
        assertThat(refusals(severityA(contact(Optional.empty(), true))))
                .containsExactly(SEVERITY_A_NEEDS_REACHABLE_CONTACT);
        assertThat(refusals(severityA(contact(PHONE, false)))).containsExactly(SEVERITY_A_NEEDS_REACHABLE_CONTACT);
        assertThat(IncidentRules.decide(
                        OUTSIDER,
                        request(
                                IncidentKind.BREAK_FIX,
                                "sql-server",
                                "2025",
                                Severity.B,
                                contact(Optional.empty(), false)),
                        ANY_PLAN,
                        linked(SQL_SERVER, productSupport(0).plan()),
                        NOW))
                .isInstanceOf(Accepted.class);
    }

    private static IncidentDecision filing(Consumer<Filing> change) {
        Filing filing = new Filing();
        change.accept(filing);
        return filing.decide();
    }

    private static IncidentDecision severityA(Contact contact) {
        return IncidentRules.decide(
                OUTSIDER,
                request(IncidentKind.BREAK_FIX, "sql-server", "2025", Severity.A, contact),
                ANY_PLAN,
                linked(SQL_SERVER, productSupport(0).plan()),
                NOW);
    }

    private static IncidentDecision decide(Product product, String version, Facts.PlanBuilder... plans) {
        SupportPlan[] built = Arrays.stream(plans).map(Facts.PlanBuilder::plan).toArray(SupportPlan[]::new);
        return IncidentRules.decide(
                OUTSIDER, request(product.productId(), version), ANY_PLAN, linked(product, built), NOW);
    }

    private static IncidentDecision decideUnder(SupportPlan plan, Product product, String version) {
        return IncidentRules.decide(
                OUTSIDER, request(product.productId(), version), named(plan.id()), linked(product, plan), NOW);
    }

    private static IncidentDecision decideAt(Instant at, String version, Facts.PlanBuilder plan) {
        return IncidentRules.decide(
                OUTSIDER,
                request("sql-server", version),
                ANY_PLAN,
                linked(SQL_SERVER, plan.from(Instant.MIN).until(Instant.MAX).plan()),
                at);
    }

    private static Consumer<IncidentDecision> accepted(Optional<SupportPlan> plan, ChosenBecause because) {
        return decision -> {
            Accepted accepted = (Accepted) decision;
            assertThat(accepted.plan()).isEqualTo(plan);
            assertThat(accepted.because()).isEqualTo(because);
        };
    }

    private static PlanWish named(PlanId plan) {
        return new PlanWish(Optional.of(plan), false);
    }

    private static List<Refusal> refusals(IncidentDecision decision) {
        return ((Refused) decision)
                .objections().stream().map(Objection::refusal).toList();
    }
}
