package io.partnersupport.linking;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.kit.testing.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A contract as activation-service issues it, made from that service's own example; and its balances. */
final class IssuedContract {
    static final String CLOUD = "Signature Cloud Support";
    static final String PRODUCT = "Microsoft Product Support";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Random RANDOM = new Random();

    final UUID id = UUID.randomUUID();
    final String partnerId = Integer.toString(1_000_000 + RANDOM.nextInt(9_000_000));
    final String accessId = accessId();
    final String contractId = contractId();
    final UUID cloud = UUID.randomUUID();
    final UUID product = UUID.randomUUID();
    final ObjectNode state = example("activation-service", "contract");
    private long sequence;

    IssuedContract() {
        state.put("id", id.toString()).put("partnerId", partnerId);
        line(0).put("benefitId", cloud.toString());
        line(1).put("benefitId", product.toString());
        digestedUnder("k2", "2");
    }

    /** Only Microsoft Product Support, 10 incidents. */
    static IssuedContract actionPack() {
        IssuedContract contract = new IssuedContract();
        contract.state.withArray("lines").remove(0);
        contract.line(0).put("granted", 10);
        return contract;
    }

    /** Of the same partner. */
    IssuedContract of(IssuedContract other) {
        state.set("partnerId", other.state.get("partnerId"));
        return this;
    }

    ObjectNode line(int index) {
        return (ObjectNode) state.withArray("lines").get(index);
    }

    IssuedContract digestedUnder(String keyId, String byteOfTheKey) {
        state.put("digestKeyId", keyId)
                .put("accessIdDigest", hmac(byteOfTheKey.repeat(32), accessId))
                .put("contractIdDigest", hmac(byteOfTheKey.repeat(32), contractId));
        return this;
    }

    IssuedContract ending(Instant at) {
        state.withArray("lines").forEach(line -> ((ObjectNode) line).put("endsAt", at.toString()));
        return this;
    }

    long publish() {
        publish(++sequence);
        return sequence;
    }

    void publish(long as) {
        TestTopics.send("activation.contracts", id.toString(), as, state.toString());
    }

    void publishBalance(UUID benefit, long as, int granted, int spent, int refunded) {
        ObjectNode balance = example("incident-service", "balance")
                .put("benefitId", benefit.toString())
                .put("contract", id.toString())
                .put("partnerId", partnerId)
                .put("granted", granted)
                .put("spent", spent)
                .put("refunded", refunded)
                .put("remaining", granted - spent + refunded);
        TestTopics.send("incident.balances", benefit.toString(), as, balance.toString());
    }

    static ObjectNode example(String service, String name) {
        try {
            return (ObjectNode) JSON.readTree(
                    Files.readString(Path.of("..", service, "src/main/resources/events", name + ".example.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String accessId() {
        String nine = "%09d".formatted(RANDOM.nextInt(1_000_000_000));
        for (int check = 0; check < 10; check++) {
            int sum = check;
            for (int i = 0; i < 9; i++) {
                int digit = nine.charAt(i) - '0';
                sum += i % 2 == 0 ? (2 * digit) / 10 + (2 * digit) % 10 : digit;
            }
            if (sum % 10 == 0) {
                return nine + check;
            }
        }
        throw new AssertionError();
    }

    static String contractId() {
        String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        StringBuilder id = new StringBuilder();
        RANDOM.ints(12, 0, 32).forEach(i -> id.append(alphabet.charAt(i)));
        return id.toString();
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
