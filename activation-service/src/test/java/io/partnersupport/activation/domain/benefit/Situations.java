package io.partnersupport.activation.domain.benefit;

import static io.partnersupport.activation.domain.benefit.Grant.NOW;

import io.partnersupport.activation.domain.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Looks at grants as the rules of all benefits besides support do. */
public final class Situations {
    public static final Actor ADMIN = new Actor("ada", "global-admin");
    public static final GrantSituation IN_FORCE = at(NOW);
    public static final GrantSituation IN_USE = in(new Grant().build(), true, NOW);

    private Situations() {}

    public static GrantSituation at(Instant at) {
        return in(new Grant().build(), false, at);
    }

    public static GrantSituation in(GrantedBenefit grant, boolean begun, Instant at) {
        return new GrantSituation(grant, Optional.of(ManagedIn.PARTNER_CENTER), begun, at);
    }

    public static GrantSituation managedIn(ManagedIn place) {
        return new GrantSituation(new Grant().build(), Optional.ofNullable(place), false, NOW);
    }

    public static GrantSituation withdrawn() {
        return in(new Grant().withdrawn().build(), true, NOW);
    }

    /** Another grant has been the best one from now on. */
    public static GrantSituation superseded(boolean begun) {
        return in(new Grant().listed(new Period(Grant.STARTS, NOW)).build(), begun, NOW);
    }

    public static <T> FurtherBenefit<T> benefit(GrantedBenefit grant, T terms) {
        return new FurtherBenefit<>(
                grant, new MembershipId(UUID.randomUUID()), "Gold competency", Optional.of("Gold Core"), terms);
    }
}
