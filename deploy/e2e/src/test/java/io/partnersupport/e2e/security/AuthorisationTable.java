package io.partnersupport.e2e.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code authorisation.md}: who may do what, as a person wrote it down. */
final class AuthorisationTable {
    static final Path FILE = Path.of("src/test/resources/security/authorisation.md");

    private static final List<String> COLUMNS =
            List.of("operation", "may", "others", "only CSP", "other partner", "no partner", "operator", "engineer");
    private static final String OWN = "own";
    private static final Pattern EXCEPTION = Pattern.compile("(\\d+), to (.*) (\\d+)");
    private static final List<String> BOTH = List.of("MPN", "CSP");

    /** The accounts of one cell of the table, by what they are called in reports, and what they get. */
    record Cell(Map<String, Account> accounts, String expected) {
        boolean isAllowed() {
            return expected.equals("yes");
        }
    }

    private final World world;
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    private final Map<String, Account> own = new LinkedHashMap<>();
    private final Map<String, Account> foreign = new LinkedHashMap<>();
    private final Account onlyCsp;

    AuthorisationTable(World world) {
        this.world = world;
        try {
            Files.readAllLines(FILE, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("| "))
                    .skip(1)
                    .forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String role : Tokens.rolesOfPartners()) {
            own.put(role, world.mine().account(BOTH, List.of(role)));
            foreign.put(role, world.others().account(BOTH, List.of(role)));
        }
        own.put("owner", world.mine().admin());
        own.put("no role", world.mine().account(BOTH, List.of()));
        foreign.put("no role", world.others().account(BOTH, List.of()));
        onlyCsp = world.mine().account(List.of("CSP"), Tokens.rolesOfPartners());
    }

    private void read(String line) {
        String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            row.put(COLUMNS.get(i), cells[i].strip());
        }
        rows.put(row.get("operation"), row);
    }

    Set<String> operations() {
        return rows.keySet();
    }

    List<Cell> cellsOf(Operation operation) {
        Map<String, String> row = rows.get(operation.id());
        Set<String> may = new HashSet<>(Arrays.asList(row.get("may").split(", *")));
        Map<String, Account> allowed = new LinkedHashMap<>(own);
        Map<String, Account> refused = new LinkedHashMap<>(own);
        Set<String> roles = new LinkedHashSet<>(own.keySet());
        roles.forEach(role -> (may.contains("all") || may.contains(role) ? refused : allowed).remove(role));
        List<Cell> cells = new ArrayList<>(List.of(
                new Cell(allowed, "yes"),
                new Cell(Map.of("only CSP", onlyCsp), row.get("only CSP")),
                new Cell(Map.of("no partner", Account.STRANGER), row.get("no partner")),
                new Cell(Map.of("operator", Account.OPERATOR), row.get("operator")),
                new Cell(Map.of("engineer", Account.ENGINEER), row.get("engineer"))));
        refused.forEach(
                (role, account) -> cells.add(new Cell(Map.of(role, account), statusOf(row.get("others"), role))));
        String other = row.get("other partner");
        foreign.forEach((role, account) -> {
            boolean could = allowed.containsKey(role);
            String expected = !other.endsWith(OWN)
                    ? other
                    : !could ? statusOf(row.get("others"), role) : other.equals(OWN) ? "yes" : other.split(" ")[0];
            cells.add(new Cell(Map.of("other " + role, account), expected));
        });
        return cells;
    }

    /** The status in {@code 404} or {@code 404, to ROLE, ROLE 403}. */
    private static String statusOf(String refusal, String role) {
        Matcher exception = EXCEPTION.matcher(refusal);
        return exception.matches() && List.of(exception.group(2).split(", *")).contains(role)
                ? exception.group(3)
                : refusal.replaceFirst(",.*", "");
    }

    boolean refusesOthers(Operation operation, String status) {
        return rows.get(operation.id()).get("other partner").equals(status);
    }

    /** Whether no partner's account may, whatever its roles. */
    boolean isForStaffOnly(Operation operation) {
        return rows.get(operation.id()).get("may").isEmpty();
    }

    /** Somebody who may: the incident's owner where it is the partner's people, else operators or engineers. */
    Account somebodyAllowedFor(Operation operation) {
        Map<String, String> row = rows.get(operation.id());
        return !row.get("may").isEmpty()
                ? world.mine().admin()
                : row.get("operator").equals("yes") ? Account.OPERATOR : Account.ENGINEER;
    }
}
