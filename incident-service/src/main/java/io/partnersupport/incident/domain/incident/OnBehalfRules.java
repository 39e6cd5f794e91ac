package io.partnersupport.incident.domain.incident;

import static io.partnersupport.incident.domain.Refusal.ADMIN_AGENT_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.ASFP_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.AZURE_ACCESS_NOT_GRANTED;
import static io.partnersupport.incident.domain.Refusal.AZURE_SUBSCRIPTION_NOT_MANAGED;
import static io.partnersupport.incident.domain.Refusal.AZURE_SUBSCRIPTION_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.CSP_ASSOCIATION_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.CUSTOMER_CONTACT_NOT_ALLOWED;
import static io.partnersupport.incident.domain.Refusal.CUSTOMER_DOMAIN_MISMATCH;
import static io.partnersupport.incident.domain.Refusal.CUSTOMER_DOMAIN_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.DELEGATED_ADMINISTRATION_REQUIRED;
import static io.partnersupport.incident.domain.Refusal.HELPDESK_AGENT_CANNOT_FILE_AZURE;
import static io.partnersupport.incident.domain.Refusal.NOT_A_CSP_PARTNER;
import static io.partnersupport.incident.domain.Refusal.PHONE_NOT_OFFERED;

import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.PartnerKind;
import io.partnersupport.incident.domain.customer.PartnerProfile;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.ProductKind;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All that speaks against asking cloud support for a customer, whatever the plan (I-9). */
public final class OnBehalfRules {
    /** About who asks for which product, and so also about the plans that can be offered. */
    private static final List<Rule<Access>> OF_ACCESS = List.of(
            refuse(NOT_A_CSP_PARTNER, Access::partnerIsNotInCsp),
            refuse(CSP_ASSOCIATION_REQUIRED, Access::accountIsNotAssociated),
            refuse(ADMIN_AGENT_REQUIRED, Access::roleIsMissing),
            refuse(HELPDESK_AGENT_CANNOT_FILE_AZURE, Access::isHelpdeskAgentForAzure),
            refuse(AZURE_ACCESS_NOT_GRANTED, Access::resellerLacksTheGrant),
            refuse(DELEGATED_ADMINISTRATION_REQUIRED, Access::isNeitherAdministeredNorAzure),
            refuse(ASFP_REQUIRED, Access::dynamicsLacksAnAgreement));

    /** About what the request says. */
    private static final List<Rule<Asked>> OF_REQUEST = List.of(
            refuse(CUSTOMER_DOMAIN_REQUIRED, Asked::domainIsMissing),
            refuse(CUSTOMER_DOMAIN_MISMATCH, Asked::domainIsAnother),
            refuse(AZURE_SUBSCRIPTION_REQUIRED, Asked::subscriptionIsMissing),
            refuse(AZURE_SUBSCRIPTION_NOT_MANAGED, Asked::subscriptionIsAnother),
            refuse(CUSTOMER_CONTACT_NOT_ALLOWED, Asked::contactIsTheCustomers),
            refuse(PHONE_NOT_OFFERED, Asked::isFreeByPhone));

    private OnBehalfRules() {}

    /** The reasons for which the requester cannot ask break-fix support of this product for the customer, if any. */
    public static List<Refusal> reasonsAgainst(Requester requester, Situation situation, Instant at) {
        return isForCloudCustomer(situation)
                ? applying(OF_ACCESS, new Access(requester, situation, IncidentKind.BREAK_FIX, at))
                        .toList()
                : List.of();
    }

    /** The same, and the reasons against the request itself. */
    public static List<Refusal> reasonsAgainst(
            Requester requester, Situation situation, IncidentRequest request, Instant at) {
        return isForCloudCustomer(situation)
                ? Stream.concat(
                                applying(OF_ACCESS, new Access(requester, situation, request.kind(), at)),
                                applying(OF_REQUEST, new Asked(request, situation)))
                        .toList()
                : List.of();
    }

