package io.partnersupport.activation.domain.gotomarket;

import io.partnersupport.activation.domain.PartnerId;

/**
 * Whom the program calls about a partner's offers.
 *
 * @param sequence rises with every change from 1
 */
public record MarketingContact(
        PartnerId partnerId, String userId, String email, String phone, String preferredLanguage, long sequence) {
    public MarketingContact next() {
        return new MarketingContact(partnerId, userId, email, phone, preferredLanguage, sequence + 1);
    }
}
