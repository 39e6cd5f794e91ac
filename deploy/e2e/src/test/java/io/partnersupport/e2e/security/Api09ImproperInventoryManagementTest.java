package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * OWASP API9:2023. That the services' routes are the documented ones is tested where they are built; here, that the
 * running gateway serves them and nothing beside them.
 */
@ExtendWith(Stack.class)
class Api09ImproperInventoryManagementTest {
    @Test
    @DisplayName("What the document has is served, and neither another version nor anything beside it")
    void whatIsServedIsWhatIsDocumented() {
        World world = World.shared();
        Set<String> paths = new TreeSet<>();
        List<Callable<String>> cases = new ArrayList<>();
        for (Operation operation : ApiDocument.forAccounts()) {
            String path = world.mine().pathOf(operation);
            paths.add(path);
            cases.add(() -> {
                int status = world.mine()
                        .admin()
                        .send(Request.get(path).withMethod("OPTIONS"))
                        .status();
                return status == 404 ? operation + " is not served" : null;
            });
        }
        for (String path : paths) {
            for (String other : List.of(
                    path.replaceFirst("^/v1/", "/v0/"),
                    path.replaceFirst("^/v1/", "/v2/"),
                    path.replaceFirst("^/v1/", "/"),
                    path.replaceFirst("^/v1/", "/internal/"),
                    path + "/undocumented",
                    path + ".bak")) {
                if (!other.equals(path) && !paths.contains(other)) {
                    cases.add(() -> {
                        Answer answer =
                                Account.OPERATOR.send(Request.get(other).withQuery("api-version", "2024-04-01"));
                        return answer.status() == 404 || answer.status() == 405 || answer.status() == 400
                                ? null
                                : other + " → " + answer;
                    });
                }
            }
        }
        System.out.println("API9: " + cases.size() + " requests");
        assertThat(Parallel.faults(cases)).isEmpty();
    }
}
