package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.e2e.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OWASP API3:2023. */
@ExtendWith(Stack.class)
class Api03BrokenObjectPropertyLevelAuthorizationTest {
    @Test
    @DisplayName("What only answers have cannot be set by sending it along")
    void whatOnlyAnswersHaveCannotBeSet() {
        World world = World.shared();
        AuthorisationTable table = new AuthorisationTable(world);
        Set<String> answered = new TreeSet<>(List.of("isAdmin", "roles", "partnerId", "owner"));
        ApiDocument.served().root().at("/components/schemas").properties().stream()
                .filter(schema -> schema.getKey().endsWith("Response"))
                .forEach(schema ->
                        schema.getValue().path("properties").fieldNames().forEachRemaining(answered::add));
        List<Callable<String>> cases = new ArrayList<>();
        for (Operation operation : ApiDocument.forAccounts()) {
            // a document of an edition is read as a whole, with every fault at its path
            if (operation.takesJson() && !operation.isAzure() && !operation.id().equals("importEdition")) {
                cases.add(() -> whatWasTaken(operation, answered, table.somebodyAllowedFor(operation), world.mine()));
            }
        }
        System.out.println("API3: " + cases.size() + " operations, " + answered.size() + " properties");
        assertThat(Parallel.faults(cases)).isEmpty();
    }

    /** All at once: the refusal names each of them. */
    private static String whatWasTaken(Operation operation, Set<String> answered, Account account, Company company) {
        ObjectNode body = (ObjectNode) company.bodyOf(operation);
        List<String> added = answered.stream()
                .filter(name -> !operation
                        .bodies()
                        .get(operation.mediaType())
                        .schema()
                        .path("properties")
                        .has(name))
                .toList();
        for (String name : added) {
            ObjectNode more = body.deepCopy();
            more.put(name, "x");
            Answer answer = account.send(company.currentRequestOf(operation).withBody(more.toString()));
            if (answer.status() != 400
                    || !answer.json().at("/errors").findValuesAsText("field").contains(name)) {
                return operation + " takes " + name + ": " + answer;
            }
        }
        return null;
    }

    @Test
    @DisplayName("Secrets are shown to whom they were given, once, and to nobody else")
    void secretsAreNotShownAgain() {
        Company company = World.shared().mine();
        assertThat(company.admin()
                        .send(Request.get("/v1/webhooks/" + company.ids().get("webhooks")))
                        .body())
                .contains("url")
                .doesNotContain("whsec_", "secret\"");
        assertThat(Account.OPERATOR
                        .send(Request.get("/v1/contracts/" + company.ids().get("contracts")))
                        .body())
                .contains("startsAt")
                .doesNotContain(
                        company.fields().get("accessId"), company.fields().get("contractId"));
        assertThat(company.admin().send(Request.get("/v1/contract-links")).body())
                .contains(company.ids().get("contracts"))
                .doesNotContain(
                        company.fields().get("accessId"), company.fields().get("contractId"));
    }
}
