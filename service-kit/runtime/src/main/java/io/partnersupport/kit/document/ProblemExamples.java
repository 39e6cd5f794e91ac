package io.partnersupport.kit.document;

import io.partnersupport.kit.http.ProblemTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Problem documents as examples, made from the texts that the service answers with. */
final class ProblemExamples {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Pattern OPEN_ARGUMENT = Pattern.compile("\\{[0-9]");

    private final Documentation documentation;
    private final TreeSet<String> faults = new TreeSet<>();

    ProblemExamples(Documentation documentation) {
        this.documentation = documentation;
    }

    Map<String, Object> of(int status, String code) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problems/" + code);
        problem.put("code", code);
        problem.put("title", text(code, "title"));
        problem.put("status", status);
        problem.put("detail", text(code, "detail"));
        problem.put("nextStep", text(code, "nextStep"));
        problem.putAll(documentation.problemMembers().getOrDefault(code, Map.of()));
        problem.put("traceId", TRACE_ID);
        return problem;
    }

    String text(String code, String kind) {
        Object[] arguments =
                documentation.problemArguments().getOrDefault(code, List.of()).toArray();
        String text = ProblemTexts.find(
                Thread.currentThread().getContextClassLoader(), code, kind, Locale.ENGLISH, arguments);
        if (text == null) {
            faults.add("problem " + code + " has no text " + kind);
            return "";
        }
        if (OPEN_ARGUMENT.matcher(text).find()) {
            faults.add("problem " + code + " mentions values in its " + kind + " that problemArguments does not give");
        }
        return text;
    }

    List<String> faults() {
        return new ArrayList<>(faults);
    }
}
