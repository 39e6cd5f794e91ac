package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import java.util.ArrayList;
import java.util.List;

/** Who may see or change what of a partner (DOMAIN.md chapter 6). */
public enum PartnerAccess {
    /** The partner's own data: everybody of the partner. */
    PROFILE,
    /** Benefits, memberships and users: MPN-associated users. */
    BENEFITS,
    /** Changing users: user admins and global admins. */
    USERS,
    /** Paid plans: everybody who may spend them, MPN-associated or through CSP. */
    PLANS,
    /** Customers: CSP-associated users. */
    CUSTOMERS,
    /** Changing customers: admin agents and global admins. */
    CUSTOMER_CHANGES,
    /** Changing the partner and what it pays for: operators. */
    OPERATION;

    /** Why access is refused. */
    public enum Refusal {
        /** Another partner's data looks as if it did not exist. */
        NOT_FOUND,
        ASSOCIATION_REQUIRED,
        MPN_ASSOCIATION_REQUIRED,
        CSP_ASSOCIATION_REQUIRED,
        ROLE_REQUIRED,
        CUSTOMER_ROLE_REQUIRED,
        ADMIN_AGENT_REQUIRED,
        INDIRECT_PROVIDER_REQUIRED,
        OPERATOR_REQUIRED
    }

    /** All reasons against it; none if the caller may. Operators may everything here. */
    public List<Refusal> refusalsFor(Caller caller, PartnerId partner) {
        if (caller.isOperator()) {
            return List.of();
        }
        if (!caller.belongsTo(partner.value())) {
            return List.of(Refusal.NOT_FOUND);
        }
        return switch (this) {
            case PROFILE -> List.of();
            case BENEFITS -> mpnRefusals(caller);
            case USERS -> and(mpnRefusals(caller), caller, Refusal.ROLE_REQUIRED, Role.USER_ADMIN, Role.GLOBAL_ADMIN);
            case PLANS -> caller.associations().isEmpty() ? List.of(Refusal.ASSOCIATION_REQUIRED) : List.of();
            case CUSTOMERS -> cspRefusals(caller);
            case CUSTOMER_CHANGES ->
                and(cspRefusals(caller), caller, Refusal.CUSTOMER_ROLE_REQUIRED, Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
            case OPERATION -> List.of(Refusal.OPERATOR_REQUIRED);
        };
    }

    /**
     * All reasons against saying whether a reseller reaches a customer's Azure account: the customer's indirect
     * provider says so, although the customer is another partner's (E-16).
     */
    public static List<Refusal> azureGrantRefusalsFor(Caller caller, Customer customer) {
        if (caller.isOperator()) {
            return List.of();
        }
        if (customer.indirectProvider()
                .filter(provider -> caller.belongsTo(provider.value()))
                .isPresent()) {
            return and(cspRefusals(caller), caller, Refusal.ADMIN_AGENT_REQUIRED, Role.ADMIN_AGENT);
        }
        return CUSTOMERS.refusalsFor(caller, customer.partnerId()).contains(Refusal.NOT_FOUND)
                ? List.of(Refusal.NOT_FOUND)
                : List.of(Refusal.INDIRECT_PROVIDER_REQUIRED);
    }

    private static List<Refusal> mpnRefusals(Caller caller) {
        return required(caller.associations().contains(Association.MPN), Refusal.MPN_ASSOCIATION_REQUIRED);
    }

    private static List<Refusal> cspRefusals(Caller caller) {
        return required(caller.associations().contains(Association.CSP), Refusal.CSP_ASSOCIATION_REQUIRED);
    }

    private static List<Refusal> required(boolean holds, Refusal otherwise) {
        return holds ? List.of() : List.of(otherwise);
    }

    private static List<Refusal> and(List<Refusal> refusals, Caller caller, Refusal otherwise, Role... oneOf) {
        List<Refusal> all = new ArrayList<>(refusals);
        all.addAll(required(caller.hasAny(oneOf), otherwise));
        return List.copyOf(all);
    }
}
