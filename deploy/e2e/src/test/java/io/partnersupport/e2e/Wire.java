package io.partnersupport.e2e;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/** The API's JSON as a client sees it: our own records, nothing shared with the services. */
public final class Wire {
    private Wire() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record TechnicalBenefits(List<TechnicalBenefit> items, String message) {
        TechnicalBenefit of(String name) {
            return items.stream()
                    .filter(item -> item.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No benefit " + name + " in " + items));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record TechnicalBenefit(
            String benefitId,
            String name,
            String status,
            boolean canActivate,
            Integer quantity,
            Integer remaining,
            Contract contract) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Contract(String id, String accessId, String contractId) {}

    record LinkRequest(String accessId, String contractId, String portal) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Linked(String outcome, Link link, List<Plan> plans) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Link(String id, String contract) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Plan(String name, Integer remaining, boolean unlimited) {}

    /** A request for support of the latest SQL Server, from somebody who can be reached. */
    public static Map<String, Object> sqlServerIncident(String title) {
        return Map.of(
                "kind",
                "BREAK_FIX",
                "productId",
                "sql-server",
                "version",
                "2025",
                "severity",
                "C",
                "title",
                title,
                "description",
                "The availability group does not fail over.",
                "contact",
                Map.of(
                        "name",
                        "Olga Outside",
                        "email",
                        "olga@outside.example",
                        "phone",
                        "+48 22 555 01 00",
                        "language",
                        "en",
                        "country",
                        "PL",
                        "timeZone",
                        "Europe/Warsaw",
                        "reachableAroundTheClock",
                        false),
                "channel",
                "WEB");
    }
}
