package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.CONTOSO_AGENT;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Azure's own client, unmodified, makes every call of the Azure Support API against the stack's TLS address. */
@ExtendWith(Stack.class)
class AzureClientTest {
    private static final String SUBSCRIPTION = "49600010-0000-4000-a000-000000000001";
    private static final String CSP_PLAN = "c5900000-0000-4000-8000-000000000000";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SOURCES = Path.of("src/test/azure");
    private static final Path CLIENT = Path.of("target/azure-client");

    @BeforeAll
    static void nodeIsThere() throws Exception {
        Programs.assumeNode("the Azure client");
    }

    @Test
    @DisplayName("the unmodified @azure/arm-support client creates, reads, changes, lists, writes, uploads")
    void azuresClientDoesItsWork() throws Exception {
        Files.createDirectories(CLIENT);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "script.mjs")) {
            Files.copy(SOURCES.resolve(file), CLIENT.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Programs.run(CLIENT, Map.of(), "npm", "ci", "--no-progress");
        String tickets =
                "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.Support/supportTickets?api-version=2024-04-01";
        await().atMost(PATIENCE)
                .until(() -> CONTOSO_AGENT.get(tickets).extract().statusCode() == 200);
        Programs.run(
                CLIENT,
                Map.of(
                        "NODE_EXTRA_CA_CERTS", Stack.DATA.resolve("ca.pem").toString(),
                        "AZURE_ENDPOINT", Stack.tlsGateway(),
                        "AZURE_TOKEN", Stack.token(CONTOSO_AGENT.person()),
                        "AZURE_SUBSCRIPTION", SUBSCRIPTION,
                        "SUPPORT_PLAN", CSP_PLAN),
                "node",
                "script.mjs");
    }
}
