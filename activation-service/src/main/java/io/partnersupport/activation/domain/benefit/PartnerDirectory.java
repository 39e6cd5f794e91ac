package io.partnersupport.activation.domain.benefit;

import io.partnersupport.activation.domain.PartnerId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The partners and their users, as far as known here. It displays; authorising is the token's part (E-13). */
public interface PartnerDirectory {
    /** A person of a partner, with those of their roles that were asked for. */
    record Colleague(String name, List<String> roles) {
        public Colleague {
            roles = List.copyOf(roles);
        }
    }

    Optional<ManagedIn> managedIn(PartnerId partner);

    /** The partner's country, as ISO 3166-1 names it. */
    Optional<String> countryOf(PartnerId partner);

    /** Where a user is written to. */
    Optional<String> emailOf(String userId);

    /** All users who have any of the roles. */
    List<String> userIdsWithAny(Collection<String> roles, PartnerId partner);

    /** Users who have any of the roles, in the order of their names. */
    List<Colleague> usersWithAny(Collection<String> roles, PartnerId partner);
}
