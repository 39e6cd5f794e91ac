package io.partnersupport.incident.domain.ledger;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.IncidentId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One change of a balance; never altered.
 *
 * @param position its place among the entries of its balance
 * @param units empty where there is no limit
 * @param carriedFrom the benefit on which a carried-over amount was spent
 * @param actor the account, or the service
 * @param note the resolution of a refund, or an operator's reason
 * @param balanceAfter what remained; empty where there is no limit
 */
public record LedgerEntry(
        UUID id,
        BenefitId benefitId,
        long position,
        EntryKind kind,
        OptionalLong units,
        Instant at,
        Optional<IncidentId> incident,
        Optional<BenefitId> carriedFrom,
        String actor,
        EntryReason reason,
        Optional<String> note,
        OptionalLong balanceAfter) {}
