package io.partnersupport.e2e.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.partnersupport.e2e.Stack;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway and the services come first, what they need comes last. */
@ExtendWith(Stack.class)
@EnabledOnOs(OS.LINUX)
class StartOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> PATHS =
            List.of("technical-benefits", "contract-links", "support-plans", "products");

    @Test
    @DisplayName("I9, I12: whatever starts first waits for what it needs, and callers are asked to come again")
    void theOrderOfStartingDoesNotMatter() {
        Stack.forgetTokens();
        String token = Stack.token("contoso-admin");
        List<String> names = new ArrayList<>(List.of("gateway"));
        names.addAll(Stack.SERVICES);
        Map<String, Program> programs = new LinkedHashMap<>();
        names.forEach(name -> programs.put(name, Program.of(name)));
        names.forEach(Stack::kill);
        List.of("keycloak", "kafka", "postgres").forEach(Stack::kill);

        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        programs.forEach((name, program) -> processes.put(name, program.startInItsPlace()));
        awaitLiving(List.of(programs.get("gateway")));
        assertTheyAskToComeAgain(token);

        Stack.heal("postgres");
        awaitLiving(programs.values());
        // services may be ready: they have caught up with their topics in an earlier life
        assertThat(programs.get("gateway").isReady()).isFalse();
        assertTheyAskToComeAgain(token);

        Stack.heal();
        assertThat(programs.values()).allMatch(Program::isReady);
        assertThat(processes)
                .allSatisfy((name, process) -> assertThat(Stack.process(name)).isEqualTo(process));
        for (String path : PATHS) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    get(path, Stack.token("contoso-admin")).statusCode())
                            .isEqualTo(200));
        }
    }

    private static void awaitLiving(Iterable<Program> programs) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(programs)
                        .allSatisfy(
                                program -> assertThat(program.health("live")).isEqualTo(200)));
    }

    private static void assertTheyAskToComeAgain(String token) {
        for (String path : PATHS) {
            Response answer = get(path, token);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotNull();
        }
    }

    private static Response get(String path, String token) {
        return RestAssured.given().baseUri(Stack.gateway()).auth().oauth2(token).get("/v1/" + path);
    }
}
