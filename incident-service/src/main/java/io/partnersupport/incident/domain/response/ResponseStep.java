package io.partnersupport.incident.domain.response;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of the way to the due instant.
 *
 * @param values what the step's text mentions, in its order; times are on the clock of the named time zone
 */
public record ResponseStep(Code code, Map<String, String> values) {
    /** What a step says. The names are API: add, never rename or reuse. */
    public enum Code {
        BREAK_FIX_HOURS("severity hours"),
        BUSINESS_DAYS("days hours"),
        AROUND_THE_CLOCK("language"),
        LANGUAGE_NOT_OFFERED("language answeredIn"),
        BUSINESS_HOURS("region opensAt closesAt timeZone workdays language"),
        OPENED("at timeZone"),
        CLOCK_STARTS("at timeZone"),
        PUBLIC_HOLIDAY("date"),
        COUNTED("date from until minutes"),
        CLOCKS_CHANGE("at timeZone"),
        DUE("at timeZone"),
        SEVERITY_CHANGED("from to at");

        private final String names;

        Code(String names) {
            this.names = names;
        }

        private List<String> names() {
            return List.of(names.split(" "));
        }
    }

    public ResponseStep {
        Map<String, String> inOrder = new LinkedHashMap<>(); // which storage does not keep
        for (String name : code.names()) {
            inOrder.put(name, values.get(name));
        }
        if (!inOrder.equals(values)) {
            throw new IllegalArgumentException(code + " says " + code.names);
        }
        values = Collections.unmodifiableMap(inOrder);
    }

    static ResponseStep of(Code code, Object... values) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(code.names().get(i), values[i].toString());
        }
        return new ResponseStep(code, named);
    }
}
