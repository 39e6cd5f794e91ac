package io.partnersupport.activation.domain.activation;

import io.partnersupport.activation.domain.PartnerId;
import java.time.Instant;

/** The calendars of the edition in force. */
public interface BusinessCalendars {
    /** That of the partner's country, or {@link BusinessCalendar#ANYWHERE}. */
    BusinessCalendar of(PartnerId partner, Instant at);
}
