package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.advisory.AdvisoryBenefit;
import io.partnersupport.incident.domain.advisory.AdvisoryKind;
import io.partnersupport.incident.domain.advisory.AdvisoryRefusal;
import io.partnersupport.incident.domain.advisory.AdvisoryRequest;
import io.partnersupport.incident.domain.advisory.AdvisoryRequests;
import io.partnersupport.incident.domain.advisory.AdvisoryRules;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.Balances;
import io.partnersupport.incident.domain.ledger.Ledger;
import io.partnersupport.incident.domain.ledger.Posting;
import io.partnersupport.incident.domain.policy.AdvisoryPolicy;
import io.partnersupport.incident.domain.policy.Policies;
import io.partnersupport.incident.domain.response.ResponseClock;
import io.partnersupport.incident.domain.response.ResponsePolicies;
import io.partnersupport.incident.domain.response.ResponsePolicy;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes requests for advice and spends the hours that are worked on them (I-14), from the same ledger as incidents. */
@ApplicationScoped
public class GiveAdvice {
    /** What somebody asks advice for. */
    public record Wish(
            AdvisoryKind kind, String productId, boolean hybrid, String title, String description, Contact contact) {}

    /** What became of an attempt. */
    public sealed interface Outcome {
        /** @param balance of the hours that pay */
        record Done(AdvisoryRequest request, Optional<Balance> balance) implements Outcome {}

        /** All reasons; never empty. */
        record Refused(List<AdvisoryRefusal> refusals) implements Outcome {}

        /** There is no such request for this caller. */
        record NotFound() implements Outcome {}

        /** The edition that decides it has not arrived here yet. */
        record PolicyUnknown() implements Outcome {}
    }

    private final AdvisoryRequests requests;
    private final SettleContracts settleContracts;
    private final Ledger ledger;
    private final Balances balances;
    private final Policies policies;
    private final ResponsePolicies responsePolicies;
    private final IncidentEvents events;
    private final Clock clock;

    GiveAdvice(
            AdvisoryRequests requests,
            SettleContracts settleContracts,
            Ledger ledger,
            Balances balances,
            Policies policies,
            ResponsePolicies responsePolicies,
            IncidentEvents events,
            Clock clock) {
        this.requests = requests;
        this.settleContracts = settleContracts;
        this.ledger = ledger;
        this.balances = balances;
        this.policies = policies;
        this.responsePolicies = responsePolicies;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Outcome open(PartnerId partner, AccountId account, Wish wish) {
        Instant now = now();
        Optional<AdvisoryBenefit> benefit = usable(partner, now);
        Optional<Balance> balance = benefit.flatMap(hours -> ledger.lock(hours.id()));
        List<AdvisoryRefusal> refusals = AdvisoryRules.againstOpening(
                wish.kind(), wish.hybrid(), requests.product(wish.productId()), benefit, balance);
        if (!refusals.isEmpty()) {
            return new Outcome.Refused(refusals);
        }
        Optional<Instant> contactDueAt = contactDueAt(wish.contact(), now);
        if (contactDueAt.isEmpty()) {
            return new Outcome.PolicyUnknown();
        }
        AdvisoryRequest request = new AdvisoryRequest(
                Ids.next(now),
                partner,
                account,
                wish.kind(),
                wish.productId(),
                wish.hybrid(),
                wish.title(),
                wish.description(),
                wish.contact(),
                benefit.orElseThrow().id(),
                AdvisoryRules.deducts(wish.kind(), benefit.orElseThrow()),
                0,
                now,
                contactDueAt.get(),
                Optional.empty());
        requests.add(request);
        return new Outcome.Done(request, balance);
    }

    /** By a consultant; a better benefit that came meanwhile pays what is worked from then on. */
    @Transactional
    public Outcome work(UUID id, AccountId consultant, long hours) {
        Instant now = now();
        Optional<AdvisoryRequest> found = requests.lock(id);
        if (found.isEmpty()) {
            return new Outcome.NotFound();
        }
        AdvisoryRequest request = found.get();
        Optional<AdvisoryPolicy> policy = policies.ofAdvice(request.openedAt());
        if (policy.isEmpty()) {
            return new Outcome.PolicyUnknown();
        }
        Optional<Balance> balance = usable(request.partner(), now).flatMap(benefit -> ledger.lock(benefit.id()));
        List<AdvisoryRefusal> refusals =
                AdvisoryRules.againstHours(request, hours, policy.get().hoursPerEngagement(), balance);
        if (!refusals.isEmpty()) {
            return new Outcome.Refused(refusals);
        }
        if (request.deducts()) {
            Posting spent = Posting.hours(
                    balance.orElseThrow(), hours, id.toString(), consultant.value(), () -> Ids.next(now), now);
            ledger.post(spent);
            events.posted(spent);
            balance = Optional.of(spent.changed().get(0));
        }
        AdvisoryRequest worked = request.worked(hours);
        requests.store(worked);
        return new Outcome.Done(worked, balance);
    }

    @Transactional
    public Outcome close(UUID id, Caller caller) {
        Optional<AdvisoryRequest> found = requests.lock(id).filter(request -> isReadable(request, caller));
        if (found.isEmpty()) {
            return new Outcome.NotFound();
        }
        if (found.get().closedAt().isPresent()) {
            return new Outcome.Refused(List.of(AdvisoryRefusal.ADVISORY_REQUEST_CLOSED));
        }
        AdvisoryRequest closed = found.get().closed(now());
        requests.store(closed);
        return new Outcome.Done(closed, balances.find(closed.benefit()));
    }

    @Transactional
    public Outcome find(UUID id, Caller caller) {
        return requests.find(id)
                .filter(request -> isReadable(request, caller))
                .<Outcome>map(request -> new Outcome.Done(request, balances.find(request.benefit())))
                .orElseGet(Outcome.NotFound::new);
    }

    /** The partner's MPN-associated users, and support engineers. */
    private static boolean isReadable(AdvisoryRequest request, Caller caller) {
        return caller.has(Role.SUPPORT_ENGINEER)
                || caller.isMpnUserOf(request.partner().value());
    }

    private Optional<AdvisoryBenefit> usable(PartnerId partner, Instant now) {
        Optional<AdvisoryBenefit> benefit = AdvisoryRules.usable(requests.lockHours(partner), now);
        if (benefit.isPresent()) {
            settleContracts.settleHours(partner);
        }
        return benefit;
    }

    private Optional<Instant> contactDueAt(Contact contact, Instant now) {
        Optional<ResponsePolicy> calendars = responsePolicies.inForceAt(now);
        return policies.ofAdvice(now)
                .flatMap(advice -> calendars.map(policy -> new ResponsePolicy(
                        policy.breakFixHours(),
                        advice.contactWithinBusinessDays(),
                        policy.aroundTheClockLanguages(),
                        policy.calendars())))
                .map(policy -> ResponseClock.target(IncidentKind.SUBSCRIPTION, Severity.C, contact, now, policy)
                        .dueAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }
}
