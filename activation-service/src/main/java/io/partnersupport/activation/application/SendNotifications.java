package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.notification.Notifications;
import io.partnersupport.activation.domain.notification.Notifications.Claimed;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends what is due, on a thread of its own: a mail server that does not answer must not hold the other reactions up.
 * Each notification is claimed by one instance. A mail whose sender dies before it has noted the success is sent
 * again: SMTP knows no better than at least once.
 */
@ApplicationScoped
public class SendNotifications implements Reaction {
    private static final Logger LOG = Logger.getLogger(SendNotifications.class);
    private static final int LONGEST_REASON = 500;

    private final Notifications notifications;
    private final PartnerDirectory directory;
    private final Mails mails;
    private final MailRetries retries;
    private final Clock clock;
    private final AtomicBoolean isSending = new AtomicBoolean();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> new Thread(task, "notifications"));

    SendNotifications(
            Notifications notifications, PartnerDirectory directory, Mails mails, MailRetries retries, Clock clock) {
        this.notifications = notifications;
        this.directory = directory;
        this.mails = mails;
        this.retries = retries;
        this.clock = clock;
    }

    @Override
    public int react() {
        if (isSending.compareAndSet(false, true)) {
            sender.execute(this::sendAll);
        }
        return 0; // what this counts is done elsewhere
    }

    @PreDestroy
    void stop() throws InterruptedException {
        sender.shutdown();
        sender.awaitTermination(retries.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sendAll() {
        try {
            while (!sender.isShutdown() && sendOne()) {}
        } catch (RuntimeException e) { // the thread stays for the next round
            LOG.warn("Notifications cannot be sent; they are tried again", e);
        } finally {
            isSending.set(false);
        }
    }

    private boolean sendOne() {
        Instant now = clock.instant();
        // longer than an attempt may take, so that nobody else sends it meanwhile
        Instant heldUntil = now.plus(retries.timeout().multipliedBy(2)).plus(Duration.ofMinutes(1));
        Optional<Claimed> claimed = QuarkusTransaction.requiringNew().call(() -> notifications.claim(now, heldUntil));
        claimed.ifPresent(this::send);
        return claimed.isPresent();
    }

    private void send(Claimed claimed) {
        Optional<String> failure = attempt(claimed);
        QuarkusTransaction.requiringNew().run(() -> {
            if (failure.isEmpty()) {
                notifications.sent(claimed, clock.instant());
            } else {
                failed(claimed, failure.get());
            }
        });
    }

    private Optional<String> attempt(Claimed claimed) {
        Optional<String> address = claimed.recipient().contains("@")
                ? Optional.of(claimed.recipient())
                : QuarkusTransaction.requiringNew().call(() -> directory.emailOf(claimed.recipient()));
        if (address.isEmpty()) {
            return Optional.of("No e-mail address is known of the user");
        }
        try {
            mails.send(claimed.kind(), address.get(), claimed.arguments());
            return Optional.empty();
        } catch (RuntimeException e) { // whatever the mail server has against it is recorded, and it is tried again
            String reason = e.toString();
            return Optional.of(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        }
    }

    private void failed(Claimed claimed, String why) {
        Instant now = clock.instant();
        Optional<Instant> nextTry = retries.nextTry(claimed.createdAt(), claimed.tries(), now);
        if (nextTry.isPresent()) {
            notifications.failed(claimed, why, nextTry.get());
            LOG.infof("Notification %s was not sent; it is tried again at %s", claimed.id(), nextTry.get());
        } else {
            notifications.gaveUp(claimed, why, now);
            LOG.warnf("Notification %s was given up after %d tries", claimed.id(), claimed.tries());
        }
    }
}
