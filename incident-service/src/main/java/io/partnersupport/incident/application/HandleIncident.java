package io.partnersupport.incident.application;

import io.partnersupport.incident.application.HandlingOutcome.ChangedMeanwhile;
import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.application.HandlingOutcome.NotFound;
import io.partnersupport.incident.application.HandlingOutcome.PolicyUnknown;
import io.partnersupport.incident.application.HandlingOutcome.Refused;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.OnBehalfRules;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.ledger.Ledger;
import io.partnersupport.incident.domain.ledger.Posting;
import io.partnersupport.incident.domain.lifecycle.Act;
import io.partnersupport.incident.domain.lifecycle.ActDecision;
import io.partnersupport.incident.domain.lifecycle.ActDecision.Done;
import io.partnersupport.incident.domain.lifecycle.ActRefusal;
import io.partnersupport.incident.domain.lifecycle.Attempt;
import io.partnersupport.incident.domain.lifecycle.Changes;
import io.partnersupport.incident.domain.lifecycle.Communication;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.incident.domain.lifecycle.Lifecycle;
import io.partnersupport.incident.domain.lifecycle.Party;
import io.partnersupport.incident.domain.lifecycle.Progress;
import io.partnersupport.incident.domain.lifecycle.Resolution;
import io.partnersupport.incident.domain.plan.Plans;
import io.partnersupport.incident.domain.plan.Plans.Inquiry;
import io.partnersupport.incident.domain.policy.IncidentPolicy;
import io.partnersupport.incident.domain.policy.Policies;
import io.partnersupport.incident.domain.response.ResponseClock;
import io.partnersupport.incident.domain.response.ResponsePolicies;
import io.partnersupport.incident.domain.response.ResponsePolicy;
import io.partnersupport.incident.domain.response.ResponseTarget;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What both sides do to an incident after it was opened (I-12); ending it may give its unit back (I-4). */
@ApplicationScoped
public class HandleIncident {
    private final HandledIncidents incidents;
    private final ReadIncident readIncident;
    private final Plans plans;
    private final Policies policies;
    private final ResponsePolicies responsePolicies;
    private final Ledger ledger;
    private final IncidentEvents events;
    private final Clock clock;

