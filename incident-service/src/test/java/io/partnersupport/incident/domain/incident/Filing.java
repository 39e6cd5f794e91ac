package io.partnersupport.incident.domain.incident;

import static io.partnersupport.incident.domain.Facts.NOW;
import static io.partnersupport.incident.domain.Facts.PARTNER;
import static io.partnersupport.incident.domain.Facts.RESPONSE_POLICY;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.Facts;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.customer.PartnerKind;
import io.partnersupport.incident.domain.customer.PartnerProfile;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.ProductKind;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A request of a direct partner's admin agent for a customer's Azure that nothing speaks against, until a test changes it. */
final class Filing {
    static final UUID SUBSCRIPTION = UUID.randomUUID();
    private static final UUID OWN_TENANT = UUID.randomUUID();

    PartnerKind partnerKind = PartnerKind.DIRECT;
    boolean partnerKnown = true;
    boolean managedInPmc;
    boolean cspAssociated = true;
    Set<AgentRole> roles = Set.of(AgentRole.ADMIN_AGENT);
    boolean inSupportGroup;
    Product product = Facts.AZURE;
    boolean customerKnown = true;
    boolean forCustomer = true;
    boolean ownTenant;
    boolean delegated = true;
    boolean granted = true;
    Optional<String> domain = Optional.empty();
    Optional<UUID> subscription = Optional.empty();
    String email = "ada@contoso.example";
    Channel channel = Channel.WEB;
    IncidentKind kind = IncidentKind.BREAK_FIX;
    Optional<ProblemClassification> classification = Optional.empty();
    Optional<PlanId> plan = Optional.empty();
    boolean preferCounted;
    List<SupportPlan> plans = List.of();

    IncidentDecision decide() {
        return IncidentRules.decide(requester(), request(), new PlanWish(plan, preferCounted), situation(), NOW);
    }

    List<Refusal> refusals() {
        return decide() instanceof Refused refused
                ? refused.objections().stream().map(Objection::refusal).toList()
                : List.of();
    }

    Map<SupportPlan, List<Refusal>> plans() {
        return IncidentRules.plans(requester(), situation(), Optional.empty(), NOW);
    }

    private Requester requester() {
        return new Requester(new Opener(new AccountId("agent"), Optional.of(PARTNER)), cspAssociated, roles);
    }

    private IncidentRequest request() {
        Contact contact = new Contact("Ada", email, Optional.empty(), "en", "PL", ZoneId.of("Europe/Warsaw"), false);
        return new IncidentRequest(
                kind,
                product.productId(),
                product.kind() == ProductKind.ON_PREMISES ? Optional.of("2025") : Optional.empty(),
                Severity.C,
                "Title",
                "Description",
                contact,
                channel,
                classification,
                forCustomer
                        ? Optional.of(new OnBehalf(new CustomerId(UUID.randomUUID()), domain, subscription))
                        : Optional.empty());
    }

    private Situation situation() {
        return new Situation(
                Optional.of(product),
                Optional.of(RESPONSE_POLICY),
                partnerKnown
                        ? Optional.of(new PartnerProfile(PARTNER, partnerKind, Optional.of(OWN_TENANT), managedInPmc))
                        : Optional.empty(),
                forCustomer && customerKnown ? Optional.of(customer()) : Optional.empty(),
                inSupportGroup,
                plans);
    }

    private Customer customer() {
        return new Customer(
                new CustomerId(UUID.randomUUID()),
                PARTNER,
                "AlpineSkiHouse.example",
                ownTenant ? OWN_TENANT : UUID.randomUUID(),
                delegated,
                Optional.of(new PartnerId("4960007")),
                granted,
                Set.of(SUBSCRIPTION));
    }
}
