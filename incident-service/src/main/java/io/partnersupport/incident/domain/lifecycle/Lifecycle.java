package io.partnersupport.incident.domain.lifecycle;

import static io.partnersupport.incident.domain.incident.IncidentStatus.CANCELLED;
import static io.partnersupport.incident.domain.incident.IncidentStatus.CLOSED;
import static io.partnersupport.incident.domain.incident.IncidentStatus.IN_PROGRESS;
import static io.partnersupport.incident.domain.incident.IncidentStatus.OPEN;
import static io.partnersupport.incident.domain.incident.IncidentStatus.RESOLVED;
import static io.partnersupport.incident.domain.incident.IncidentStatus.WAITING_FOR_CUSTOMER;
import static io.partnersupport.incident.domain.lifecycle.Party.CLOCK;
import static io.partnersupport.incident.domain.lifecycle.Party.CUSTOMER;
import static io.partnersupport.incident.domain.lifecycle.Party.SUPPORT;

import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.lifecycle.ActDecision.Done;
import io.partnersupport.incident.domain.lifecycle.ActDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The state table of an incident: what each party may do in each state, and the state after it (I-11, I-12). */
public final class Lifecycle {
    private static final Set<Resolution> OF_CUSTOMERS = Set.of(Resolution.RESOLVED, Resolution.SELF_SOLVED);

    private Lifecycle() {}

    /** @param reopenWithin for how long after it ended an incident may be reopened */
    public static ActDecision decide(Attempt attempt, Progress now, Duration reopenWithin) {
        List<ActRefusal> refusals = new ArrayList<>();
        if (!partiesTo(attempt.act()).contains(attempt.party())) {
            refusals.add(
                    partiesTo(attempt.act()).contains(CUSTOMER)
                            ? ActRefusal.CUSTOMER_REQUIRED
                            : ActRefusal.SUPPORT_ENGINEER_REQUIRED);
        }
        Optional<IncidentStatus> next = next(attempt, now);
        if (next.isEmpty()) {
            refusals.add(whyNotIn(now.status()));
        }
        attempt.resolution().flatMap(resolution -> whyNot(resolution, attempt)).ifPresent(refusals::add);
        switch (attempt.act()) {
            case CANCEL -> {
                if (now.firstRespondedAt().isPresent() && now.status().isActive()) {
                    refusals.add(ActRefusal.FIRST_RESPONSE_MADE);
                }
            }
            case CHANGE_SEVERITY -> {
                if (attempt.party() == CUSTOMER && now.engineer().isPresent()) {
                    refusals.add(ActRefusal.ENGINEER_ASSIGNED);
                }
            }
            case REOPEN -> {
                if (next.isPresent()
                        && now.endedAt().orElseThrow().plus(reopenWithin).isBefore(attempt.at())) {
                    refusals.add(ActRefusal.REOPENING_PERIOD_OVER);
                }
                if (next.isPresent() && now.refunded()) {
                    refusals.add(ActRefusal.INCIDENT_REFUNDED);
                }
            }
            case ASSIGN, REPLY, ANSWER, ASK, CHANGE, ATTACH, RESOLVE, CLOSE -> {}
        }
        return refusals.isEmpty() ? new Done(after(attempt, now, next.orElseThrow())) : new Refused(refusals);
    }

    /** Until when an ended incident may be reopened. */
    public static Optional<Instant> reopenableUntil(Progress now, Duration reopenWithin) {
        boolean reopenable = (now.status() == RESOLVED || now.status() == CLOSED) && !now.refunded();
        return now.endedAt().filter(at -> reopenable).map(at -> at.plus(reopenWithin));
    }

    private static Set<Party> partiesTo(Act act) {
        return switch (act) {
            case ASSIGN, ANSWER, ASK, RESOLVE -> Set.of(SUPPORT);
            case REPLY, CHANGE, CANCEL -> Set.of(CUSTOMER);
            case CHANGE_SEVERITY, ATTACH, REOPEN -> Set.of(CUSTOMER, SUPPORT);
            case CLOSE -> Set.of(CUSTOMER, SUPPORT, CLOCK);
        };
    }

    private static Optional<IncidentStatus> next(Attempt attempt, Progress now) {
        IncidentStatus status = now.status();
        IncidentStatus next = switch (attempt.act()) {
            case ASSIGN -> status == OPEN ? IN_PROGRESS : status.isActive() ? status : null;
            case REPLY -> status == WAITING_FOR_CUSTOMER ? IN_PROGRESS : isEnded(status) ? null : status;
            case ANSWER -> status.isActive() ? IN_PROGRESS : isEnded(status) ? null : status;
            case ASK -> status.isActive() ? WAITING_FOR_CUSTOMER : null;
            case CHANGE, CHANGE_SEVERITY, ATTACH -> status.isActive() ? status : null;
            case RESOLVE -> status.isActive() ? RESOLVED : null;
            case CLOSE -> isEnded(status) || attempt.party() == CLOCK && status != RESOLVED ? null : CLOSED;
            case CANCEL -> status.isActive() ? CANCELLED : null;
            case REOPEN ->
                status.isActive() || status == CANCELLED ? null : now.engineer().isPresent() ? IN_PROGRESS : OPEN;
        };
        return Optional.ofNullable(next);
    }

    private static boolean isEnded(IncidentStatus status) {
        return status == CLOSED || status == CANCELLED;
    }

    private static ActRefusal whyNotIn(IncidentStatus status) {
        return switch (status) {
            case OPEN, IN_PROGRESS, WAITING_FOR_CUSTOMER -> ActRefusal.INCIDENT_NOT_ENDED;
            case RESOLVED -> ActRefusal.INCIDENT_RESOLVED;
            case CLOSED -> ActRefusal.INCIDENT_CLOSED;
            case CANCELLED -> ActRefusal.INCIDENT_CANCELLED;
        };
    }

    private static Optional<ActRefusal> whyNot(Resolution resolution, Attempt attempt) {
        if (resolution == Resolution.CANCELLED && attempt.act() != Act.CANCEL) {
            return Optional.of(ActRefusal.RESOLUTION_OF_CANCELLATION);
        }
        // the others may give the unit back, which is not for the customer to say
        return attempt.act() == Act.CLOSE && attempt.party() == CUSTOMER && !OF_CUSTOMERS.contains(resolution)
                ? Optional.of(ActRefusal.RESOLUTION_OF_SUPPORT)
                : Optional.empty();
    }

    private static Progress after(Attempt attempt, Progress now, IncidentStatus next) {
        Progress moved = now.to(next);
        return switch (attempt.act()) {
            case ASSIGN, REPLY, CHANGE, CHANGE_SEVERITY, ATTACH -> moved;
            case ANSWER, ASK -> {
                // who answers what nobody has taken, takes it
                Progress taken = now.engineer().isPresent() ? moved : moved.assignedTo(attempt.actor());
                yield taken.respondedAt(attempt.at());
            }
            case RESOLVE, CLOSE, CANCEL ->
                moved.ended(attempt.at(), attempt.resolution().orElseThrow());
            case REOPEN -> moved.atWorkAgain();
        };
    }
}
