package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.Membership;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.benefit.Memberships;
import io.partnersupport.activation.domain.cancellation.Cancellation;
import io.partnersupport.activation.domain.cancellation.CancellationRefusal;
import io.partnersupport.activation.domain.cancellation.CancellationRules;
import io.partnersupport.activation.domain.cancellation.CancellationRules.Situation;
import io.partnersupport.activation.domain.cancellation.Cancellations;
import io.partnersupport.activation.domain.gotomarket.GoToMarketTerms;
import io.partnersupport.activation.domain.key.KeyReveals;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Cancels a membership, or one go-to-market offer of it, and withdraws at once what it brought. */
@ApplicationScoped
public class CancelPurchase {
    private final Memberships memberships;
    private final FurtherBenefits benefits;
    private final KeyReveals reveals;
    private final Cancellations cancellations;
    private final CancellationEvents events;
    private final WithdrawContract withdrawContract;
    private final AuditTrail audit;
    private final Clock clock;

    CancelPurchase(
            Memberships memberships,
            FurtherBenefits benefits,
            KeyReveals reveals,
            Cancellations cancellations,
            CancellationEvents events,
            WithdrawContract withdrawContract,
            AuditTrail audit,
            Clock clock) {
        this.memberships = memberships;
        this.benefits = benefits;
        this.reveals = reveals;
        this.cancellations = cancellations;
        this.events = events;
        this.withdrawContract = withdrawContract;
        this.audit = audit;
        this.clock = clock;
    }

    /** Cancels the membership; what was cancelled before stays as it was granted. */
    @Transactional
    public Decision<Cancellation, CancellationRefusal> membership(Caller caller, MembershipId id) {
        memberships.lock(id);
        Membership membership = memberships.find(id).orElseThrow();
        return decide(
                caller,
                membership,
                membership.withdrawn(),
                cancellations.of(id),
                new Target(Optional.of(id), Optional.empty()));
    }

    /** Cancels one offer of the membership. */
    @Transactional
    public Decision<Cancellation, CancellationRefusal> offer(Caller caller, FurtherBenefit<GoToMarketTerms> named) {
        memberships.lock(named.membership());
        FurtherBenefit<GoToMarketTerms> offer =
                benefits.find(GoToMarketTerms.CATEGORY, named.id()).orElseThrow();
        return decide(
                caller,
                memberships.find(offer.membership()).orElseThrow(),
                offer.grant().withdrawn(),
                cancellations.of(offer.id()),
                new Target(Optional.empty(), Optional.of(offer.id())));
    }

    private record Target(Optional<MembershipId> membership, Optional<BenefitId> offer) {}

    private Decision<Cancellation, CancellationRefusal> decide(
            Caller caller, Membership membership, boolean withdrawn, Optional<Cancellation> before, Target target) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        Optional<Actor> admin = PartnerAccess.activator(caller, membership.partnerId());
        if (before.isPresent() && admin.isPresent()) {
            return new Decision.Accepted<>(before.get());
        }
        List<CancellationRefusal> refusals = CancellationRules.refusals(
                new Situation(admin, membership, withdrawn, reveals.anyOfSoftware(membership.id()), now));
        if (!refusals.isEmpty()) {
            return new Decision.Refused<>(refusals);
        }
        Cancellation granted = new Cancellation(
                Ids.next(now),
                cancellations.nextRequestNumber(),
                membership.partnerId(),
                target.membership(),
                target.offer(),
                CancellationRules.refundUntil(membership),
                admin.orElseThrow(),
                now);
        cancellations.add(granted);
        withdraw(granted);
        events.granted(granted);
        return new Decision.Accepted<>(granted);
    }

    private void withdraw(Cancellation granted) {
        List<BenefitId> withdrawn = granted.membership()
                .map(membership -> benefits.withdrawAll(membership, granted.at()))
                .orElseGet(() -> {
                    benefits.withdraw(granted.offer().orElseThrow(), granted.at());
                    return List.of();
                });
        withdrawContract.withdrawLines(withdrawn, granted.by(), granted.requestNumber());
        audit.add(new AuditEntry(
                granted.partnerId(),
                granted.by(),
                granted.at(),
                Action.PURCHASE_CANCELLED,
                granted.membership()
                        .map(MembershipId::value)
                        .orElseGet(() -> granted.offer().orElseThrow().value()),
                Optional.of("GRANTED"),
                "WITHDRAWN",
                Optional.of(granted.requestNumber())));
    }
}
