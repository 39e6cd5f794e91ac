package io.partnersupport.incident.application;

import io.partnersupport.incident.application.IncidentEvents.Caused;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.IncidentDecision;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.IncidentRules;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.incident.OpeningOutcome;
import io.partnersupport.incident.domain.incident.Openings;
import io.partnersupport.incident.domain.incident.PlanWish;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.incident.domain.plan.Plans;
import io.partnersupport.incident.domain.plan.Plans.Inquiry;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.kit.http.Trace;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Opens an incident and spends a unit of its plan (I-2), or only says what would happen (I-6). */
@ApplicationScoped
public class OpenIncident {
    private final Plans plans;
    private final Openings openings;
    private final SettleContracts settleContracts;
    private final IncidentEvents events;
    private final Clock clock;

    OpenIncident(Plans plans, Openings openings, SettleContracts settleContracts, IncidentEvents events, Clock clock) {
        this.plans = plans;
        this.openings = openings;
        this.settleContracts = settleContracts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What somebody wants to be opened.
     *
     * @param traceparent of the request; null if there is none
     */
    public record Wanted(Requester requester, IncidentRequest request, PlanWish wish, String traceparent) {
        /** By the running request. */
        public static Wanted now(Requester requester, IncidentRequest request, PlanWish wish) {
            return new Wanted(requester, request, wish, Trace.current());
        }
    }

    public IncidentDecision check(Requester requester, IncidentRequest request, PlanWish wish) {
        Instant now = clock.instant();
        return IncidentRules.decide(
                requester, request, wish, plans.of(Inquiry.about(requester.opener(), request, now)), now);
    }

    @Transactional
    public OpeningOutcome open(Wanted wanted) {
        while (true) {
            Attempt attempt = attempts(List.of(wanted)).get(0);
            Optional<OpeningOutcome> outcome = attempt.outcome();
            if (outcome.isPresent()) {
                return outcome.get();
            }
            // Somebody else took the last unit, or the ledger has yet to learn of the contract: both are known now.
            attempt.decided()
                    .opening()
                    .flatMap(Opening::plan)
                    .flatMap(PlanUsed::contract)
                    .ifPresent(settleContracts::settle);
        }
    }

    /**
     * Opens in the running transaction what waits at the same moment, with as many statements as for one; each is
     * decided on its own.
     *
     * @return what became of each; empty for one that lost a race, which is to be opened by itself, after this
     *     transaction: it would wait for balances while it holds others
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Optional<OpeningOutcome>> open(List<Wanted> wanted) {
        return attempts(wanted).stream().map(Attempt::outcome).toList();
    }

    private List<Attempt> attempts(List<Wanted> wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        List<Situation> situations = plans.of(wanted.stream()
                .map(each -> Inquiry.about(each.requester().opener(), each.request(), now))
                .toList());
        List<Decided> decided = IntStream.range(0, wanted.size())
                .mapToObj(i -> Decided.of(wanted.get(i), situations.get(i), now))
                .toList();
        Map<IncidentId, Opened> opened =
                openings
                        .open(decided.stream()
                                .flatMap(each -> each.opening().stream())
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(
                                each -> each.incident().opening().id(), Function.identity()));
        List<Attempt> attempts = decided.stream()
                .map(each -> new Attempt(each, each.opening().map(Opening::id).map(opened::get)))
                .toList();
        events.opened(
                attempts.stream().flatMap(attempt -> attempt.caused().stream()).toList());
        return attempts;
    }

    /** The opening is empty if it was refused. */
    private record Decided(Wanted wanted, IncidentDecision decision, Optional<Opening> opening) {
        static Decided of(Wanted wanted, Situation situation, Instant now) {
            IncidentDecision decision =
                    IncidentRules.decide(wanted.requester(), wanted.request(), wanted.wish(), situation, now);
            return new Decided(
                    wanted,
                    decision,
                    decision instanceof Accepted accepted
                            ? Optional.of(Opening.of(
                                    new IncidentId(Ids.next(now)),
                                    wanted.requester().opener(),
                                    wanted.request(),
                                    accepted,
                                    now))
                            : Optional.empty());
        }
    }

    /** It is opened if it was accepted and nobody was faster. */
    private record Attempt(Decided decided, Optional<Opened> opened) {
        Optional<OpeningOutcome> outcome() {
            return decided.decision() instanceof Refused refused ? Optional.of(refused) : opened.map(it -> it);
        }

        Optional<Caused> caused() {
            return opened.map(it -> new Caused(it, decided.wanted().traceparent()));
        }
    }
}
