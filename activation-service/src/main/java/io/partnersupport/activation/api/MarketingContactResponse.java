package io.partnersupport.activation.api;

import io.partnersupport.activation.domain.gotomarket.MarketingContact;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Whom the program calls about the partner's offers")
record MarketingContactResponse(
        @Schema(examples = "8f2c0001-0000-4000-8000-000000000001")
        String userId,

        @Schema(examples = "marketing@contoso.example") String email,

        @Schema(examples = "+48 22 555 01 00") String phone,

        @Schema(description = "BCP 47", examples = "pl") String preferredLanguage) {
    static MarketingContactResponse from(MarketingContact contact) {
        return new MarketingContactResponse(
                contact.userId(), contact.email(), contact.phone(), contact.preferredLanguage());
    }
}
