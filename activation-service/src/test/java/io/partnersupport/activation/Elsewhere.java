package io.partnersupport.activation;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Plays entitlement-service and incident-service: their own examples with changes, and waits until they are known. */
@ApplicationScoped
class Elsewhere {
    static final EventContract BENEFIT = new EventContract("entitlement-service", "benefit");
    static final EventContract PARTNER = new EventContract("entitlement-service", "partner");
    static final EventContract USER = new EventContract("entitlement-service", "user");
    static final EventContract MEMBERSHIP = new EventContract("entitlement-service", "membership");
    static final EventContract EDITION = new EventContract("entitlement-service", "edition");
    static final EventContract PLAN = new EventContract("entitlement-service", "plan");
    static final EventContract NOTICE = new EventContract("entitlement-service", "notice");
    static final EventContract BALANCE = new EventContract("incident-service", "balance");

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Map<String, String> TABLES = Map.of(
            "entitlement.benefits", "known_benefit WHERE id::text",
            "entitlement.partners", "known_partner WHERE id",
            "entitlement.users", "known_user WHERE id",
            "entitlement.memberships", "known_membership WHERE id::text",
            "entitlement.editions", "known_edition WHERE code",
            "entitlement.plans", "known_benefit WHERE id::text",
            "entitlement.notices", "known_notice WHERE id::text",
            "incident.balances", "known_balance WHERE benefit_id::text");

    private final DataSource database;

    Elsewhere(DataSource database) {
        this.database = database;
        TestTopics.create(TABLES.keySet().toArray(String[]::new));
    }

