package io.partnersupport.incident.api.azure;

import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Support plans under Azure's ids: ours, bare, as the end of a path, or either in base64. */
final class AzurePlans {
    private static final String PATH = AzureSurface.PROVIDER + "/supportPlans/";
    private static final Pattern OURS =
            Pattern.compile("(?:.*/)?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})");

    private AzurePlans() {}

    static String idOf(PlanUsed plan) {
        return PATH + plan.id().value();
    }

    /** The plan that is named; empty if it cannot be one of ours. */
    static Optional<UUID> find(String supportPlanId) {
        return ours(supportPlanId).or(() -> decoded(supportPlanId).flatMap(AzurePlans::ours));
    }

    private static Optional<UUID> ours(String text) {
        Matcher id = OURS.matcher(text);
        return id.matches() ? Optional.of(UUID.fromString(id.group(1))) : Optional.empty();
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
