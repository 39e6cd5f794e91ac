package io.partnersupport.incident.domain.alert;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.ledger.Balance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What may be told, and what was. */
public interface Alerts {
    /** A balance and what was told about it. */
    record WatchedBalance(Balance balance, Set<AlertKind> told) {}

    /**
     * An incident that nobody has answered, and what was told about it.
     *
     * @param partner whose plan it is
     * @param openersPartner who may read it (I-13)
     */
    record UnansweredIncident(
            IncidentId id,
            String number,
            Optional<PartnerId> partner,
            Optional<PartnerId> openersPartner,
            Severity severity,
            Instant dueAt,
            Set<AlertKind> told) {}

    /** The next balances in the order of their ids, closed ones left out. */
    List<WatchedBalance> balances(Optional<BenefitId> after, int limit);

    /** Unanswered incidents of which something is to be told, the first due ones first. */
    List<UnansweredIncident> unanswered(Instant now, Instant dueUntil, int limit);

    /** Notes that it is told now; false if it was told already. */
    boolean tell(UUID subject, AlertKind kind, UUID id, Instant at);
}
