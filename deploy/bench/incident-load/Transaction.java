import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a script for pgbench of the very statements that the service sent, as PostgreSQL's log has them:
 * {@code java Transaction.java LOG MARK OWN-DIGITS OUTPUT}. The transaction is the last one of which a statement holds
 * MARK; without a transaction, the last statement that does. Their parameters stay as they were, but for
 * <ul>
 *   <li>the twelve digits in which all that belongs to one contract ends: {@code :i}, a random one of CONTRACTS;
 *   <li>other UUIDs and the request's key, which are new with each request: ending with {@code :n}.
 * </ul>
 * BEGIN goes with the first statement, as the driver sends it.
 */
class Transaction {
    private static final Pattern LINE = Pattern.compile("^[\\d-]+ [\\d:.]+ UTC \\[(\\d+)] \\S* *(LOG|DETAIL):  (.*)$", Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile("^(?:execute [^:]*|statement): (.*)$", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']++|'')*+')", Pattern.DOTALL);
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|bench-key-\\d+");

    private record Statement(String session, String sql, Map<Integer, String> parameters) {
        boolean is(String command) {
            return sql.equalsIgnoreCase(command);
        }

        boolean holds(String mark) {
            return sql.contains(mark);
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<Statement> statements = transaction(statements(Path.of(arguments[0])), arguments[1]);
        Map<String, String> fresh = new LinkedHashMap<>();
        StringBuilder script = new StringBuilder("""
                \\set i random(:first, :first + :contracts - 1)
                \\set count :count + 1
                \\set n 200000000000 + :run * 1000000000 + :client_id * 10000000 + :count
                """);
        boolean inTransaction = statements.size() > 1;
        script.append(inTransaction ? "\\startpipeline\nBEGIN;\n" : "");
        for (int i = 0; i < statements.size(); i++) {
            script.append(written(statements.get(i), arguments[2], fresh)).append(";\n");
            script.append(inTransaction && i == 0 ? "\\endpipeline\n" : "");
        }
        script.append(inTransaction ? "COMMIT;\n" : "");
        Files.writeString(Path.of(arguments[3]), script.toString());
        System.out.println(statements.size());
    }

    private static List<Statement> statements(Path log) throws IOException {
        List<Statement> statements = new ArrayList<>();
        for (String entry : Files.readString(log).split("\n(?!\t)")) {
            Matcher line = LINE.matcher(entry.replace("\n\t", "\n"));
            if (!line.matches()) {
                continue;
            }
            Matcher statement = STATEMENT.matcher(line.group(3));
            if (line.group(2).equals("LOG") && statement.matches()) {
                statements.add(new Statement(line.group(1), statement.group(1).strip(), new LinkedHashMap<>()));
            } else if (line.group(2).equals("DETAIL")) {
                Statement last = statements.get(statements.size() - 1);
                PARAMETER.matcher(line.group(3)).results().forEach(parameter ->
                        last.parameters().put(Integer.valueOf(parameter.group(1)), parameter.group(2)));
            }
        }
        return statements;
    }

    private static List<Statement> transaction(List<Statement> all, String mark) {
        Statement marked = null;
        for (Statement statement : all) {
            marked = statement.holds(mark) ? statement : marked;
        }
        if (marked == null) {
            throw new IllegalStateException("Nothing in the log holds " + mark);
        }
        List<Statement> transaction = null;
        for (Statement statement : all) {
            if (!statement.session().equals(marked.session())) {
                continue;
            }
            if (statement.is("BEGIN")) {
                transaction = new ArrayList<>();
            } else if (statement.is("COMMIT")) {
                if (transaction != null && transaction.contains(marked)) {
                    return transaction;
                }
                transaction = null;
            } else if (transaction != null) {
                transaction.add(statement);
            }
        }
        return List.of(marked);
    }

    private static String written(Statement statement, String own, Map<String, String> fresh) throws Exception {
        List<String> types = typesOf(statement);
        Matcher place = Pattern.compile("\\$(\\d+)").matcher(statement.sql());
        return place.replaceAll(found -> {
            int number = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(
                    "CAST(" + varied(statement.parameters().get(number), own, fresh) + " AS " + types.get(number - 1) + ")");
        }).replaceAll("\\s*\n\\s*", " ");
    }

    private static String varied(String literal, String own, Map<String, String> fresh) {
        if (literal.equals("NULL")) {
            return literal;
        }
        // a colon would begin a variable of pgbench
        String escaped = "E" + literal.replace("\\", "\\\\").replace(":", "\\x3a");
        String ofContract = escaped.replace(own, "' || :i || E'");
        return UUID.matcher(ofContract).replaceAll(found -> {
            String prefix = fresh.computeIfAbsent(
                    found.group(),
                    id -> id.startsWith("bench") ? "bench-key-limit-" : "%08x-0000-7000-8000-".formatted(0xf0000000L + fresh.size()));
            return prefix + "' || :n || E'";
        });
    }

    /** As which PostgreSQL would take the parameters, so that what is put together here is taken as the same. */
    private static List<String> typesOf(Statement statement) throws Exception {
        Process psql = new ProcessBuilder("psql", "-XqAtv", "ON_ERROR_STOP=1").redirectErrorStream(true).start();
        try (var input = psql.outputWriter(StandardCharsets.UTF_8)) {
            input.write("PREPARE it AS " + statement.sql() + ";\nSELECT unnest(parameter_types) FROM pg_prepared_statements;\n");
        }
        List<String> types = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        if (psql.waitFor() != 0) {
            throw new IllegalStateException(String.join("\n", types));
        }
        return types;
    }
}
