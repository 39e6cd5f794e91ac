package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OWASP API1:2023. Who is refused is in {@link AuthorisationTest}; here, that the refusal tells nothing. */
@ExtendWith(Stack.class)
class Api01BrokenObjectLevelAuthorizationTest {
    @Test
    @DisplayName("To others, what a partner has looks just like what nobody has")
    void whatOthersHaveLooksLikeWhatNobodyHas() {
        World world = World.shared();
        AuthorisationTable table = new AuthorisationTable(world);
        List<Operation> ofPartners = ApiDocument.forAccounts().stream()
                .filter(operation -> table.refusesOthers(operation, "404"))
                .filter(operation -> operation.path().contains("{"))
                .toList();
        List<String> faults = Parallel.faults(ofPartners.stream()
                .map(operation -> (Callable<String>) () -> difference(world, operation))
                .toList());
        System.out.println("API1: " + ofPartners.size() + " operations");
        assertThat(ofPartners).hasSizeGreaterThan(50);
        assertThat(faults).isEmpty();
    }

    private static String difference(World world, Operation operation) {
        Request theirs = world.mine().requestOf(operation);
        Request nobodys = theirs;
        for (String id : world.mine().ids().values()) {
            nobodys = nobodys.withTarget(nobodys.target().replace(id, somethingLike(id)));
        }
        Answer ofTheirs = world.others().admin().send(theirs);
        Answer ofNobodys = world.others().admin().send(nobodys);
        return ofTheirs.status() == ofNobodys.status() && ofTheirs.code().equals(ofNobodys.code())
                ? null
                : operation + ": " + theirs + " → " + ofTheirs + "\n" + nobodys + " → " + ofNobodys;
    }

    private static String somethingLike(String id) {
        return id.length() == 36 ? UUID.randomUUID().toString() : id.matches("[0-9]{7}") ? "4800000" : "x-" + id;
    }
}