    HandleIncident(
            HandledIncidents incidents,
            ReadIncident readIncident,
            Plans plans,
            Policies policies,
            ResponsePolicies responsePolicies,
            Ledger ledger,
            IncidentEvents events,
            Clock clock) {
        this.incidents = incidents;
        this.readIncident = readIncident;
        this.plans = plans;
        this.policies = policies;
        this.responsePolicies = responsePolicies;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** An incident that is locked, and on whose side the caller is. */
    private record Case(HandledIncident incident, Party party, AccountId actor, Instant at) {
        boolean isActive() {
            return incident.progress().status().isActive();
        }

        Attempt attempt(Act act) {
            return Attempt.of(act, party, actor, at);
        }
    }

    @Transactional
    public HandlingOutcome assign(IncidentId id, Caller caller, Optional<AccountId> engineer) {
        return handle(
                id,
                caller,
                it -> decided(it, it.attempt(Act.ASSIGN))
                        .fold(progress -> stored(
                                it,
                                progress.assignedTo(engineer.orElse(it.actor())),
                                Changes.NONE,
                                it.attempt(Act.ASSIGN))));
    }

    /** @param waitsForCustomer whether an engineer cannot go on before the customer has answered */
    @Transactional
    public HandlingOutcome write(IncidentId id, Caller caller, String text, boolean waitsForCustomer) {
        return handle(id, caller, it -> {
            Act act = waitsForCustomer ? Act.ASK : it.party() == Party.SUPPORT ? Act.ANSWER : Act.REPLY;
            Attempt attempt = it.attempt(act);
            return decided(it, attempt).fold(progress -> {
                Communication written = new Communication(Ids.next(it.at()), it.party(), it.actor(), text, it.at());
                incidents.add(id, written);
                Handled handled = stored(it, progress, Changes.NONE, attempt);
                return new Handled(handled.incident(), Optional.of(written));
            });
        });
    }

    @Transactional
    public HandlingOutcome change(IncidentId id, Caller caller, long expected, Changes changes) {
        return handle(id, caller, it -> {
            if (it.incident().sequence() != expected) {
                return new ChangedMeanwhile();
            }
            Severity before = it.incident().incident().opening().request().severity();
            boolean ofSeverity =
                    changes.severity().filter(after -> after != before).isPresent();
            Attempt attempt = it.attempt(ofSeverity ? Act.CHANGE_SEVERITY : Act.CHANGE);
            if (ofSeverity && changes.ofTexts()) { // both at once: each must be allowed
                Decided texts = decided(it, it.attempt(Act.CHANGE));
                if (texts.refused() != null) {
                    return texts.refused();
                }
            }
            Decided decided = decided(it, attempt);
            List<ActRefusal> ofContact = decided.refused() == null ? whyNotWithContact(it, changes) : List.of();
            if (!ofContact.isEmpty()) {
                return new Refused(ofContact, it.incident());
            }
            if (!ofSeverity) {
                return decided.fold(progress -> stored(it, progress, changes, attempt));
            }
            Severity after = changes.severity().orElseThrow();
            return decided.fold(progress -> responsePolicies
                    .inForceAt(it.incident().incident().opening().openedAt())
                    .<HandlingOutcome>map(policy ->
                            stored(it, progress, changes.withTarget(target(it, before, after, policy)), attempt))
                    .orElseGet(PolicyUnknown::new));
        });
    }

    /** I-10: recomputed from the opening instant. */
    private static ResponseTarget target(Case it, Severity before, Severity after, ResponsePolicy policy) {
        Opening opening = it.incident().incident().opening();
        IncidentRequest request = opening.request();
        return opening.responseTarget()
                .changedTo(
                        ResponseClock.target(request.kind(), after, request.contact(), opening.openedAt(), policy),
                        before,
                        after,
                        it.at());
    }

    private List<ActRefusal> whyNotWithContact(Case it, Changes changes) {
        List<ActRefusal> refusals = new ArrayList<>();
        if (!isReachableEnough(it.incident(), changes)) {
            refusals.add(ActRefusal.SEVERITY_A_NEEDS_REACHABLE_CONTACT);
        }
        if (changes.contact().filter(contact -> isCustomers(contact, it)).isPresent()) {
            refusals.add(ActRefusal.CUSTOMER_CONTACT_NOT_ALLOWED);
        }
        return refusals;
    }

    /** I-9: decided as at the opening. */
    private boolean isCustomers(Contact contact, Case it) {
        Opening opening = it.incident().incident().opening();
        IncidentRequest request = opening.request();
        return request.customer().isPresent()
                && OnBehalfRules.isCustomers(contact, plans.of(Inquiry.about(opening.opener(), request, it.at())));
    }

    /** I-11: severity A needs somebody whom support reaches at any hour. */
    private static boolean isReachableEnough(HandledIncident incident, Changes changes) {
        Severity severity = changes.severity()
                .orElse(incident.incident().opening().request().severity());
        Contact contact =
                changes.contact().orElse(incident.incident().opening().request().contact());
        return severity != Severity.A || contact.isReachableForSeverityA();
    }

    /** Support resolves what it has solved, and the customer confirms; everything else closes at once. */
    @Transactional
    public HandlingOutcome close(IncidentId id, Caller caller, Resolution resolution) {
        return handle(id, caller, it -> {
            boolean toBeConfirmed = it.party() == Party.SUPPORT && resolution == Resolution.RESOLVED && it.isActive();
            return end(it, toBeConfirmed ? Act.RESOLVE : Act.CLOSE, resolution);
        });
    }

    @Transactional
    public HandlingOutcome cancel(IncidentId id, Caller caller) {
        return handle(id, caller, it -> end(it, Act.CANCEL, Resolution.CANCELLED));
    }

    @Transactional
    public HandlingOutcome reopen(IncidentId id, Caller caller) {
        return handle(id, caller, it -> {
            Attempt attempt = it.attempt(Act.REOPEN);
            return decided(it, attempt).fold(progress -> stored(it, progress, Changes.NONE, attempt));
        });
    }

    /** @param isTooMany asked while the incident is locked: whether the file is one too many */
    @Transactional
    HandlingOutcome attach(IncidentId id, Caller caller, BooleanSupplier isTooMany) {
        return handle(id, caller, it -> {
            Attempt attempt = it.attempt(Act.ATTACH);
            return decided(it, attempt)
                    .fold(progress -> isTooMany.getAsBoolean()
                            ? new Refused(List.of(ActRefusal.TOO_MANY_ATTACHMENTS), it.incident())
                            : stored(it, progress, Changes.NONE, attempt));
        });
    }

    /** Closes some that were resolved so long ago that nobody reopens them; says how many. */
    @Transactional
    public int closeResolved(int limit) {
        Instant now = now();
        Optional<IncidentPolicy> policy = policies.ofIncidents(now);
        if (policy.isEmpty()) {
            return 0;
        }
        List<HandledIncident> resolved =
                incidents.lockResolvedBefore(now.minus(policy.get().reopenWithin()), limit);
        for (HandledIncident incident : resolved) {
            end(
                    new Case(incident, Party.CLOCK, Attempt.CLOCK, now),
                    Act.CLOSE,
                    incident.progress().resolution().orElseThrow());
        }
        return resolved.size();
    }

    private HandlingOutcome handle(IncidentId id, Caller caller, Function<Case, HandlingOutcome> act) {
        Instant now = now();
        Optional<HandledIncident> incident =
                incidents.lock(id).filter(found -> readIncident.isReadable(found, caller, now));
        if (incident.isEmpty()) {
            return new NotFound();
        }
        Party party = ReadAccess.partyTo(incident.get().incident().opening().opener(), caller);
        return act.apply(new Case(incident.get(), party, new AccountId(caller.subject()), now));
    }

    private HandlingOutcome end(Case it, Act act, Resolution resolution) {
        Attempt attempt = Attempt.ending(act, it.party(), it.actor(), resolution, it.at());
        return decided(it, attempt).fold(progress -> {
            if (act == Act.RESOLVE || !givesBack(it, resolution)) {
                return stored(it, progress, Changes.NONE, attempt);
            }
            refund(it, resolution);
            return stored(it, progress.withRefund(), Changes.NONE, attempt);
        });
    }

    private boolean givesBack(Case it, Resolution resolution) {
        return it.incident().incident().opening().units() > 0
                && !it.incident().progress().refunded()
                && policyOf(it.incident()).orElseThrow().refunded().contains(resolution);
    }

    private void refund(Case it, Resolution resolution) {
        Opening opening = it.incident().incident().opening();
        Posting refund = Posting.refund(
                ledger.lockWithSuccessors(
                        opening.plan().flatMap(PlanUsed::benefitId).orElseThrow()),
                opening.id(),
                opening.units(),
                resolution.name(),
                it.actor().value(),
                () -> Ids.next(it.at()),
                it.at());
        ledger.post(refund);
        events.posted(refund);
    }

    /** What the rules say: the progress, or the answer to the caller instead. */
    private record Decided(Progress progress, HandlingOutcome refused) {
        HandlingOutcome fold(Function<Progress, HandlingOutcome> then) {
            return refused == null ? then.apply(progress) : refused;
        }
    }

    private Decided decided(Case it, Attempt attempt) {
        Optional<IncidentPolicy> policy = policyOf(it.incident());
        ActDecision decision = Lifecycle.decide(
                attempt,
                it.incident().progress(),
                policy.map(IncidentPolicy::reopenWithin).orElse(Duration.ZERO));
        if (policy.isEmpty() && dependsOnPolicy(attempt.act())) {
            return new Decided(null, new PolicyUnknown());
        }
        return decision instanceof Done done
                ? new Decided(done.progress(), null)
                : new Decided(null, new Refused(((ActDecision.Refused) decision).refusals(), it.incident()));
    }

    private static boolean dependsOnPolicy(Act act) {
        return act == Act.CLOSE || act == Act.CANCEL || act == Act.REOPEN;
    }

    /** An incident keeps the policy of its opening. */
    private Optional<IncidentPolicy> policyOf(HandledIncident incident) {
        return policies.ofIncidents(incident.incident().opening().openedAt());
    }

    private Handled stored(Case it, Progress progress, Changes changes, Attempt attempt) {
        HandledIncident stored = incidents.store(it.incident(), progress, changes, attempt);
        events.changed(stored);
        return new Handled(stored, Optional.empty());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }
}
