package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.LedgerEntry;
import io.partnersupport.incident.domain.ledger.Posting;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Announces new states to the other services, in the running transaction. */
public interface IncidentEvents {
    /** What was opened, and the balances that paid. */
    void opened(List<Caused> openings);

    /**
     * An incident that was opened by a request.
     *
     * @param traceparent of the request; null if there was none
     */
    record Caused(Opened opened, String traceparent) {}

    void changed(Balance balance);

    void changed(HandledIncident incident);

    /** The balances to which something was entered. */
    default void posted(Posting posting) {
        Set<BenefitId> entered =
                posting.entries().stream().map(LedgerEntry::benefitId).collect(Collectors.toSet());
        posting.changed().stream()
                .filter(balance -> entered.contains(balance.benefitId()))
                .forEach(this::changed);
    }
}
