package io.partnersupport.activation;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.application.Notifier;
import io.partnersupport.activation.application.SendNotifications;
import io.partnersupport.activation.domain.notification.NotificationKind;
import io.partnersupport.activation.domain.notification.Notifications;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class NotificationsTest {
    private final String recipient = UUID.randomUUID() + "@contoso.example";

    @Inject
    Notifier notifier;

    @Inject
    Notifications notifications;

    @Inject
    SendNotifications sender;

    @Inject
    Elsewhere elsewhere;

    @Inject
    Database database;

    @Test
    @DisplayName("A notification is sent once, however often it is given for the same occasion")
    void sendsOnce() {
        notify("occasion");
        notify("occasion");
        notify("another occasion");
        sender.react();

        await().untilAsserted(() -> assertThat(Mailbox.of(recipient)).hasSize(2));
        await().untilAsserted(() -> assertThat(column("sent_at")).hasSize(2).doesNotContainNull());
        assertThat(Mailbox.of(recipient).get(0).text())
                .startsWith("partner-support@program.example\nProduct Support is active\n\n")
                .contains("The benefit Product Support of partner 4960001");
    }

    @Test
    void whatIsRolledBackIsNotSent() {
        QuarkusTransaction.begin();
        notifier.notify(NotificationKind.ACTIVATION_COMPLETED, recipient, "occasion", arguments());
        QuarkusTransaction.rollback();
        assertThat(column("id")).isEmpty();
    }

    @Test
    @DisplayName("A mail that fails is tried again later, with the reason recorded, and given up in the end")
    void triesAgainAndGivesUp() {
        Mailbox.REFUSED.add(recipient);
        notify("occasion");
        sender.react();
        await().untilAsserted(() ->
                assertThat(column("last_failure").get(0)).asString().contains("451"));
        assertThat(Mailbox.of(recipient)).isEmpty();
        assertThat(column("tries")).containsExactly(1);

        due("next_try_at = now(), last_failure = NULL");
        await().untilAsserted(() -> assertThat(column("last_failure")).doesNotContainNull());
        assertThat(column("tries")).containsExactly(2);
        assertThat(column("next_try_at > now() + interval '100 seconds'")).containsExactly(true);

        Mailbox.REFUSED.remove(recipient);
        due("next_try_at = now()");
        await().untilAsserted(() -> assertThat(column("sent_at")).doesNotContainNull());
        assertThat(Mailbox.of(recipient)).hasSize(1);

        Mailbox.REFUSED.add(recipient);
        notify("too long ago");
        await().untilAsserted(() -> assertThat(column("last_failure").get(0)).isNotNull());
        due("created_at = now() - interval '4 days', next_try_at = now()");
        await().untilAsserted(() -> assertThat(column("given_up_at").get(0)).isNotNull());
        assertThat(column("last_failure").get(0)).asString().contains("451");
        Mailbox.REFUSED.remove(recipient);
    }

    @Test
    @DisplayName("A user is written to at the address that is known of them, once it is")
    void writesToTheUsersAddress() {
        String user = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew()
                .run(() -> notifier.notify(NotificationKind.ACTIVATION_COMPLETED, user, "occasion", arguments()));
        sender.react();
        await().untilAsserted(() -> assertThat(
                        database.list("SELECT last_failure FROM notification WHERE recipient = '" + user + "'"))
                .containsExactly("No e-mail address is known of the user"));

        elsewhere.send("entitlement.users", user, 1, Elsewhere.USER, Map.of("userId", user, "email", recipient));
        database.execute("UPDATE notification SET next_try_at = now() WHERE recipient = '" + user + "'");
        sender.react();
        await().untilAsserted(() -> assertThat(Mailbox.of(recipient)).hasSize(1));
    }

    @Test
    @DisplayName("Of many senders at once each notification has one; a claim whose holder died is taken over")
    void claimsOnce() throws Exception {
        Instant due = Instant.parse("2200-01-01T00:00:00Z"); // for the service's own sender it is not
        Instant heldUntil = due.plus(Duration.ofDays(1));
        database.execute("DELETE FROM notification");
        database.execute("""
                INSERT INTO notification (id, kind, recipient, business_key, arguments, created_at, next_try_at)
                SELECT gen_random_uuid(), 'RENEWAL_DUE', '%s', n, '{}', now(), '%s'
                FROM generate_series(1, 20) n""".formatted(recipient, due));
        List<Callable<UUID>> claims = IntStream.range(0, 20)
                .<Callable<UUID>>mapToObj(i -> () -> QuarkusTransaction.requiringNew()
                        .call(() -> notifications.claim(due, heldUntil))
                        .orElseThrow()
                        .id())
                .toList();

        assertThat(Concurrently.run(claims)).doesNotHaveDuplicates();

        var claimed = QuarkusTransaction.requiringNew()
                .call(() -> notifications.claim(heldUntil, heldUntil))
                .orElseThrow();
        assertThat(claimed.tries()).isEqualTo(2);
        database.execute("DELETE FROM notification");
    }

    private void notify(String occasion) {
        QuarkusTransaction.requiringNew()
                .run(() -> notifier.notify(NotificationKind.ACTIVATION_COMPLETED, recipient, occasion, arguments()));
    }

    private static Map<String, String> arguments() {
        return Map.of("benefit", "Product Support", "partner", "4960001", "usableUntil", "2027-03-31");
    }

    private void due(String change) {
        database.execute("UPDATE notification SET " + change + " WHERE recipient = '" + recipient
                + "' AND next_try_at IS NOT NULL");
        sender.react();
    }

    /** The latest notification first. */
    private List<Object> column(String name) {
        return database.list(
                "SELECT " + name + " FROM notification WHERE recipient = '" + recipient + "' ORDER BY id DESC");
    }
}
