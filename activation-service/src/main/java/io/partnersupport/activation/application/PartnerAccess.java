package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who may do what here (DOMAIN.md chapter 6). */
public final class PartnerAccess {
    /** The roles that activate benefits. */
    private static final Role[] ACTIVATING = {Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN};

    private PartnerAccess() {}

    /** Why access is refused. */
    public enum Refusal {
        /** Another partner's data looks as if it did not exist. */
        NOT_FOUND,
        MPN_ASSOCIATION_REQUIRED,
        /** Neither global admin nor MPN partner admin. */
        ADMIN_REQUIRED,
        OPERATOR_REQUIRED
    }

    /** Why the caller may not see the partner's benefits, activations and contracts; operators see all partners'. */
    public static Optional<Refusal> refusalOfReading(Caller caller, PartnerId partner) {
        if (caller.isOperator() || caller.isMpnUserOf(partner.value())) {
            return Optional.empty();
        }
        return Optional.of(caller.belongsTo(partner.value()) ? Refusal.MPN_ASSOCIATION_REQUIRED : Refusal.NOT_FOUND);
    }

    /** The same roles by their names in the partner's directory. */
    public static List<String> activatingRoles() {
        return Arrays.stream(ACTIVATING).map(Role::claim).toList();
    }

    /** Why the caller may not change the partner's contracts or read its audit trail. */
    public static Optional<Refusal> refusalOfAdministering(Caller caller, PartnerId partner) {
        return refusalOfReading(caller, partner)
                .or(() -> activator(caller, partner).isPresent()
                        ? Optional.empty()
                        : Optional.of(Refusal.ADMIN_REQUIRED));
    }

    /** The caller as an actor, with the role that lets them activate; empty if they may not. */
    public static Optional<Actor> activator(Caller caller, PartnerId partner) {
        return Arrays.stream(ACTIVATING)
                .filter(role -> caller.isMpnUserOf(partner.value()) && caller.has(role))
                .findFirst()
                .map(role -> new Actor(caller.subject(), role.claim()));
    }

    /** The pair is for the partner's own people; operators do not need it. */
    static boolean maySeePair(Caller caller, PartnerId partner) {
        return caller.isMpnUserOf(partner.value());
    }
}
