package io.partnersupport.e2e.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.partnersupport.e2e.Stack;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @DisplayName("I9, I12: whatever starts first waits for what it needs, and callers are asked to come again")
    void theOrderOfStartingDoesNotMatter() {
        Stack.forgetTokens();
        String token = Stack.token("contoso-admin");
        Map<String, Program> programs = new HashMap<>();
        Stack.SERVICES.forEach(service -> programs.put(service, Program.of(service)));
        Program gateway = Program.of("gateway");
        programs.keySet().forEach(Stack::kill);
        Stack.kill("gateway");
        Stack.kill("keycloak");
        Stack.kill("kafka");
        Stack.kill("postgres");

        Map<String, ProcessHandle> processes = new HashMap<>();
        programs.forEach((service, program) -> processes.put(service, program.startInItsPlace()));
        processes.put("gateway", gateway.startInItsPlace());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(gateway.health("live")).isEqualTo(200));
        assertThat(gateway.isReady()).isFalse();
        for (String path : new String[] {"technical-benefits", "contract-links", "support-plans", "products"}) {
            Response answer =
                    RestAssured.given().baseUri(Stack.gateway()).auth().oauth2(token).get("/v1/" + path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotNull();
        }

        Stack.heal();
        assertThat(processes).allSatisfy((name, process) -> {
            assertThat(process.isAlive()).isTrue();
            assertThat(Stack.process(name)).isEqualTo(process);
        });
        for (String path : new String[] {"technical-benefits", "contract-links", "support-plans", "products"}) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(RestAssured.given()
                            .baseUri(Stack.gateway())
                            .auth()
                            .oauth2(Stack.token("contoso-admin"))
                            .get("/v1/" + path)
                            .statusCode())
                    .isEqualTo(200));
        }
    }
}
