package io.partnersupport.incident.domain.incident;

import static io.partnersupport.incident.domain.Facts.AZURE;
import static io.partnersupport.incident.domain.Facts.DYNAMICS_365;
import static io.partnersupport.incident.domain.Facts.ENTERPRISE_MOBILITY;
import static io.partnersupport.incident.domain.Facts.MARKETPLACE;
import static io.partnersupport.incident.domain.Facts.MICROSOFT_365;
import static io.partnersupport.incident.domain.Facts.NOW;
import static io.partnersupport.incident.domain.Facts.SQL_SERVER;
import static io.partnersupport.incident.domain.Facts.cloudSupport;
import static io.partnersupport.incident.domain.Facts.paid;
import static io.partnersupport.incident.domain.Facts.productSupport;
import static io.partnersupport.incident.domain.Refusal.ADMIN_AGENT_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.ASFP_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.AZURE_ACCESS_NOT_GRANTED;
import static io.partnersupport.incident.domain.Refusal.AZURE_SUBSCRIPTION_NOT_MANAGED;
import static io.partnersupport.incident.domain.Refusal.AZURE_SUBSCRIPTION_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.BELONGS_TO_ADVISORY_REQUESTS;
import static io.partnersupport.incident.domain.Refusal.BELONGS_TO_DYNAMICS_SUPPORT;
import static io.partnersupport.incident.domain.Refusal.CSP_ASSOCIATION_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.CUSTOMER_CONTACT_NOT_ALLOWED;
import static io.partnersupport.incident.domain.Refusal.CUSTOMER_DOMAIN_MISMATCH;
import static io.partnersupport.incident.domain.Refusal.CUSTOMER_DOMAIN_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.DELEGATED_ADMINISTRATION_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.HELPDESK_AGENT_CANNOT_FILE_AZURE;
import static io.partnersupport.incident.domain.Refusal.INCIDENTS_EXHAUSTED;
import static io.partnersupport.incident.domain.Refusal.MANAGED_OUTSIDE;
import static io.partnersupport.incident.domain.Refusal.MARKETPLACE_PRODUCT;
import static io.partnersupport.incident.domain.Refusal.NOT_A_CSP_PARTNER;
import static io.partnersupport.incident.domain.Refusal.NO_CLOUD_BENEFIT;
import static io.partnersupport.incident.domain.Refusal.NO_USABLE_PLAN;
import static io.partnersupport.incident.domain.Refusal.OWN_TENANT_NOT_COVERED;
import static io.partnersupport.incident.domain.Refusal.PHONE_NOT_OFFERED;
import static io.partnersupport.incident.domain.Refusal.PLAN_NOT_LINKED;
import static io.partnersupport.incident.domain.Refusal.UNKNOWN_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.Facts;
import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.customer.PartnerKind;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.plan.Units;
import io.partnersupport.incident.domain.product.Product;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OnBehalfRulesTest {
    private static final Map<String, Product> PRODUCTS = Map.of(
            "azure", AZURE,
            "microsoft-365", MICROSOFT_365,
            "enterprise-mobility", ENTERPRISE_MOBILITY,
            "dynamics-365", DYNAMICS_365,
            "sql-server", SQL_SERVER,
            "backup", MARKETPLACE);

    /** Roles as people have them; the last is no role but a place in the customer's support group. */
    private enum Who {
        NOBODY,
        HELPDESK,
        ADMIN_AGENT,
        GLOBAL_ADMIN,
        GROUP_MEMBER
    }

    private final Filing filing = new Filing();

    // ---- the table

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // kind, product, delegated, who, tenant, granted, agreement -> expected, in any order
                "DIRECT, azure, true, ADMIN_AGENT, customer, false, false, -",
                "DIRECT, azure, true, GLOBAL_ADMIN, customer, false, false, -",
                "DIRECT, azure, true, GROUP_MEMBER, customer, false, false, -",
                "DIRECT, azure, true, HELPDESK, customer, false, false, HELPDESK_AGENT_CANNOT_FILE_AZURE",
                "DIRECT, azure, true, NOBODY, customer, false, false, ADMIN_AGENT_REQUIRED",
                "DIRECT, microsoft-365, true, ADMIN_AGENT, customer, false, false, -",
                "DIRECT, microsoft-365, true, HELPDESK, customer, false, false, ADMIN_AGENT_REQUIRED",
                "DIRECT, microsoft-365, false, ADMIN_AGENT, customer, false, false, DELEGATED_ADMINISTRATION_REQUIRED",
                "DIRECT, enterprise-mobility, true, ADMIN_AGENT, customer, false, false, -",
                "DIRECT, dynamics-365, true, ADMIN_AGENT, customer, false, false, ASFP_REQUIRED",
                "DIRECT, dynamics-365, true, ADMIN_AGENT, customer, false, true, -",
                "DIRECT, dynamics-365, false, NOBODY, customer, false, false, ADMIN_AGENT_REQUIRED DELEGATED_ADMINISTRATION_REQUIRED ASFP_REQUIRED",
                "DIRECT, azure, true, ADMIN_AGENT, own, false, false, OWN_TENANT_NOT_COVERED",
                "DIRECT, azure, true, ADMIN_AGENT, own, false, true, -",
                "DIRECT, backup, true, NOBODY, customer, false, false, MARKETPLACE_PRODUCT",
                "DIRECT, sql-server, false, NOBODY, customer, false, false, NO_USABLE_PLAN",
                "INDIRECT_PROVIDER, azure, true, ADMIN_AGENT, customer, false, false, -",
                "INDIRECT_RESELLER, azure, true, ADMIN_AGENT, customer, false, false, AZURE_ACCESS_NOT_GRANTED",
                "INDIRECT_RESELLER, azure, true, ADMIN_AGENT, customer, true, false, -",
                "INDIRECT_RESELLER, azure, true, HELPDESK, customer, false, false, HELPDESK_AGENT_CANNOT_FILE_AZURE AZURE_ACCESS_NOT_GRANTED",
                "INDIRECT_RESELLER, microsoft-365, true, ADMIN_AGENT, customer, false, false, -",
                "INDIRECT_RESELLER, azure, false, ADMIN_AGENT, customer, true, false, CUSTOMER_DOMAIN_REQUIRED AZURE_SUBSCRIPTION_REQUIRED",
                "NONE, azure, true, ADMIN_AGENT, customer, false, false, NOT_A_CSP_PARTNER",
            })
    @DisplayName("I-9: partner kind x product x delegation x role x tenant, written out")
    void decidesEachWrittenCell(
            PartnerKind kind,
            String product,
            boolean delegated,
            Who who,
            String tenant,
            boolean granted,
            boolean agreement,
            String expected) {
        Set<Refusal> reasons = EnumSet.noneOf(Refusal.class);
        for (String name : expected == null ? new String[0] : expected.split(" ")) {
            reasons.add(Refusal.valueOf(name));
        }
        boolean own = tenant.equals("own");
        assertThat(cell(kind, PRODUCTS.get(product), delegated, who, own, granted, agreement)
                        .refusals())
                .containsExactlyInAnyOrderElementsOf(reasons);
        assertThat(oracle(kind, product, delegated, who, own, granted, agreement))
                .isEqualTo(reasons);
    }

    @Test
    @DisplayName("I-9: partner kind x product x delegation x role x tenant x grant x agreement, cell by cell")
    void decidesEveryCell() {
        int cells = 0;
        for (PartnerKind kind : PartnerKind.values()) {
            for (String product : PRODUCTS.keySet()) {
                for (Who who : Who.values()) {
                    for (int bits = 0; bits < 16; bits++) {
                        boolean delegated = (bits & 1) > 0;
                        boolean own = (bits & 2) > 0;
                        boolean granted = (bits & 4) > 0;
                        boolean agreement = (bits & 8) > 0;
                        assertThat(cell(kind, PRODUCTS.get(product), delegated, who, own, granted, agreement)
                                        .refusals())
                                .as(
                                        "%s %s %s delegated %s own %s granted %s agreement %s",
                                        kind, product, who, delegated, own, granted, agreement)
                                .containsExactlyInAnyOrderElementsOf(
                                        oracle(kind, product, delegated, who, own, granted, agreement));
                        cells++;
                    }
                }
            }
        }
        assertThat(cells).isEqualTo(4 * 6 * 5 * 16);
    }

    private static Filing cell(
            PartnerKind kind, Product product, boolean delegated, Who who, boolean own, boolean granted, boolean asfp) {
        Filing filing = new Filing();
        filing.partnerKind = kind;
        filing.product = product;
        filing.delegated = delegated;
        filing.inSupportGroup = who == Who.GROUP_MEMBER;
        filing.roles = switch (who) {
            case NOBODY, GROUP_MEMBER -> Set.of();
            case HELPDESK -> Set.of(AgentRole.HELPDESK_AGENT);
            case ADMIN_AGENT -> Set.of(AgentRole.ADMIN_AGENT);
            case GLOBAL_ADMIN -> Set.of(AgentRole.GLOBAL_ADMIN);
        };
        filing.ownTenant = own;
        filing.granted = granted;
        filing.plans = asfp ? List.of(paid(PlanType.ASFP).plan()) : List.of();
        return filing;
    }

    /** The rule's prose once more, product by product, without the rules' own words. */
    private static Set<Refusal> oracle(
            PartnerKind kind, String product, boolean delegated, Who who, boolean own, boolean granted, boolean asfp) {
        Set<Refusal> reasons = EnumSet.noneOf(Refusal.class);
        switch (product) {
            case "backup" -> {
                return EnumSet.of(MARKETPLACE_PRODUCT);
            }
            case "sql-server" -> {
                return EnumSet.of(asfp ? Refusal.CLOUD_PRODUCT_ONLY : NO_USABLE_PLAN); // any account, with a contract
            }
            case "azure" -> {
                if (who == Who.HELPDESK) {
                    reasons.add(HELPDESK_AGENT_CANNOT_FILE_AZURE);
                }
                if (kind == PartnerKind.INDIRECT_RESELLER && !granted) {
                    reasons.add(AZURE_ACCESS_NOT_GRANTED);
                }
                if (!delegated) {
                    reasons.addAll(List.of(CUSTOMER_DOMAIN_REQUIRED, AZURE_SUBSCRIPTION_REQUIRED));
                }
            }
            default -> {
                if (who == Who.HELPDESK) {
                    reasons.add(ADMIN_AGENT_REQUIRED);
                }
                if (!delegated) {
                    reasons.add(DELEGATED_ADMINISTRATION_REQUIRED);
                }
                if (product.equals("dynamics-365") && !asfp) {
                    reasons.add(ASFP_REQUIRED);
                }
            }
        }
        if (who == Who.NOBODY) {
            reasons.add(ADMIN_AGENT_REQUIRED);
        }
        if (kind == PartnerKind.NONE) {
            reasons.add(NOT_A_CSP_PARTNER);
        }
        if (own && !asfp && !product.equals("microsoft-365")) {
            reasons.add(OWN_TENANT_NOT_COVERED);
        }
        return reasons;
    }

    // ---- who

    @Test
    @DisplayName("I-9: the account is associated through CSP, or is in the support group")
    void needsTheAssociationOrTheGroup() {
        filing.cspAssociated = false;
        assertThat(filing.refusals()).containsExactly(CSP_ASSOCIATION_REQUIRED);
        filing.inSupportGroup = true;
        assertThat(filing.refusals()).isEmpty();
    }

    @Test
    @DisplayName("I-9: a helpdesk agent in the support group files Azure requests")
    void helpdeskAgentsFileAsMembers() {
        filing.roles = Set.of(AgentRole.HELPDESK_AGENT);
        assertThat(filing.refusals()).containsExactly(HELPDESK_AGENT_CANNOT_FILE_AZURE);
        filing.inSupportGroup = true;
        assertThat(filing.refusals()).isEmpty();
    }

    @Test
    @DisplayName("I-9: a customer that the partner does not reach is unknown, whatever else is wrong")
    void othersCustomersAreUnknown() {
        filing.customerKnown = false;
        filing.channel = Channel.PHONE;
        filing.product = MARKETPLACE;
        assertThat(filing.refusals()).containsExactly(UNKNOWN_CUSTOMER);
    }

    @Test
    @DisplayName("I-9: a partner that is not known here is none of the program")
    void anUnknownPartnerIsNotInTheProgram() {
        filing.partnerKnown = false;
        assertThat(filing.refusals()).containsExactly(NOT_A_CSP_PARTNER);
    }

    // ---- what the request says

    @Test
    @DisplayName("I-9: without delegated administration Azure needs the customer's domain and a managed subscription")
    void azureNeedsDomainAndSubscription() {
        filing.delegated = false;
        assertThat(filing.refusals()).containsExactly(CUSTOMER_DOMAIN_REQUIRED, AZURE_SUBSCRIPTION_REQUIRED);
        filing.domain = Optional.of("other.example");
        filing.subscription = Optional.of(UUID.randomUUID());
        assertThat(filing.refusals()).containsExactly(CUSTOMER_DOMAIN_MISMATCH, AZURE_SUBSCRIPTION_NOT_MANAGED);
        filing.domain = Optional.of("alpineskihouse.EXAMPLE.");
        filing.subscription = Optional.of(Filing.SUBSCRIPTION);
        assertThat(filing.refusals()).isEmpty();
    }

    @Test
    @DisplayName("I-9: a wrong domain or subscription is refused with delegated administration, too")
    void wrongProofIsRefusedAlways() {
        filing.domain = Optional.of("other.example");
        filing.subscription = Optional.of(UUID.randomUUID());
        assertThat(filing.refusals()).containsExactly(CUSTOMER_DOMAIN_MISMATCH, AZURE_SUBSCRIPTION_NOT_MANAGED);
    }

    @ParameterizedTest
    @CsvSource({
        "bob@alpineskihouse.example, true",
        "bob@ALPINESKIHOUSE.EXAMPLE, true",
        "bob@mail.alpineskihouse.example, true",
        "bob@alpineskihouse.example., true",
        "bob@notalpineskihouse.example, false",
        "bob@alpineskihouse.example.contoso.example, false",
        "alpineskihouse.example@contoso.example, false"
    })
    @DisplayName("I-9: the contact must be the partner's, never the customer's")
    void theContactIsThePartners(String email, boolean refused) {
        filing.email = email;
        assertThat(filing.refusals()).isEqualTo(refused ? List.of(CUSTOMER_CONTACT_NOT_ALLOWED) : List.of());
    }

    @Test
    @DisplayName("I-9: an international domain is the same in both its forms")
    void internationalDomainsAreCompared() {
        assertThat(new Customer(
                                new CustomerId(UUID.randomUUID()),
                                Facts.PARTNER,
                                "bücher.example",
                                UUID.randomUUID(),
                                true,
                                Optional.empty(),
                                true,
                                Set.of())
                        .hasAddress("ada@xn--bcher-kva.example"))
                .isTrue();
    }

    @Test
    @DisplayName("I-9: no phone under the CSP plan and for what is free in it; a linked contract may be used by phone")
    void phoneIsNotOffered() {
        filing.channel = Channel.PHONE;
        assertThat(filing.refusals()).containsExactly(PHONE_NOT_OFFERED);
        filing.kind = IncidentKind.BILLING;
        assertThat(filing.refusals()).containsExactly(PHONE_NOT_OFFERED);
        filing.kind = IncidentKind.BREAK_FIX;
        filing.plans = List.of(cloudSupport().plan());
        assertThat(used()).isEqualTo(PlanType.PARTNER_CONTRACT);
    }

    @Test
    @DisplayName("I-9: all reasons at once")
    void refusesWithAllReasons() {
        filing.partnerKind = PartnerKind.INDIRECT_RESELLER;
        filing.cspAssociated = false;
        filing.roles = Set.of(AgentRole.HELPDESK_AGENT);
        filing.granted = false;
        filing.delegated = false;
        filing.email = "bob@alpineskihouse.example";
        filing.channel = Channel.PHONE;
        assertThat(filing.refusals())
                .containsExactly(
                        CSP_ASSOCIATION_REQUIRED,
                        HELPDESK_AGENT_CANNOT_FILE_AZURE,
                        AZURE_ACCESS_NOT_GRANTED,
                        CUSTOMER_DOMAIN_REQUIRED,
                        AZURE_SUBSCRIPTION_REQUIRED,
                        CUSTOMER_CONTACT_NOT_ALLOWED,
                        PHONE_NOT_OFFERED);
    }

    // ---- under which plan

    @Test
    @DisplayName("I-9: the CSP plan is not counted and goes first; linked contracts stay selectable")
    void theCspPlanGoesFirst() {
        SupportPlan linked = cloudSupport().plan();
        filing.plans = List.of(linked, paid(PlanType.ASFP).plan());
        Accepted accepted = (Accepted) filing.decide();
        assertThat(accepted.plan().map(SupportPlan::type)).contains(PlanType.CLOUD_SOLUTION_PROVIDER);
        assertThat(accepted.units()).isZero();
        filing.plan = Optional.of(linked.id());
        assertThat(((Accepted) filing.decide()).units()).isEqualTo(1);
        assertThat(used()).isEqualTo(PlanType.PARTNER_CONTRACT);
        filing.plan = Optional.of(SupportPlan.CLOUD_SOLUTION_PROVIDER);
        assertThat(((Accepted) filing.decide()).because()).isEqualTo(ChosenBecause.NAMED);
    }

    @Test
    @DisplayName("I-5: prefer COUNTED turns the order around for customers, too")
    void aCountedPlanCanBePreferred() {
        filing.plans = List.of(cloudSupport().with(Units.counted(5, 0)).plan());
        filing.preferCounted = true;
        assertThat(used()).isEqualTo(PlanType.PARTNER_CONTRACT);
        assertThat(((Accepted) filing.decide()).because()).isEqualTo(ChosenBecause.COUNTED_PREFERRED);
    }

    @Test
    @DisplayName("I-9: the CSP plan never covers the own organisation, named as a customer or not")
    void theCspPlanIsForCustomers() {
        filing.forCustomer = false;
        assertThat(filing.refusals()).containsExactly(OWN_TENANT_NOT_COVERED);
        filing.plan = Optional.of(SupportPlan.CLOUD_SOLUTION_PROVIDER);
        assertThat(filing.refusals()).containsExactly(OWN_TENANT_NOT_COVERED);
        filing.plan = Optional.empty();
        filing.plans = List.of(productSupport(0).plan());
        assertThat(filing.refusals()).containsExactly(NO_CLOUD_BENEFIT, OWN_TENANT_NOT_COVERED);
        filing.plans = List.of(cloudSupport().with(Units.counted(5, 5)).plan());
        assertThat(filing.refusals()).containsExactly(INCIDENTS_EXHAUSTED, OWN_TENANT_NOT_COVERED);
        filing.plans = List.of(paid(PlanType.AZURE).plan());
        assertThat(used()).isEqualTo(PlanType.AZURE);
    }

    @Test
    @DisplayName("I-8: for the own organisation no role and no CSP association is needed")
    void theOwnOrganisationNeedsNoRole() {
        filing.forCustomer = false;
        filing.cspAssociated = false;
        filing.roles = Set.of();
        filing.plans = List.of(cloudSupport().plan());
        assertThat(used()).isEqualTo(PlanType.PARTNER_CONTRACT);
        filing.plans = List.of();
        assertThat(filing.refusals()).containsExactly(NO_USABLE_PLAN);
    }

    @Test
    @DisplayName("I-7: on-premises requests for a customer need a linked contract and no role")
    void onPremisesRequestsNeedNoRole() {
        filing.product = SQL_SERVER;
        filing.cspAssociated = false;
        filing.roles = Set.of();
        filing.delegated = false;
        filing.plans = List.of(productSupport(0).plan());
        assertThat(used()).isEqualTo(PlanType.PARTNER_CONTRACT);
    }

    @Test
    @DisplayName("E-14: only an agreement of the own partner that is in force serves Dynamics 365; Azure's does not")
    void dynamicsNeedsAnAgreementInForce() {
        filing.product = DYNAMICS_365;
        for (SupportPlan plan : List.of(
                paid(PlanType.AZURE).plan(),
                paid(PlanType.ASFP).until(NOW).plan(),
                paid(PlanType.ASFP).from(NOW.plusNanos(1)).plan(),
                cloudSupport().plan())) {
            filing.plans = List.of(plan);
            assertThat(filing.refusals()).as(plan.name()).containsExactly(ASFP_REQUIRED);
        }
        filing.plans = List.of(paid(PlanType.PREMIER).notLinked().plan());
        assertThat(used()).isEqualTo(PlanType.CLOUD_SOLUTION_PROVIDER);
    }

    @Test
    @DisplayName("E-14: a Premier plan of the partner is used once its contract is linked")
    void premierNeedsItsLink() {
        filing.forCustomer = false;
        filing.cspAssociated = false;
        filing.plans = List.of(paid(PlanType.PREMIER).notLinked().plan());
        assertThat(filing.refusals()).containsExactly(PLAN_NOT_LINKED);
        filing.plans = List.of(paid(PlanType.PREMIER).plan());
        assertThat(used()).isEqualTo(PlanType.PREMIER);
    }

    // ---- what is free, and what belongs elsewhere

    @ParameterizedTest
    @EnumSource(
            value = IncidentKind.class,
            names = {"BILLING", "SUBSCRIPTION", "FRAUD"})
    @DisplayName("I-9: billing, subscription and fraud requests for customers are free")
    void freeKindsUseNoPlan(IncidentKind kind) {
        filing.kind = kind;
        Accepted accepted = (Accepted) filing.decide();
        assertThat(accepted.plan()).isEmpty();
        assertThat(accepted.because()).isEqualTo(ChosenBecause.KIND_IS_FREE);
    }

    @Test
    @DisplayName("I-9, E-11: Microsoft 365 needs no link; for a customer the CSP plan is used")
    void microsoft365NeedsNoLink() {
        filing.product = MICROSOFT_365;
        assertThat(used()).isEqualTo(PlanType.CLOUD_SOLUTION_PROVIDER);
        filing.forCustomer = false;
        assertThat(((Accepted) filing.decide()).because()).isEqualTo(ChosenBecause.PRODUCT_NEEDS_NO_CONTRACT);
    }

    @ParameterizedTest
    @CsvSource({
        "BILLING, ",
        "SUBSCRIPTION, ",
        "BREAK_FIX, LICENSING",
        "BREAK_FIX, FINANCE_AND_OPERATIONS",
        "FRAUD, BILLING"
    })
    @DisplayName("I-9: Dynamics questions that Dynamics support answers are routed before anything is spent")
    void routesToDynamicsSupport(IncidentKind kind, ProblemClassification classification) {
        filing.product = DYNAMICS_365;
        filing.plans = List.of(paid(PlanType.ASFP).plan());
        filing.kind = kind;
        filing.classification = Optional.ofNullable(classification);
        assertThat(filing.refusals()).containsExactly(BELONGS_TO_DYNAMICS_SUPPORT);
        filing.product = AZURE;
        assertThat(filing.refusals()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProblemClassification.class,
            names = {"PRESALES", "DEPLOYMENT"})
    @DisplayName("I-14: advice is routed to advisory requests before anything is spent")
    void routesToAdvisoryRequests(ProblemClassification classification) {
        filing.classification = Optional.of(classification);
        assertThat(filing.refusals()).containsExactly(BELONGS_TO_ADVISORY_REQUESTS);
    }

    @Test
    @DisplayName("E-15: a partner in PMC is sent to Partner Frontline with its membership, and where it has no plan")
    void routesToPartnerFrontline() {
        filing.managedInPmc = true;
        filing.forCustomer = false;
        filing.cspAssociated = false;
        assertThat(filing.refusals()).containsExactly(NO_USABLE_PLAN, MANAGED_OUTSIDE);
        filing.classification = Optional.of(ProblemClassification.MEMBERSHIP);
        assertThat(filing.refusals()).containsExactly(MANAGED_OUTSIDE);
        filing.managedInPmc = false;
        filing.plans = List.of(cloudSupport().plan());
        assertThat(filing.refusals()).isEmpty();
    }

    // ---- the list of plans

    @Test
    @DisplayName("I-1, I-6: the plans for a customer carry the reasons that opening would give")
    void plansCarryTheReasonsOfTheCustomer() {
        filing.roles = Set.of(AgentRole.HELPDESK_AGENT);
        filing.plans = List.of(productSupport(0).plan());
        assertThat(filing.plans().values())
                .containsExactly(
                        List.of(HELPDESK_AGENT_CANNOT_FILE_AZURE),
                        List.of(HELPDESK_AGENT_CANNOT_FILE_AZURE, Refusal.ON_PREMISES_PRODUCT_ONLY));
        filing.roles = Set.of(AgentRole.ADMIN_AGENT);
        assertThat(filing.plans().values()).containsExactly(List.of(), List.of(Refusal.ON_PREMISES_PRODUCT_ONLY));
    }

    @Test
    @DisplayName("I-1: for the own organisation the CSP plan is listed with the reason why not")
    void plansTellThatCspIsForCustomers() {
        filing.forCustomer = false;
        assertThat(filing.plans().values()).containsExactly(List.of(OWN_TENANT_NOT_COVERED));
        filing.cspAssociated = false;
        assertThat(filing.plans()).isEmpty();
    }

    private PlanType used() {
        return ((Accepted) filing.decide()).plan().orElseThrow().type();
    }
}