    /** Whether support would have to talk to the customer, to whom only the partner talks. */
    public static boolean isCustomers(Contact contact, Situation situation) {
        return isForCloudCustomer(situation)
                && !situation.isForOwnTenant()
                && situation.customer().orElseThrow().hasAddress(contact.email());
    }

    /** On-premises products are anybody's who has linked a contract (I-7); marketplace products are nobody's here. */
    private static boolean isForCloudCustomer(Situation situation) {
        return situation.customer().isPresent()
                && situation
                        .product()
                        .filter(product -> product.kind() == ProductKind.CLOUD)
                        .isPresent();
    }

    private static <F> Stream<Refusal> applying(List<Rule<F>> rules, F facts) {
        return rules.stream().filter(rule -> rule.applies().test(facts)).map(Rule::refusal);
    }

    private static <F> Rule<F> refuse(Refusal refusal, Predicate<F> applies) {
        return new Rule<>(refusal, applies);
    }

    private record Rule<F>(Refusal refusal, Predicate<F> applies) {}

    private record Access(Requester requester, Situation situation, IncidentKind kind, Instant at) {
        boolean partnerIsNotInCsp() {
            return situation.partner().filter(PartnerProfile::isInCsp).isEmpty();
        }

        boolean accountIsNotAssociated() {
            return !requester.cspAssociated() && !situation.inSupportGroup();
        }

        boolean roleIsMissing() {
            return !mayFile() && !isHelpdeskAgentForAzure();
        }

        boolean isHelpdeskAgentForAzure() {
            return !mayFile() && requester.roles().contains(AgentRole.HELPDESK_AGENT) && isAzure(situation);
        }

        private boolean mayFile() {
            return requester.isAdminOfCustomers() || situation.inSupportGroup();
        }

        boolean resellerLacksTheGrant() {
            Customer customer = situation.customer().orElseThrow();
            return isAzure(situation)
                    && !customer.azureAccessGranted()
                    && situation
                            .partner()
                            .filter(partner -> partner.kind() == PartnerKind.INDIRECT_RESELLER)
                            .isPresent();
        }

        boolean isNeitherAdministeredNorAzure() {
            return !isAdministered(situation) && !isAzure(situation);
        }

        boolean dynamicsLacksAnAgreement() {
            return kind == IncidentKind.BREAK_FIX
                    && situation.isAbout(Product.DYNAMICS_365)
                    && !situation.hasAgreementOfAsfpOrHigher(at);
        }
    }

    private record Asked(IncidentRequest request, Situation situation) {
        boolean domainIsMissing() {
            return needsProof() && customer().domain().isEmpty();
        }

        boolean domainIsAnother() {
            return customer().domain().filter(name -> !known().hasDomain(name)).isPresent();
        }

        boolean subscriptionIsMissing() {
            return needsProof() && customer().azureSubscription().isEmpty();
        }

        boolean subscriptionIsAnother() {
            return customer()
                    .azureSubscription()
                    .filter(id -> !known().azureSubscriptions().contains(id))
                    .isPresent();
        }

        boolean contactIsTheCustomers() {
            return isCustomers(request.contact(), situation);
        }

        /** A free request is part of the Cloud Solution Provider plan, which has no phone; other plans answer for themselves. */
        boolean isFreeByPhone() {
            return request.kind().isFree() && request.channel() == Channel.PHONE;
        }

        /** Without delegated administration, knowing domain and subscription shows that the partner manages it. */
        private boolean needsProof() {
            return !isAdministered(situation) && isAzure(situation);
        }

        private OnBehalf customer() {
            return request.customer().orElseThrow();
        }

        private Customer known() {
            return situation.customer().orElseThrow();
        }
    }

    private static boolean isAzure(Situation situation) {
        return situation.isAbout(Product.AZURE);
    }

    private static boolean isAdministered(Situation situation) {
        return situation.customer().orElseThrow().delegatedAdministration();
    }
}
