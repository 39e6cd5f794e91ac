package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OWASP API4:2023. Sizes of bodies, headers, addresses and depths are in {@link BadInputsTest}. */
@ExtendWith(Stack.class)
class Api04UnrestrictedResourceConsumptionTest {
    @Test
    @DisplayName("A list gives no more than was asked for, and tells what is left of the share")
    void aListGivesNoMoreThanWasAskedFor() {
        World world = World.shared();
        AuthorisationTable table = new AuthorisationTable(world);
        List<Operation> lists = ApiDocument.forAccounts().stream()
                .filter(operation -> operation
                        .in("query")
                        .anyMatch(parameter -> parameter.name().equals("limit")))
                .toList();
        List<String> faults = Parallel.faults(lists.stream()
                .map(list -> (Callable<String>) () -> {
                    Answer answer = table.somebodyAllowedFor(list)
                            .send(world.mine().requestOf(list).withQuery("limit", "1"));
                    return answer.status() == 200
                                    && answer.json().path("items").size() <= 1
                                    && answer.header("RateLimit") != null
                            ? null
                            : list + ": " + answer;
                })
                .toList());
        assertThat(lists).hasSizeGreaterThan(20);
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("A body that would grow when it is unpacked is not unpacked")
    void nothingIsUnpacked() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write("{\"productId\":\"".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            gzip.write(new byte[20_000_000]);
        }
        Request check = new Request(
                "POST", "/v1/incident-checks", List.of("Content-Type: application/json"), bomb.toByteArray());
        for (String coding : List.of("gzip", "x-gzip", "deflate", "br")) {
            assertThat(Account.STRANGER
                            .send(check.with("Content-Encoding", coding))
                            .status())
                    .as(coding)
                    .isBetween(400, 415);
        }
    }
}
