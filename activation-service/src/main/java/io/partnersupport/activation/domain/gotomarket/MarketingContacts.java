package io.partnersupport.activation.domain.gotomarket;

import io.partnersupport.activation.domain.PartnerId;
import java.util.Optional;

/** One contact per partner. */
public interface MarketingContacts {
    Optional<MarketingContact> find(PartnerId partner);

    /** Stores it if nobody was faster. */
    boolean save(MarketingContact changed);
}
