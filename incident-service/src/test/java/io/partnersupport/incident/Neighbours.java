package io.partnersupport.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The other services: their own examples, sent as events with other ids. */
final class Neighbours {
    static final String[] TOPICS = {
        "activation.contracts",
        "linking.links",
        "entitlement.products",
        "entitlement.editions",
        "entitlement.partners",
        "entitlement.customers",
        "entitlement.plans",
        "entitlement.benefits"
    };
    private static final ObjectMapper JSON = new ObjectMapper();

    private Neighbours() {}

    static void start(Instant completeUntil) {
        TestTopics.create(TOPICS);
        TestTopics.send(
                "entitlement.products",
                "sql-server",
                1,
                example("entitlement", "product").toString());
        TestTopics.send(
                "entitlement.editions",
                "mpn-2021",
                1,
                example("entitlement", "edition").toString());
        product("azure", "CLOUD", true, null);
        product("dynamics-365", "CLOUD", true, null);
        product("microsoft-365", "CLOUD", false, null);
        product(
                "backup",
                "MARKETPLACE",
                false,
                "{\"page\":\"https://vendor.example\",\"email\":\"help@vendor.example\"}");
        TestTopics.heartbeat(completeUntil, TOPICS);
    }

    private static void product(String id, String kind, boolean needsContract, String vendor) {
        ObjectNode product = example("entitlement", "product");
        product.put("productId", id).put("name", id).put("kind", kind).put("needsContract", needsContract);
        product.putArray("versions");
        product.set("vendorSupport", vendor == null ? null : json(vendor));
        TestTopics.send("entitlement.products", id, 1, product.toString());
    }

    static void partner(String partnerId, String kind, String managedIn, UUID tenant) {
        ObjectNode partner = example("entitlement", "partner");
        partner.put("partnerId", partnerId).put("partnerKind", kind).put("managedIn", managedIn);
        partner.put("tenantId", tenant.toString());
        TestTopics.send("entitlement.partners", partnerId, 1, partner.toString());
    }

    /** A customer of the partner as in entitlement's example, with what the change says otherwise. */
    static UUID customer(String partnerId, Consumer<ObjectNode> change) {
        UUID id = UUID.randomUUID();
        ObjectNode customer = example("entitlement", "customer");
        customer.put("customerId", id.toString()).put("partnerId", partnerId);
        customer.put("tenantId", UUID.randomUUID().toString());
        change.accept(customer);
        TestTopics.send("entitlement.customers", id.toString(), 1, customer.toString());
        return id;
    }

    /** A plan that the partner pays for. */
    static UUID plan(String partnerId, String plan) {
        UUID id = UUID.randomUUID();
        ObjectNode state = example("entitlement", "plan");
        state.put("planId", id.toString())
                .put("partnerId", partnerId)
                .put("plan", plan)
                .put("name", plan);
        state.put("needsActivation", plan.equals("PREMIER"));
        if (!plan.equals("PREMIER")) {
            state.putNull("linkPolicy");
        }
        TestTopics.send("entitlement.plans", id.toString(), 1, state.toString());
        return id;
    }

    /** A contract with an unlimited cloud line and a line of 20 on-premises incidents, as in activation's example. */
    static final class Contract {
        final UUID id = UUID.randomUUID();
        final String partnerId = Long.toString(Math.abs(UUID.randomUUID().getMostSignificantBits()));
        private final ObjectNode state = example("activation", "contract");
        private final Map<String, UUID> links = new HashMap<>();
        private long sequence;

        Contract() {
            state.put("id", id.toString()).put("partnerId", partnerId);
            lines().forEach(line ->
                    ((ObjectNode) line).put("benefitId", UUID.randomUUID().toString()));
        }

        private ArrayNode lines() {
            return (ArrayNode) state.get("lines");
        }

        private ObjectNode line(String kind) {
            for (JsonNode line : lines()) {
                if (line.get("kind").asText().equals(kind)
                        && line.get("supersededBy").isNull()) {
                    return (ObjectNode) line;
                }
            }
            throw new AssertionError(kind);
        }

        UUID productSupport() {
            return UUID.fromString(line("product-support").get("benefitId").asText());
        }

        UUID cloudSupport() {
            return UUID.fromString(
                    line("signature-cloud-support").get("benefitId").asText());
        }

        Contract granting(long units) {
            line("product-support").put("granted", units);
            return this;
        }

        /** Only the line of an activated Premier plan. */
        Contract ofPremier(UUID planId) {
            withoutCloudSupport();
            line("product-support")
                    .put("benefitId", planId.toString())
                    .put("kind", "premier")
                    .put("name", "Premier Support for Partners")
                    .put("unlimited", true)
                    .putNull("granted")
                    .set("covers", json("{\"productKinds\":[\"ON_PREMISES\",\"CLOUD\"],\"excludedProducts\":[]}"));
            return this;
        }

        Contract withoutCloudSupport() {
            lines().remove(0);
            return this;
        }

        Contract withdrawn() {
            state.put("withdrawnAt", "2026-05-01T00:00:00Z");
            return this;
        }

        /** Adds a better line in the place of the product support, and returns the old one's id. */
        UUID superseding(long granted) {
            ObjectNode old = line("product-support");
            ObjectNode better = old.deepCopy();
            better.put("benefitId", UUID.randomUUID().toString()).put("granted", granted);
            old.put("supersededBy", better.get("benefitId").asText()).put("supersededAt", "2026-05-01T00:00:00Z");
            lines().add(better);
            return UUID.fromString(old.get("benefitId").asText());
        }

        Contract send() {
            send(++sequence);
            return this;
        }

        void send(long withSequence) {
            TestTopics.send("activation.contracts", id.toString(), withSequence, state.toString());
        }

        void link(Person account) {
            link(account, null, 1);
        }

        void unlink(Person account) {
            link(account, "2026-05-02T00:00:00Z", 2);
        }

        private void link(Person account, String removedAt, long linkSequence) {
            UUID linkId = links.computeIfAbsent(account.userId(), user -> UUID.randomUUID());
            ObjectNode link = example("contract-linking", "contract-link");
            link.put("id", linkId.toString()).put("contract", id.toString()).put("account", account.userId());
            link.put("removedAt", removedAt);
            TestTopics.send("linking.links", linkId.toString(), linkSequence, link.toString());
        }
    }

    /** What a service says its events look like. */
    static ObjectNode example(String service, String event) {
        return (ObjectNode) json(new EventContract(service + "-service", event).example());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
