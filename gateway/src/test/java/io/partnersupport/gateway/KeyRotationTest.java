package io.partnersupport.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class KeyRotationTest {
    Tokens tokens;

    @Test
    void refusesNoGoodTokenHoweverOftenKeysChange() throws Exception {
        tokens.rotateKeys();
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger accounts = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(3);
        List<Future<Integer>> load = IntStream.range(0, 3)
                .mapToObj(client -> clients.submit(() -> {
                    int requests = 0;
                    String kept = tokens.signedWithTheCurrentKey(Map.of("sub", "kept-" + client));
                    for (; !isOver.get(); requests++) {
                        assertThat(statusOf(kept)).isEqualTo(200);
                        String fresh = tokens.signedWithTheCurrentKey(Map.of("sub", "a-" + accounts.incrementAndGet()));
                        assertThat(statusOf(fresh)).isEqualTo(200);
                    }
                    return requests;
                }))
                .toList();
        tokens.rotateKeys();
        tokens.rotateKeys();
        String after = tokens.signedWithTheCurrentKey(Map.of("sub", "after"));
        assertThat(statusOf(after)).isEqualTo(200);
        isOver.set(true);
        for (Future<Integer> client : load) {
            assertThat(client.get(20, TimeUnit.SECONDS)).isPositive();
        }
        clients.shutdown();
    }

    @Test
    void refusesTheTokensOfAKeyThatWasTakenAway() throws Exception {
        tokens.rotateKeys();
        String token = tokens.signedWithTheCurrentKey(Map.of("sub", "stolen"));
        assertThat(statusOf(token)).isEqualTo(200);
        tokens.takeKeysAway();
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos(); // the keys are fetched every two seconds
        while (statusOf(token) != 401 && System.nanoTime() < limit) {
            Thread.sleep(100);
        }
        assertThat(statusOf(token)).isEqualTo(401);
        assertThat(statusOf(tokens.valid())).isEqualTo(200);
    }

    private static int statusOf(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/contract-links")
                .statusCode();
    }
}
