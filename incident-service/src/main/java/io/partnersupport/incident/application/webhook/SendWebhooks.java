package io.partnersupport.incident.application.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.partnersupport.incident.application.webhook.CheckTarget.Target;
import io.partnersupport.incident.domain.webhook.Answer;
import io.partnersupport.incident.domain.webhook.AttemptError;
import io.partnersupport.incident.domain.webhook.Deliveries;
import io.partnersupport.incident.domain.webhook.Deliveries.Claimed;
import io.partnersupport.incident.domain.webhook.Delivery.Attempt;
import io.partnersupport.incident.domain.webhook.DeliveryState;
import io.partnersupport.incident.domain.webhook.DisabledBecause;
import io.partnersupport.incident.domain.webhook.RetryPolicy;
import io.partnersupport.incident.domain.webhook.RetryPolicy.Verdict;
import io.partnersupport.incident.domain.webhook.TargetRefusal;
import io.partnersupport.incident.domain.webhook.Webhook;
import io.partnersupport.incident.domain.webhook.WebhookAct;
import io.partnersupport.incident.domain.webhook.Webhooks;
import io.partnersupport.incident.domain.webhook.Webhooks.PastAct;
import io.partnersupport.kit.event.Reaction;
import io.partnersupport.kit.event.Reactions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends what is due, some messages at the same time and at most one to each endpoint. A message that was sent but whose
 * attempt could not be recorded is sent again, under its id.
 */
@ApplicationScoped
class SendWebhooks implements Reaction {
    private static final Logger LOG = Logger.getLogger(SendWebhooks.class);
    /** The part of all senders that slow and failing endpoints may occupy, so that they hold nobody else up. */
    private static final int STRUGGLING_SHARE = 4;

    private static final Duration LAST_SENDINGS = Duration.ofSeconds(5);

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final CheckTarget checkTarget;
    private final SealedSecrets secrets;
    private final Transport transport;
    private final Reactions reactions;
    private final WebhookConfig config;
    private final RetryPolicy policy;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final ExecutorService senders;
    private final Semaphore freeForStruggling;
    private final Semaphore freeForOthers;

    SendWebhooks(
            Deliveries deliveries,
            Webhooks webhooks,
            CheckTarget checkTarget,
            SealedSecrets secrets,
            Transport transport,
            Reactions reactions,
            WebhookConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.checkTarget = checkTarget;
        this.secrets = secrets;
        this.transport = transport;
        this.reactions = reactions;
        this.config = config;
        this.policy = config.retryPolicy();
        this.metrics = metrics;
        this.clock = clock;
        int forStruggling = Math.max(1, config.concurrency() / STRUGGLING_SHARE);
        this.freeForStruggling = new Semaphore(forStruggling);
        this.freeForOthers = new Semaphore(Math.max(1, config.concurrency() - forStruggling));
        this.senders = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "webhook-sender");
            thread.setDaemon(true);
            return thread;
        });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        senders.shutdown();
        senders.awaitTermination(LAST_SENDINGS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int react() {
        return begin(false, freeForOthers) + begin(true, freeForStruggling);
    }

    private int begin(boolean struggling, Semaphore free) {
        if (senders.isShutdown()) {
            return 0;
        }
        int permits = free.drainPermits();
        int begun = 0;
        try {
            Instant now = clock.instant();
            List<Claimed> claimed = permits == 0
                    ? List.of()
                    : QuarkusTransaction.requiringNew()
                            .call(() -> deliveries.claim(struggling, now, now.plus(config.lease()), permits));
            for (Claimed message : claimed) {
                senders.execute(() -> send(message, free));
                begun++;
            }
            return begun;
        } finally {
            free.release(permits - begun);
        }
    }

    private void send(Claimed claimed, Semaphore free) {
        try {
            attempt(claimed);
        } catch (RuntimeException e) { // it ends nothing but this attempt; the lease runs out and it is sent again
            LOG.warnf(e, "The attempt of delivery %s could not be recorded; it is made again", claimed.delivery());
        } finally {
            free.release();
            reactions.wakeAtCommit();
        }
    }

    private void attempt(Claimed claimed) {
        Instant startedAt = clock.instant();
        long started = System.nanoTime();
        Answer answer = post(claimed, startedAt);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        Webhook webhook = claimed.webhook();
        Instant at = clock.instant();
        Verdict verdict = policy.decide(
                answer,
                claimed.attempt(),
                webhook.failingSince(),
                at,
                ThreadLocalRandom.current().nextDouble());
        boolean struggling = answer.error().isPresent() || took.compareTo(config.slowAfter()) > 0;
        boolean recorded = QuarkusTransaction.requiringNew().call(() -> {
            Attempt attempt = new Attempt(claimed.attempt(), startedAt, took, answer.status(), answer.error());
            boolean held = deliveries.record(claimed, attempt, verdict, struggling);
            if (held) {
                verdict.disable().ifPresent(because -> disable(webhook, because, at));
            }
            return held;
        });
        metrics.counter("webhook.attempts", "outcome", outcomeOf(answer, verdict, recorded))
                .increment();
    }

    private Answer post(Claimed claimed, Instant at) {
        Webhook webhook = claimed.webhook();
        Target target = checkTarget.check(webhook.url().toString());
        if (target instanceof Target.Allowed allowed) {
            String messageId = claimed.message().id().toString();
            String body = claimed.message().body();
            String signatures = webhook.secret().signingAt(at).stream()
                    .map(text -> secrets.open(text, webhook.id()).sign(messageId, at, body))
                    .collect(Collectors.joining(" "));
            Map<String, String> headers = Map.of(
                    "webhook-id", messageId,
                    "webhook-timestamp", Long.toString(at.getEpochSecond()),
                    "webhook-signature", signatures);
            return transport.post(allowed.url(), allowed.addresses(), headers, body);
        }
        boolean unknown = ((Target.Refused) target).refusals().contains(TargetRefusal.HOST_UNKNOWN);
        return Answer.none(unknown ? AttemptError.HOST_UNKNOWN : AttemptError.URL_NOT_ALLOWED);
    }

    /** Of what its admins did meanwhile nothing is lost: the row is locked since the attempt was recorded. */
    private void disable(Webhook webhook, DisabledBecause because, Instant at) {
        webhooks.find(webhook.id(), webhook.partner())
                .filter(present -> present.isEnabled() && present.url().equals(webhook.url()))
                .flatMap(present -> webhooks.replace(present.disabled(because, at)))
                .ifPresent(disabled -> webhooks.note(
                        disabled.id(),
                        disabled.partner(),
                        new PastAct(WebhookAct.DISABLE, "incident-service", at, Optional.of(because.name()))));
    }

    private static String outcomeOf(Answer answer, Verdict verdict, boolean recorded) {
        if (!recorded) {
            return "lease_lost";
        }
        return verdict.state() == DeliveryState.DELIVERED
                ? "delivered"
                : answer.error()
                        .map(error -> error.name().toLowerCase(Locale.ROOT))
                        .orElseThrow();
    }
}
