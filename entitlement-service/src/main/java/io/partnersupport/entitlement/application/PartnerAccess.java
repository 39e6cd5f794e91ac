package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import java.util.Optional;

/** Who may see or change what of a partner (DOMAIN.md chapter 6). */
public enum PartnerAccess {
    /** The partner's own data: everybody of the partner. */
    PROFILE,
    /** Benefits, memberships and users: MPN-associated users. */
    BENEFITS,
    /** Changing users: user admins and global admins. */
    USERS;

    /** Why access is refused. */
    public enum Refusal {
        /** Another partner's data looks as if it did not exist. */
        NOT_FOUND,
        MPN_ASSOCIATION_REQUIRED,
        ROLE_REQUIRED,
        OPERATOR_REQUIRED
    }

    /** The reason against it, or empty if the caller may. Operators may everything here. */
    public Optional<Refusal> refusalFor(Caller caller, PartnerId partner) {
        if (caller.isOperator()) {
            return Optional.empty();
        }
        if (!caller.belongsTo(partner.value())) {
            return Optional.of(Refusal.NOT_FOUND);
        }
        return switch (this) {
            case PROFILE -> Optional.empty();
            case BENEFITS -> mpnRefusal(caller);
            case USERS ->
                caller.hasAny(Role.USER_ADMIN, Role.GLOBAL_ADMIN)
                        ? Optional.empty()
                        : Optional.of(Refusal.ROLE_REQUIRED);
        };
    }

    private static Optional<Refusal> mpnRefusal(Caller caller) {
        return caller.associations().contains(Association.MPN)
                ? Optional.empty()
                : Optional.of(Refusal.MPN_ASSOCIATION_REQUIRED);
    }
}
