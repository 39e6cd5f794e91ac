package io.partnersupport.entitlement.domain.partner;

import io.partnersupport.entitlement.domain.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The partners and their users. */
public interface Partners {
    /** Adds a partner and returns its sequence; empty if its id, tenant or domain is taken. */
    OptionalLong add(Partner partner);

    Optional<Partner> find(PartnerId id);

    List<Partner> list(Optional<String> afterId, int limit);

    /** Adds a user and returns its sequence; empty if the user exists. */
    OptionalLong add(PartnerUser user);

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
