package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tokens × services table of RELIABILITY.md. */
@ExtendWith(Stack.class)
class TokensTest {
    /** An operation of each service and of Azure's surface, by the server that is asked. */
    static Map<String, List<String>> targets() {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        Map<String, String> services = Map.of(
                "entitlement-service", "/v1/products",
                "activation-service", "/v1/contracts",
                "contract-linking-service", "/v1/contract-links",
                "incident-service", "/v1/incidents");
        String azure = "/providers/Microsoft.Support/services?api-version=2024-04-01";
        targets.put(
                Stack.gateway(),
                Stream.concat(services.values().stream(), Stream.of(azure)).toList());
        services.forEach((service, path) -> targets.put(Stack.direct(service), List.of(path)));
        targets.put(Stack.direct("incident-service"), List.of(services.get("incident-service"), azure));
        return targets;
    }

    @Test
    @DisplayName("Every token that is no good one is refused, by the gateway and by each service itself")
    void everyTokenThatIsNoGoodOneIsRefusedEverywhere() {
        List<String> faults = new ArrayList<>();
        int asked = 0;
        String good = Tokens.published()
                .of(claims -> claims.putAll(Map.of("partner_id", "4960001", "associations", List.of("MPN"))));
        var cases = TokenCases.all();
        for (var target : targets().entrySet()) {
            for (String path : target.getValue()) {
                Request request = Request.get(path);
                Answer taken = TokenCases.bearer(request, good).sendTo(target.getKey());
                assertThat(taken.status())
                        .as("a good token at %s: %s", target.getKey() + path, taken)
                        .isEqualTo(200);
                for (var wrong : cases.entrySet()) {
                    asked++;
                    Answer answer = wrong.getValue().apply(request).sendTo(target.getKey());
                    String fault = faultOf(answer, path.contains("Microsoft"));
                    if (!fault.isEmpty()) {
                        faults.add(wrong.getKey() + " at " + target.getKey() + path + ": " + fault + ": " + answer);
                    }
                }
            }
        }
        System.out.println("tokens: " + cases.size() + " cases, " + asked + " requests");
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("Without a token every operation but the public ones is refused")
    void everyOperationWantsAToken() {
        World world = World.shared();
        List<String> faults = new ArrayList<>();
        for (Operation operation : ApiDocument.served().operations()) {
            Answer answer = world.mine().requestOf(operation).sendTo(Stack.gateway());
            String fault = operation.needsToken()
                    ? faultOf(answer, operation.isAzure())
                    : answer.status() == 401 && !operation.session() || answer.status() >= 500 ? "is not public" : "";
            if (!fault.isEmpty()) {
                faults.add(operation + ": " + fault + ": " + answer);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static String faultOf(Answer answer, boolean azure) {
        if (answer.status() != 401) {
            return "not 401";
        }
        String challenge = answer.header("WWW-Authenticate");
        if (challenge == null || !challenge.startsWith("Bearer")) {
            return "WWW-Authenticate is " + challenge;
        }
        return answer.faultsAsRefusal(azure);
    }
}
