package io.partnersupport.incident.api;

import io.partnersupport.incident.api.Gathering.Waiting;
import io.partnersupport.incident.application.OpenIncident;
import io.partnersupport.incident.application.OpenIncident.Wanted;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.Objection;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.OpeningOutcome;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.idempotency.Idempotency.FirstAnswer;
import io.partnersupport.kit.idempotency.Idempotency.Intent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Opens incidents that wait at the same moment in one transaction, each decided, answered and repeated on its own. What
 * does not go together (a lost race, a key that comes twice, a failure of one) is done alone, after it.
 */
@ApplicationScoped
class GatheredOpenings {
    /** A request to open an incident. */
    record Asked(Intent intent, Wanted wanted, Locale language) {}

    private static final Logger LOG = Logger.getLogger(GatheredOpenings.class);

    private final OpenIncident openIncident;
    private final Idempotency idempotency;
    private final ViewFreshness freshness;
    private final Gathering<Asked, Response> gathering;

    GatheredOpenings(
            OpenIncident openIncident,
            Idempotency idempotency,
            ViewFreshness freshness,
            @ConfigProperty(name = "incident.openings.lanes", defaultValue = "2") int lanes,
            @ConfigProperty(name = "incident.openings.together", defaultValue = "64") int together,
            @ConfigProperty(name = "incident.openings.patience", defaultValue = "3s") Duration patience) {
        this.openIncident = openIncident;
        this.idempotency = idempotency;
        this.freshness = freshness;
        this.gathering = new Gathering<>("openings", lanes, together, patience, this::open);
    }

    CompletionStage<Response> open(Asked asked) {
        return gathering.ask(asked);
    }

    @PreDestroy
    void close() {
        gathering.close();
    }

    private void open(List<Waiting<Asked, Response>> waiting) {
        Map<Intent, Waiting<Asked, Response>> first = new LinkedHashMap<>(); // of those with the same key
        waiting.forEach(each -> first.putIfAbsent(each.question().intent(), each));
        Map<Intent, Supplier<Response>> answers =
                together(first.values().stream().map(Waiting::question).toList());
        List<Waiting<Asked, Response>> alone = new ArrayList<>();
        for (Waiting<Asked, Response> each : waiting) {
            Intent intent = each.question().intent();
            if (first.get(intent) == each && answers.containsKey(intent)) {
                each.answer(answers.get(intent));
            } else {
                alone.add(each);
            }
        }
        alone.forEach(each -> each.answerInTime(() -> alone(each.question())));
    }

    private Map<Intent, Supplier<Response>> together(List<Asked> asked) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> inOneTransaction(asked));
        } catch (RuntimeException e) {
            LOG.debugf(e, "%d openings did not go together", asked.size());
            return Map.of(); // whose fault it was shows when each is done alone
        }
    }

    private Map<Intent, Supplier<Response>> inOneTransaction(List<Asked> asked) {
        Map<Intent, Supplier<Response>> answers = new HashMap<>();
        Map<Intent, FirstAnswer> before =
                idempotency.answersTo(asked.stream().map(Asked::intent).toList());
        before.forEach((intent, answer) -> answers.put(intent, () -> answer.to(intent)));
        List<Asked> fresh = asked.stream()
                .filter(each -> !before.containsKey(each.intent()))
                .toList();
        List<Optional<OpeningOutcome>> outcomes =
                openIncident.open(fresh.stream().map(Asked::wanted).toList());
        Map<Intent, Response> opened = new LinkedHashMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            Asked each = fresh.get(i);
            OpeningOutcome outcome = outcomes.get(i).orElse(null);
            if (outcome instanceof Opened) {
                opened.put(each.intent(), answer(outcome, each));
            } else if (outcome != null) {
                answers.put(each.intent(), () -> answer(outcome, each));
            }
        }
        idempotency.keep(opened).forEach((intent, answer) -> answers.put(intent, () -> answer));
        return answers;
    }

    private Response alone(Asked asked) {
        return idempotency.once(asked.intent(), () -> answer(openIncident.open(asked.wanted()), asked));
    }

    private Response answer(OpeningOutcome outcome, Asked asked) {
        if (outcome instanceof Refused refused) {
            Problems.requireNoGuess(refused.objections().stream().map(Objection::refusal), freshness);
            throw Problems.refused(refused, asked.wanted().request().version().orElse(null));
        }
        OpenedIncidentResponse opened = OpenedIncidentResponse.from((Opened) outcome, asked.language());
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/v1/incidents/" + opened.id())
                .entity(opened)
                .language(asked.language())
                .build();
    }
}
