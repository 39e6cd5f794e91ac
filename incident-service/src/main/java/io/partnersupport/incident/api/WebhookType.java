package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.partnersupport.incident.domain.alert.AlertKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The types of messages that an endpoint may want, as the messages name them. */
@Schema(
        enumeration = {
            "benefit.mostly_used",
            "benefit.one_left",
            "benefit.exhausted",
            "benefit.ending",
            "response.due_soon",
            "response.missed"
        })
enum WebhookType {
    @JsonProperty("benefit.mostly_used")
    BENEFIT_MOSTLY_USED,
    @JsonProperty("benefit.one_left")
    BENEFIT_ONE_LEFT,
    @JsonProperty("benefit.exhausted")
    BENEFIT_EXHAUSTED,
    @JsonProperty("benefit.ending")
    BENEFIT_ENDING,
    @JsonProperty("response.due_soon")
    RESPONSE_DUE_SOON,
    @JsonProperty("response.missed")
    RESPONSE_MISSED;

    static WebhookType of(AlertKind kind) {
        return switch (kind) {
            case BENEFIT_MOSTLY_USED -> BENEFIT_MOSTLY_USED;
            case BENEFIT_ONE_LEFT -> BENEFIT_ONE_LEFT;
            case BENEFIT_EXHAUSTED -> BENEFIT_EXHAUSTED;
            case BENEFIT_ENDING -> BENEFIT_ENDING;
            case RESPONSE_DUE_SOON -> RESPONSE_DUE_SOON;
            case RESPONSE_MISSED -> RESPONSE_MISSED;
        };
    }

    /** The kinds of alerts of these types. */
    static Set<AlertKind> kinds(Set<WebhookType> types) {
        return Arrays.stream(AlertKind.values())
                .filter(kind -> types.contains(of(kind)))
                .collect(Collectors.toSet());
    }

    static Set<WebhookType> all() {
        return EnumSet.allOf(WebhookType.class);
    }
}
