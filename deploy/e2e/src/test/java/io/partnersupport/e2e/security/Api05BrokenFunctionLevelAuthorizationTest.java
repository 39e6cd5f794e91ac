package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OWASP API5:2023. Each role alone is in {@link AuthorisationTest}. */
@ExtendWith(Stack.class)
class Api05BrokenFunctionLevelAuthorizationTest {
    @Test
    @DisplayName("All roles of a partner together, and tricks with the method, open nothing of the operators'")
    void nothingOfTheOperatorsIsOpenToPartners() {
        World world = World.shared();
        AuthorisationTable table = new AuthorisationTable(world);
        List<Callable<String>> cases = new ArrayList<>();
        for (Operation operation : ApiDocument.forAccounts()) {
            if (table.isForStaffOnly(operation)) {
                Request request = world.mine().requestOf(operation);
                cases.add(() -> faultOf(world.mine().admin(), request));
                cases.add(() -> faultOf(
                        world.mine().admin(),
                        request.with("X-Roles", "program-operator").with("X-Forwarded-User", "operator")));
                cases.add(() -> faultOf(world.others().admin(), request));
            }
        }
        System.out.println("API5: " + cases.size() + " requests");
        assertThat(cases).hasSizeGreaterThan(60);
        assertThat(Parallel.faults(cases)).isEmpty();
    }

    @Test
    @DisplayName("A header does not turn one method into another")
    void aHeaderDoesNotTurnOneMethodIntoAnother() {
        Company company = World.shared().mine();
        Request request = Request.get("/v1/webhooks/" + company.ids().get("webhooks"));
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            assertThat(company.admin().send(request.with(header, "DELETE")).status())
                    .isEqualTo(200);
            assertThat(company.admin()
                            .send(request.withQuery("_method", "DELETE"))
                            .status())
                    .isIn(200, 400);
        }
        assertThat(company.admin().send(request).status())
                .as("it is still there")
                .isEqualTo(200);
    }

    private static String faultOf(Account account, Request request) {
        Answer answer = account.send(request);
        return answer.status() == 403 || answer.status() == 404 ? null : request + " → " + answer;
    }
}
