package io.partnersupport.incident.domain.advisory;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.incident.Contact;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A partner's request for advice: one engagement.
 *
 * @param hybrid whether it is about cloud and on-premises together
 * @param benefit whose hours pay
 * @param deducts whether its hours are taken from the benefit
 * @param hours that were worked
 * @param contactDueAt until when a consultant calls
 */
public record AdvisoryRequest(
        UUID id,
        PartnerId partner,
        AccountId account,
        AdvisoryKind kind,
        String productId,
        boolean hybrid,
        String title,
        String description,
        Contact contact,
        BenefitId benefit,
        boolean deducts,
        long hours,
        Instant openedAt,
        Instant contactDueAt,
        Optional<Instant> closedAt) {
    public AdvisoryRequest closed(Instant at) {
        return with(hours, Optional.of(at));
    }

    public AdvisoryRequest worked(long more) {
        return with(hours + more, closedAt);
    }

    private AdvisoryRequest with(long newHours, Optional<Instant> newClosedAt) {
        return new AdvisoryRequest(
                id,
                partner,
                account,
                kind,
                productId,
                hybrid,
                title,
                description,
                contact,
                benefit,
                deducts,
                newHours,
                openedAt,
                contactDueAt,
                newClosedAt);
    }

    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "AdvisoryRequest[%s, %s]".formatted(id, kind);
    }
}
