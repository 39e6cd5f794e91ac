package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.partnersupport.e2e.Stack;
import io.partnersupport.e2e.security.BadInputs.Case;
import io.partnersupport.e2e.security.BadInputs.Group;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bad-input groups of RELIABILITY.md, made from the document for each of its operations. */
@ExtendWith(Stack.class)
class BadInputsTest {
    /** Of the cases that an operation has in a group, as many are drawn; every pair has its cases in each run. */
    private static final int DRAWN = Integer.getInteger("security.cases", 12);

    private static World world;
    private static AuthorisationTable table;

    @BeforeAll
    static void makeTheWorld() {
        world = World.shared();
        table = new AuthorisationTable(world);
    }

    @Test
    @DisplayName(
            "Every bad input is refused with a problem that names what is wrong; nothing is written, nothing hangs")
    void everyBadInputIsRefused() {
        long seed = Long.getLong("security.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Callable<String>> requests = new ArrayList<>();
        int all = 0;
        for (Operation operation : ApiDocument.forAccounts()) {
            Map<Group, List<Case>> cases = BadInputs.of(operation, world.mine()).stream()
                    .collect(Collectors.groupingBy(Case::group, () -> new EnumMap<>(Group.class), Collectors.toList()));
            assertThat(cases.keySet()).as(operation.id()).containsAll(BadInputs.groupsOf(operation));
            for (List<Case> ofGroup : cases.values()) {
                all += ofGroup.size();
                Collections.shuffle(ofGroup, random);
                ofGroup.stream().limit(DRAWN).forEach(one -> requests.add(() -> faultOf(one)));
            }
        }
        Map<String, String> before = Databases.state();
        List<String> faults = Parallel.faults(requests);
        System.out.println("bad inputs: " + ApiDocument.forAccounts().size() + " operations, " + all + " cases, "
                + requests.size() + " drawn with -Dsecurity.seed=" + seed);
        assertThat(faults).isEmpty();
        assertThat(Databases.state()).as("nothing is written").isEqualTo(before);
    }

    @Test
    @DisplayName("A text that is not refused is stored, and comes back as it was")
    void aTextThatIsNotRefusedComesBack() {
        String text = "x'); DROP TABLE incident; -- <script>alert(1)</script> ${7*7} {{7*7}} %s";
        List<Callable<String>> requests = new ArrayList<>();
        for (Operation operation : ApiDocument.forAccounts()) {
            if (operation.takesJson() && !AuthorisationTest.LAST.contains(operation.id())) {
                BadInputs.withText(operation, world.others(), text)
                        .forEach((path, request) -> requests.add(() -> {
                            Answer answer = (table.isForStaffOnly(operation)
                                            ? Account.OPERATOR
                                            : world.others().admin())
                                    .send(request);
                            JsonNode returned =
                                    answer.status() < 300 && !answer.body().isEmpty()
                                            ? answer.json().at("/" + String.join("/", path))
                                            : MissingNode.getInstance();
                            return answer.status() < 500
                                            && (returned.isMissingNode()
                                                    || returned.asText().equals(text))
                                    ? null
                                    : request + " with " + path + " → " + answer;
                        }));
            }
        }
        System.out.println("texts: " + requests.size() + " fields");
        assertThat(requests).hasSizeGreaterThan(20);
        assertThat(Parallel.faults(requests)).isEmpty();
    }

    @Test
    @DisplayName("I3: a key repeats its answer, refuses another body, and means nothing for another account")
    void aKeyBelongsToOneRequestOfOneAccount() {
        List<String> faults = new ArrayList<>();
        int repeated = 0;
        for (String id : List.of("openIncident", "openAdvisoryRequest", "registerWebhook", "writeCommunication")) {
            Operation operation = ApiDocument.operation(id);
            Company company = world.others();
            Request request = company.requestOf(operation);
            Answer first = company.admin().send(request);
            Answer second = company.admin().send(request);
            Answer changed = company.admin()
                    .send(BadInputs.withText(operation, company, "another text")
                            .values()
                            .iterator()
                            .next()
                            .with("Idempotency-Key", keyOf(request)));
            Answer others = world.mine()
                    .admin()
                    .send(world.mine().requestOf(operation).with("Idempotency-Key", keyOf(request)));
            if (first.status() >= 300) {
                faults.add(operation + " does not succeed: " + first);
                continue;
            }
            repeated++;
            if (second.status() != first.status() || !second.body().equals(first.body())) {
                faults.add(operation + " is not repeated: " + first + "\n" + second);
            }
            if (changed.status() != 422 || !changed.code().equals("idempotency-key-reused")) {
                faults.add(operation + " takes another body: " + changed);
            }
            if (others.body().equals(first.body())
                    || !company.toldIn(others, request).isEmpty()) {
                faults.add(operation + " answers another account: " + others);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(repeated).isPositive();
    }

    private static String keyOf(Request request) {
        return request.headers().stream()
                .filter(line -> line.startsWith("Idempotency-Key: "))
                .findFirst()
                .orElseThrow()
                .substring("Idempotency-Key: ".length());
    }

    private static String faultOf(Case bad) {
        Answer answer = table.somebodyAllowedFor(bad.operation()).send(bad.request());
        // what cannot be framed is refused before there is a request
        boolean unreadable = bad.group() == Group.FRAMING && answer.body().isEmpty();
        boolean azure = bad.operation().isAzure()
                && bad.request().target().startsWith(bad.operation().path().substring(0, 10));
        String fault = !bad.statuses().contains(answer.status())
                ? "not " + bad.statuses()
                : unreadable ? "" : answer.faultsAsRefusal(azure);
        if (fault.isEmpty() && bad.field() != null && !bad.operation().isAzure() && !names(answer, bad.field())) {
            fault = "does not name " + bad.field();
        }
        return fault.isEmpty() ? null : bad + ": " + fault + ": " + bad.request() + " → " + answer;
    }

    /** By the field's name, also as words of a code. */
    private static boolean names(Answer answer, String field) {
        return letters(answer.body()).contains(letters(field));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9$]", "");
    }
}
