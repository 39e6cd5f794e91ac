package io.partnersupport.e2e.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.partnersupport.e2e.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each service runs twice behind the gateway, and its instances are replaced one after another while people work. */
@ExtendWith(Stack.class)
@EnabledOnOs(OS.LINUX)
class RollingRestartTest {
    private static final int DISTANCE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<Load.Request> REQUESTS = List.of(
            Load.Request.get("contoso-admin", "/v1/technical-benefits"),
            Load.Request.get("contoso-admin", "/v1/products"),
            Load.Request.get("outsider", "/v1/contract-links"),
            Load.Request.get("outsider", "/v1/support-plans"),
            Load.Request.post("contoso-admin", "/v1/coverage-checks", """
                    {"partnerId": "me", "productId": "sql-server"}"""),
            Load.Request.post("outsider", "/v1/incident-checks", Load.BILLING_INCIDENT),
            Load.Request.postWithKey("northwind-admin", "/v1/incidents", Load.BILLING_INCIDENT));

    private final Map<String, Program> programs = new HashMap<>();
    private final Map<String, ProcessHandle> second = new HashMap<>();
    private Program gateway;

    @BeforeEach
    void eachServiceRunsTwice() {
        gateway = Program.of("gateway");
        Map<String, String> addresses = new HashMap<>();
        for (String service : Stack.SERVICES) {
            Program first = Program.of(service);
            programs.put(service, first);
            second.put(service, first.beside(DISTANCE).start());
            addresses.put(
                    service.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL",
                    first.address() + "," + first.beside(DISTANCE).address());
        }
        programs.values().forEach(program -> program.beside(DISTANCE).awaitReady());
        replaceGateway(gateway.with(addresses));
    }

    @AfterEach
    void eachServiceRunsOnce() {
        second.values().forEach(ProcessHandle::destroyForcibly);
        replaceGateway(gateway);
        Stack.heal();
    }

    @Test
    @DisplayName("I9: a rolling restart of every service under load fails no request")
    void aRollingRestartFailsNoRequest() throws InterruptedException {
        try (Load load = new Load(REQUESTS)) {
            passes(load);
            for (String service : Stack.SERVICES) {
                Program.end(Stack.process(service));
                passes(load);
                programs.get(service).startInItsPlace();
                programs.get(service).awaitReady();
                passes(load);
            }
            for (ProcessHandle process : second.values()) {
                Program.end(process);
                passes(load);
            }
            load.end();
            System.out.printf(
                    "Rolling restart: %d requests, %d failed, the slowest took %d ms%n",
                    load.sent(), load.failures().size(), load.slowestMillis());
            assertThat(load.failures()).isEmpty();
            assertThat(load.answers()).hasSize(REQUESTS.size());
        }
    }

    /** Whatever state has been reached, some hundred requests meet it. */
    private static void passes(Load load) {
        int before = load.sent();
        await().atMost(PATIENCE).until(() -> load.sent() > before + 100);
    }

    private static void replaceGateway(Program program) {
        Program.end(Stack.process("gateway"));
        program.startInItsPlace();
        program.awaitReady();
    }
}