    static String newPartnerId() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE));
    }

    void partner(String partnerId, String managedIn) {
        send("entitlement.partners", partnerId, 1, PARTNER, Map.of("partnerId", partnerId, "managedIn", managedIn));
    }

    /** A user whose e-mail address begins with the userId. */
    String user(String partnerId, String name, String... roles) {
        String userId = UUID.randomUUID().toString();
        knownUser(userId, partnerId, name, roles);
        return userId;
    }

    void knownUser(String userId, String partnerId, String name, String... roles) {
        send(
                "entitlement.users",
                userId,
                1,
                USER,
                Map.of(
                        "userId", userId,
                        "partnerId", partnerId,
                        "name", name,
                        "email", emailOf(userId),
                        "roles", List.of(roles)));
    }

    static String emailOf(String userId) {
        return userId + "@contoso.example";
    }

    /** A user as the directory knows them. */
    String user(String partnerId, Person person, String name) {
        send(
                "entitlement.users",
                person.userId(),
                1,
                USER,
                Map.of("userId", person.userId(), "partnerId", partnerId, "name", name, "roles", List.of()));
        return person.userId();
    }

    /** A membership bought that many days ago under an edition of its own. */
    UUID membership(String partnerId, int daysAgo, Map<String, Object> policies) {
        UUID id = UUID.randomUUID();
        String edition = "edition-" + id;
        send(
                "entitlement.editions",
                edition,
                1,
                EDITION,
                Map.of("code", edition, "effectiveFrom", "2020-01-01T00:00:00Z", "policies", policies));
        send(
                "entitlement.memberships",
                id.toString(),
                1,
                MEMBERSHIP,
                Map.of(
                        "membershipId", id,
                        "partnerId", partnerId,
                        "purchasedOn",
                                LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo).toString(),
                        "edition", edition));
        return id;
    }

    /** Software with a pool of its own kind. */
    UUID software(String partnerId, UUID membershipId, String kind, Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "category",
                "SOFTWARE",
                "unit",
                "LICENSE",
                "membershipId",
                membershipId,
                "needsActivation",
                false,
                "software",
                Map.of(
                        "languages", List.of("en", "pl"),
                        "operatingSystems", List.of("windows-x64", "windows-arm64"),
                        "downloads",
                                List.of(
                                        download("en", "windows-x64"),
                                        download("pl", "windows-x64"),
                                        download("en", "windows-arm64")),
                        "instructions", "Enter the key.")));
        all.putAll(changes);
        return benefit(partnerId, kind, "Windows 11 Enterprise", 100, all);
    }

    private static Map<String, String> download(String language, String operatingSystem) {
        return Map.of(
                "language", language,
                "operatingSystem", operatingSystem,
                "url", "https://downloads.example/" + language + "-" + operatingSystem);
    }

    UUID cloudService(String partnerId, UUID membershipId, String kind, String model, Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "category",
                "CLOUD_SERVICE",
                "unit",
                model.equals("USAGE_BASED") ? "CREDIT" : "LICENSE",
                "membershipId",
                membershipId,
                "needsActivation",
                false,
                "cloudService",
                Map.of("model", model, "instructions", "Sign in to the portal.")));
        all.putAll(changes);
        return benefit(partnerId, kind, "Cloud service " + kind, 100, all);
    }

    UUID subscription(String partnerId, UUID membershipId, int seats, Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "category",
                "SUBSCRIPTION",
                "unit",
                "SEAT",
                "membershipId",
                membershipId,
                "needsActivation",
                false,
                "subscription",
                Map.of("level", "Visual Studio Enterprise")));
        all.putAll(changes);
        return benefit(partnerId, "visual-studio-enterprise", "Visual Studio Enterprise", seats, all);
    }

    UUID offer(String partnerId, UUID membershipId, String kind, Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "category",
                "GO_TO_MARKET",
                "unit",
                "OFFER",
                "membershipId",
                membershipId,
                "goToMarket",
                Map.of("description", "An hour of advice", "instructions", "Call us.")));
        all.putAll(changes);
        return benefit(partnerId, kind, "Marketing " + kind, 1, all);
    }

    /** Twenty incidents, granted ten days ago. */
    UUID productSupport(String partnerId, Map<String, Object> changes) {
        return benefit(partnerId, "product-support", "Microsoft Product Support", 20, changes);
    }

    UUID cloudSupport(String partnerId, Map<String, Object> changes) {
        return benefit(partnerId, "signature-cloud-support", "Signature Cloud Support", null, changes);
    }

    UUID hours(String partnerId) {
        return benefit(
                partnerId,
                "presales-deployment",
                "Presales",
                50,
                Map.of("category", "ADVISORY", "unit", "HOUR", "needsActivation", false));
    }

    private UUID benefit(String partnerId, String kind, String name, Integer quantity, Map<String, Object> changes) {
        UUID id = UUID.randomUUID();
        Instant startsAt = Instant.now().minus(Duration.ofDays(10));
        Instant activateBy = startsAt.plus(Duration.ofDays(365));
        Instant usableUntil = activateBy.plus(Duration.ofDays(30));
        ObjectNode benefit = changed(
                BENEFIT,
                Map.of(
                        "benefitId", id.toString(),
                        "partnerId", partnerId,
                        "kind", kind,
                        "name", name,
                        "unlimited", quantity == null,
                        "startsAt", startsAt.toString(),
                        "activateBy", activateBy.toString(),
                        "usableUntil", usableUntil.toString(),
                        "listed", listed(startsAt, usableUntil)));
        benefit.put("quantity", quantity);
        changes.forEach((field, value) -> benefit.set(field, JSON.valueToTree(value)));
        send("entitlement.benefits", id.toString(), 1, benefit);
        return id;
    }

    static List<Map<String, String>> listed(Instant from, Instant until) {
        return List.of(Map.of("from", from.toString(), "until", until.toString()));
    }

    void withdrawBenefit(String partnerId, UUID benefit) {
        send(
                "entitlement.benefits",
                benefit.toString(),
                2,
                BENEFIT,
                Map.of("benefitId", benefit.toString(), "partnerId", partnerId, "withdrawn", true));
    }

    void withdrawPlan(UUID plan, String partnerId) {
        TestTopics.send(
                "entitlement.plans", plan.toString(), 2, plan(plan, partnerId, "PREMIER", Map.of("withdrawn", true)));
    }

    /** A paid plan of this year, unless it is changed. */
    UUID plan(String partnerId, String plan, Map<String, Object> changes) {
        UUID id = UUID.randomUUID();
        TestTopics.send("entitlement.plans", id.toString(), 1, plan(id, partnerId, plan, changes));
        return id;
    }

    private static String plan(UUID id, String partnerId, String plan, Map<String, Object> changes) {
        ObjectNode state = changed(
                PLAN,
                Map.of(
                        "planId",
                        id,
                        "partnerId",
                        partnerId,
                        "plan",
                        plan,
                        "startsAt",
                        Instant.now().minus(Duration.ofDays(1)).toString(),
                        "endsAt",
                        Instant.now().plus(Duration.ofDays(364)).toString(),
                        "needsActivation",
                        plan.equals("PREMIER")));
        changes.forEach((field, value) -> state.set(field, JSON.valueToTree(value)));
        return state.toString();
    }

    /** That a membership ended yesterday, or ends in two weeks. */
    UUID notice(String partnerId, String kind) {
        UUID id = UUID.randomUUID();
        Instant endsAt = Instant.now().plus(Duration.ofDays(kind.equals("RENEWAL_DUE") ? 14 : -1));
        send(
                "entitlement.notices",
                id.toString(),
                1,
                NOTICE,
                Map.of(
                        "noticeId", id,
                        "kind", kind,
                        "partnerId", partnerId,
                        "endsAt", endsAt.toString(),
                        "usableUntil", endsAt.plus(Duration.ofDays(30)).toString()));
        return id;
    }

    void balance(UUID benefitId, long sequence, int remaining) {
        send(
                "incident.balances",
                benefitId.toString(),
                sequence,
                BALANCE,
                Map.of("benefitId", benefitId.toString(), "remaining", remaining));
    }

    void send(String topic, String key, long sequence, EventContract contract, Map<String, Object> changes) {
        send(topic, key, sequence, changed(contract, changes));
    }

    private void send(String topic, String key, long sequence, ObjectNode state) {
        TestTopics.send(topic, key, sequence, state.toString());
        await().pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(sequenceOf(topic, key)).isGreaterThanOrEqualTo(sequence));
    }

    long sequenceOf(String topic, String key) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT coalesce(max(sequence), 0) FROM " + TABLES.get(topic) + " = ?")) {
            statement.setString(1, key);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static ObjectNode changed(EventContract contract, Map<String, Object> changes) {
        try {
            ObjectNode state = (ObjectNode) JSON.readTree(contract.example());
            changes.forEach((field, value) -> state.set(field, JSON.valueToTree(value)));
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
