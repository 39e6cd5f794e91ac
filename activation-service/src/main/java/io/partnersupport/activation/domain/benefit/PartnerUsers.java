package io.partnersupport.activation.domain.benefit;

import io.partnersupport.activation.domain.PartnerId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The people whom a partner may name: as the holder of a seat, or as its marketing contact. */
public interface PartnerUsers {
    record PartnerUser(String id, String name, Optional<String> email) {}

    Optional<PartnerUser> find(PartnerId partner, String userId);

    /** Names by their ids, also of those who have left. */
    Map<String, String> names(Collection<String> userIds);

    /** The address of the company's own account. */
    Optional<String> accountEmail(PartnerId partner);
}
