package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.kit.http.RequestLanguage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** The language of mails to people of whom none is known: that of their partner's country. */
@ApplicationScoped
class MailLanguage {
    private final PartnerDirectory directory;

    MailLanguage(PartnerDirectory directory) {
        this.directory = directory;
    }

    Locale of(PartnerId partner) {
        return directory.countryOf(partner).map(RequestLanguage::ofCountry).orElse(Locale.ENGLISH);
    }
}
