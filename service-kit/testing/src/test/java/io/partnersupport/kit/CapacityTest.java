package io.partnersupport.kit;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More than a service can do at a time is refused at once, and the next is done as soon as there is room. */
@QuarkusTest
@WithBacking
class CapacityTest {
    private static final int REQUESTS = 40; // partnersupport.capacity.requests
    private static final int LARGE_BODIES = 24; // of a megabyte, partnersupport.capacity.bodies

    private final Person person = Person.of("4960001", Role.GLOBAL_ADMIN);
    private final List<Socket> underWay = new ArrayList<>();

    @AfterEach
    void nothingIsUnderWay() throws IOException {
        for (Socket socket : underWay) {
            socket.close();
        }
        await().untilAsserted(() -> assertThat(look().statusCode()).isEqualTo(200));
    }

    @Test
    @DisplayName("I9: more requests than can be under way are asked to come again")
    void moreRequestsThanCanBeUnderWay() throws IOException {
        begin(REQUESTS, 10);
        await().untilAsserted(() -> assertUnavailable(look()));
        assertThat(underWay.stream().filter(CapacityTest::isAnswered)).isEmpty();
    }

    @Test
    @DisplayName("I9: large bodies beyond what memory has room for are asked to come again, others pass")
    void moreThanThereIsRoomFor() throws IOException {
        begin(LARGE_BODIES, 1_030_000);
        await().untilAsserted(() -> assertUnavailable(post("x".repeat(900_000))));
        assertThat(look().statusCode()).isEqualTo(200);
        assertThat(post("x").statusCode()).isEqualTo(201);
    }

    private static void assertUnavailable(Response answer) {
        answer.then().statusCode(503).contentType("application/problem+json").header("Retry-After", "1");
        assertThat(answer.<String>path("code")).isEqualTo("service-unavailable");
    }

    private Response look() {
        return person.request().get("/v1/things/caller");
    }

    private Response post(String filling) {
        return person.requestWithKey()
                .body("{\"name\":\"a\",\"size\":1" + filling.replace("x", " ") + "}")
                .post("/v1/things/" + UUID.randomUUID());
    }

    /** Requests that are not yet complete. */
    private void begin(int number, int length) throws IOException {
        URI service = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        String head = """
                POST /v1/things/%s HTTP/1.1
                Host: x
                Authorization: Bearer %s
                Idempotency-Key: %s
                Content-Type: application/json
                Content-Length: %d

                """.formatted(UUID.randomUUID(), person.token(), UUID.randomUUID(), length)
                .replace("\n", "\r\n");
        for (int i = 0; i < number; i++) {
            Socket socket = new Socket(service.getHost(), service.getPort());
            underWay.add(socket);
            socket.getOutputStream().write((head + "{").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            return true;
        }
    }
}
