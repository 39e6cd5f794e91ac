package io.partnersupport.entitlement.domain.partner;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The partners and their users. */
public interface Partners {
    /** Adds a partner and returns its sequence; empty if its id, tenant or domain is taken. */
    OptionalLong add(Partner partner);

    Optional<Partner> find(PartnerId id);

    Optional<Versioned<Partner>> versioned(PartnerId id);

    /** Finds a partner that stays as it is until the running transaction ends. */
    Optional<Partner> held(PartnerId id);

    /** Finds a partner whose own things nobody else changes until the running transaction ends. */
    Optional<Partner> locked(PartnerId id);

    /** Stores what was made from a state and returns its new sequence; empty if that is not the state any more. */
    OptionalLong replace(Versioned<Partner> changed);

    List<Partner> list(Optional<String> afterId, int limit);

    /** Adds a user, or one who had left, and returns its sequence; empty if the user exists. */
    OptionalLong add(PartnerUser user);

    Optional<Versioned<PartnerUser>> user(PartnerId partner, String userId);

    /** Stores what was made from a state and returns its new sequence; empty if that is not the state any more. */
    OptionalLong replaceUser(Versioned<PartnerUser> changed);

    /** Users in the order of their ids, with that role if one is given. */
    List<PartnerUser> users(PartnerId partner, String role, Optional<String> afterUserId, int limit);

    /**
     * Makes concurrent purchases of one partner wait for each other, and says since when its benefit years count.
     *
     * @param firstStart becomes that instant if none is set yet
     * @return empty if there is no such partner
     */
    Optional<Instant> lockBenefitYears(PartnerId partner, Instant firstStart);
}
