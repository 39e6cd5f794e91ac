package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OWASP API6:2023: guessing pairs, and spending units in bulk. */
@ExtendWith(Stack.class)
class Api06UnrestrictedAccessToSensitiveBusinessFlowsTest {
    @Test
    @DisplayName("L-3: who guesses pairs waits, also with a right one, and keeps nobody else waiting")
    void whoGuessesPairsWaits() {
        Company company = World.shared().others();
        Account guesser = Account.stranger();
        String accessId = company.fields().get("accessId");
        for (int i = 0; i < 5; i++) {
            guesser.asks("POST", "/v1/contract-links", pair(accessId, "0000-0000-000" + i), 422);
        }
        assertThat(guesser.send(linking(accessId, "0000-0000-0005")).status()).isEqualTo(429);
        Answer right = guesser.send(linking(accessId, company.fields().get("contractId")));
        assertThat(right.status()).as(right.toString()).isEqualTo(429);
        assertThat(Integer.parseInt(right.header("Retry-After"))).isPositive();

        Account other = Account.stranger();
        assertThat(company.link(other).get("outcome").asText()).isEqualTo("linked");
    }

    @Test
    @DisplayName("I3: one Idempotency-Key, sent 32 times at once, spends one unit")
    void oneKeySpendsOneUnit() {
        Company company = World.shared().others();
        Request incident = company.requestOf(ApiDocument.operation("openIncident"));
        int before = incidentsOf(company);
        var answers = Collections.synchronizedSet(new HashSet<String>());
        List<Callable<String>> requests = Collections.nCopies(32, () -> {
            Answer answer = company.admin().send(incident);
            if (answer.status() == 201) {
                answers.add(answer.body());
            }
            return answer.status() == 201 || answer.status() == 409 || answer.status() == 503
                    ? null
                    : answer.toString();
        });
        assertThat(Parallel.faults(requests)).isEmpty();
        assertThat(answers).hasSize(1);
        assertThat(incidentsOf(company)).isEqualTo(before + 1);
    }

    private static int incidentsOf(Company company) {
        return company.admin()
                .send(Request.get("/v1/incidents?limit=200"))
                .json()
                .get("items")
                .size();
    }

    private static Request linking(String accessId, String contractId) {
        return new Request("POST", "/v1/contract-links", List.of("Content-Type: application/json"), new byte[0])
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .withBody(Answer.JSON.valueToTree(pair(accessId, contractId)).toString());
    }

    private static Map<String, String> pair(String accessId, String contractId) {
        return Map.of("accessId", accessId, "contractId", contractId, "portal", "CLOUD");
    }
}
