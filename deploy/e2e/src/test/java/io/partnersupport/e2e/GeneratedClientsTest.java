package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.LITWARE_ADMIN;
import static io.partnersupport.e2e.Client.WIDEWORLD_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs that know nothing but clients generated from the merged API document do the main job. */
@ExtendWith(Stack.class)
class GeneratedClientsTest {
    private static final Path CLIENTS = Path.of("../clients/target");
    private static final String BENEFIT = "Microsoft Product Support";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName("A-2, A-3, L-1, L-2, I-1, I-2, I-3: the Java client activates, links, opens once, changes, and pages")
    void theJavaClientDoesTheMainJob() throws Exception {
        doesTheMainJob(
                LITWARE_ADMIN,
                WIDEWORLD_ADMIN,
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                "classes:lib/*",
                "io.partnersupport.example.MainJob");
    }

    @Test
    @DisplayName("A-2, A-3, L-1, L-2, I-1, I-2, I-3: and so does the TypeScript client")
    void theTypeScriptClientDoesTheMainJob() throws Exception {
        Programs.assumeNode("the TypeScript client");
        doesTheMainJob(WIDEWORLD_ADMIN, LITWARE_ADMIN, "node", "typescript/main-job.js");
    }

    private static void doesTheMainJob(Client admin, Client person, String... program) throws Exception {
        admin.post(
                        "/v1/partners/me/memberships",
                        Map.of("offer", "silver-competency", "competencyArea", "application-development"))
                .statusCode(201);

        Programs.run(
                CLIENTS,
                Map.of(
                        "GATEWAY", Stack.gateway(),
                        "ADMIN_TOKEN", Stack.token(admin.person()),
                        "PERSON_TOKEN", Stack.token(person.person())),
                program);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(MainJobTest.benefit(admin, BENEFIT).remaining())
                                .isEqualTo(14));
    }
}
