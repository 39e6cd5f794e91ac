package io.partnersupport.incident.api.azure;

import io.partnersupport.incident.domain.ticket.TicketFilter.Bound;
import io.partnersupport.incident.domain.ticket.TicketFilter.Comparison;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An OData filter of Azure's lists: comparisons joined by {@code and}. */
record AzureFilter(List<Term> terms) {
    /** One comparison; the name is in lower case. */
    record Term(String name, Comparison comparison, String value) {}

    private static final Pattern TERM =
            Pattern.compile("\\s*(\\w+)\\s+(eq|gt|ge|lt|le)\\s+(?:'([^']*)'|([^\\s']+))\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern AND = Pattern.compile("\\s+and\\s+", Pattern.CASE_INSENSITIVE);
    private static final String CREATED = "createddate";

    /** @param equalOnly the names that are compared by {@code eq} only, besides the date of creation */
    static AzureFilter parse(String filter, Set<String> equalOnly) {
        List<Term> terms = new ArrayList<>();
        if (filter != null && !filter.isBlank()) {
            for (String part : AND.split(filter, -1)) {
                Matcher term = TERM.matcher(part);
                if (!term.matches()) {
                    throw malformed();
                }
                terms.add(new Term(
                        term.group(1).toLowerCase(Locale.ROOT),
                        Comparison.valueOf(term.group(2).toUpperCase(Locale.ROOT)),
                        term.group(3) == null ? term.group(4) : term.group(3)));
            }
        }
        if (!terms.stream()
                .allMatch(term -> term.name().equals(CREATED)
                        || equalOnly.contains(term.name()) && term.comparison() == Comparison.EQ)) {
            throw malformed();
        }
        return new AzureFilter(List.copyOf(terms));
    }

    Optional<String> value(String name) {
        return terms.stream()
                .filter(term -> term.name().equals(name))
                .map(Term::value)
                .findFirst();
    }

    List<Bound> created() {
        return terms.stream()
                .filter(term -> term.name().equals(CREATED))
                .map(term -> new Bound(term.comparison(), instant(term.value())))
                .toList();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw malformed();
        }
    }

    static ProblemException malformed() {
        return Problem.of(400, "malformed-request")
                .error("$filter", "unexpected-form")
                .exception();
    }
}
