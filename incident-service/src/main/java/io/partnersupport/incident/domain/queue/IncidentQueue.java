package io.partnersupport.incident.domain.queue;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;

/** A list of incidents. */
public sealed interface IncidentQueue {
    /** What the account opened, newest first. */
    record Own(AccountId account) implements IncidentQueue {}

    /** What the accounts of a partner opened, for any customer, newest first. */
    record OfPartner(PartnerId partner) implements IncidentQueue {}

    /** What support works on: severity A first, of these the requests of cloud solution providers; the oldest first. */
    record OfSupport() implements IncidentQueue {}
}
