package io.partnersupport.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Run by {@code deploy/bench/equal-time}, not by the build. */
@QuarkusTest
@WithBacking
class EqualTimeMeasurement extends ServiceTest {
    private static final int TRIES = Integer.getInteger("measurement.tries", 10_000);
    private static final int WARM_UP = 1_000;
    private static final int CONTRACTS = 2_000;

    private enum Wrong {
        UNKNOWN_ACCESS_ID,
        MISMATCHING_PAIR,
        REPLACED_PAIR
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(1);
    private final List<IssuedContract> contracts = new ArrayList<>();
    private final List<IssuedContract> replaced = new ArrayList<>();

    @Test
    @DisplayName("L-3: the times of unknown, mismatching and replaced pairs cannot be told apart")
    void timesCannotBeToldApart() throws Exception {
        Stream.generate(IssuedContract::new).limit(CONTRACTS).forEach(contracts::add);
        Stream.generate(IssuedContract::new).limit(CONTRACTS).forEach(replaced::add);
        known(contracts.get(0)); // the view works; the others come the short way
        insert(contracts.subList(1, CONTRACTS), false);
        insert(replaced, true);

        Map<Wrong, long[]> times = new EnumMap<>(Wrong.class);
        for (Wrong wrong : Wrong.values()) {
            times.put(wrong, new long[TRIES]);
        }
        List<Wrong> order = new ArrayList<>(List.of(Wrong.values()));
        for (int i = -WARM_UP; i < TRIES; i++) {
            Collections.shuffle(order, random);
            for (Wrong wrong : order) {
                long nanos = tryPair(wrong);
                if (i >= 0) {
                    times.get(wrong)[i] = nanos;
                }
            }
        }

        List<Samples> samples = times.entrySet().stream()
                .map(entry -> new Samples(entry.getKey().name(), entry.getValue()))
                .toList();
        System.out.printf("%d tries of each kind, interleaved%n", TRIES);
        samples.forEach(each -> System.out.printf(
                "%-18s median %.3f ms, p95 %.3f ms, p99 %.3f ms%n",
                each.name(), each.medianMillis(), each.percentileMillis(95), each.percentileMillis(99)));
        for (int i = 0; i < samples.size(); i++) {
            for (Samples other : samples.subList(i + 1, samples.size())) {
                Samples one = samples.get(i);
                System.out.printf(
                        "%s / %s: AUC %.4f, Mann-Whitney p %.3f, Kolmogorov-Smirnov p %.3f%n",
                        one.name(),
                        other.name(),
                        one.areaUnderCurve(other),
                        one.mannWhitney(other),
                        one.kolmogorovSmirnov(other));
                // three comparisons at 1 %
                assertThat(Math.min(one.mannWhitney(other), one.kolmogorovSmirnov(other)))
                        .isGreaterThan(0.01 / 3);
            }
        }
    }

    /** A wrong pair of an account that never tried before; its token is made before the clock runs. */
    private long tryPair(Wrong wrong) throws IOException, InterruptedException {
        IssuedContract contract = (wrong == Wrong.REPLACED_PAIR ? replaced : contracts).get(random.nextInt(CONTRACTS));
        String accessId = wrong == Wrong.UNKNOWN_ACCESS_ID ? IssuedContract.accessId() : contract.accessId;
        String contractId = wrong == Wrong.MISMATCHING_PAIR ? IssuedContract.contractId() : contract.contractId;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/contract-links"))
                .header("Authorization", "Bearer " + Person.outsider().token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body(accessId, contractId, "CLOUD")))
                .build();
        long began = System.nanoTime();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        long took = System.nanoTime() - began;
        assertThat(status).isEqualTo(422);
        return took;
    }

    /** Contracts as the view has them; of a replaced pair the Access ID is still the old one. */
    private void insert(List<IssuedContract> many, boolean withAnotherContractId) {
        List<String> rows = many.stream()
                .map(contract -> "('%s', '%s', '%s', '%s')"
                        .formatted(
                                contract.id,
                                contract.partnerId,
                                contract.state.get("accessIdDigest").textValue(),
                                (withAnotherContractId ? new IssuedContract() : contract)
                                        .state
                                        .get("contractIdDigest")
                                        .textValue()))
                .toList();
        sql("INSERT INTO known_contract (id, partner_id, access_id_digest, contract_id_digest, digest_key_id,"
                + " link_policy, ends_at, lines, sequence)"
                + " SELECT CAST(id AS uuid), partner, access_digest, contract_digest, 'k2', 'ANY_ACCOUNT',"
                + " '2027-01-01', '[]', 1"
                + " FROM (VALUES " + String.join(",", rows) + ") AS v (id, partner, access_digest, contract_digest)"
                + " RETURNING 1");
    }
}
