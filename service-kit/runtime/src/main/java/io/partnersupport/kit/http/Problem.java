package io.partnersupport.kit.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A refusal as the client gets it (RFC 9457).
 *
 * @param type the page that explains the code
 * @param code stable; programs may rely on it
 * @param detail what was wrong with this request
 * @param nextStep what the reader can do about it
 * @param reasons all reasons when there are several
 * @param errors the fields that are wrong
 * @param traceId finds this request in the logs
 * @param members what programs may want to know besides, at the top level of the document (RFC 9457, 3.2)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(
        description = "A refusal (RFC 9457) with a stable code, all reasons and the next step;"
                + " some codes add members of their own",
        additionalProperties = Schema.True.class)
public record Problem(
        String type,
        String code,
        String title,
        int status,
        String detail,
        String nextStep,
        List<Reason> reasons,
        List<FieldError> errors,
        String traceId,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** One of several reasons. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Reason(String code, String detail, String nextStep) {}

    /** What is wrong with one field, by its path in the request. */
    public record FieldError(String field, String message) {}

    /** Begins a problem of a code whose texts are in the problem bundles. */
    public static Builder of(int status, String code) {
        return new Builder(status, code);
    }

    /** The constant's name as problem code: {@code ROLE_REQUIRED} is {@code role-required}. */
    public static String codeOf(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Collects what a problem says. */
    public static final class Builder {
        private final int status;
        private final String code;
        private final List<ReasonTexts> reasons = new ArrayList<>();
        private final Map<String, Object> members = new LinkedHashMap<>();
        private final List<FieldErrorText> errors = new ArrayList<>();
        private Object[] arguments = {};
        private Integer retryAfterSeconds;
        private String allow;

        private Builder(int status, String code) {
            this.status = status;
            this.code = code;
        }

        /** The values that the code's texts mention, as {0}, {1} … */
        public Builder arguments(Object... values) {
            this.arguments = values;
            return this;
        }

        /** Adds a reason by its code, with the values that its texts mention. */
        public Builder reason(String reasonCode, Object... values) {
            reasons.add(locale -> new Reason(
                    reasonCode,
                    ProblemTexts.find(reasonCode, "detail", locale, values),
                    ProblemTexts.find(reasonCode, "nextStep", locale, values)));
            return this;
        }

        /** Adds a member of the document, such as the state that explains the refusal. */
        public Builder member(String name, Object value) {
            members.put(name, value);
            return this;
        }

        /**
         * Names a field that is wrong.
         *
         * @param rule what it breaks: the text {@code <rule>.error} says it; a rule without a text stands for itself
         * @param values what the text mentions
         */
        public Builder error(String field, String rule, Object... values) {
            errors.add(locale -> new FieldError(field, ProblemTexts.errorOf(rule, locale, values)));
            return this;
        }

        public Builder retryAfterSeconds(int seconds) {
            this.retryAfterSeconds = seconds;
            return this;
        }

        /** The methods that the resource knows, for a 405. */
        public Builder allow(String methods) {
            this.allow = methods;
            return this;
        }

        Integer retryAfter() {
            return retryAfterSeconds;
        }

        String allowed() {
            return allow;
        }

        int status() {
            return status;
        }

        public ProblemException exception() {
            return new ProblemException(this);
        }

        Problem build(String traceId, Locale locale) {
            return new Problem(
                    "/problems/" + code,
                    code,
                    ProblemTexts.find(code, "title", locale, arguments),
                    status,
                    ProblemTexts.find(code, "detail", locale, arguments),
                    ProblemTexts.find(code, "nextStep", locale, arguments),
                    reasons.stream().map(reason -> reason.in(locale)).toList(),
                    errors.stream().map(error -> error.in(locale)).toList(),
                    traceId,
                    Collections.unmodifiableMap(new LinkedHashMap<>(members)));
        }

        /** What is wrong with a field, in words that wait for the reader's language. */
        @FunctionalInterface
        private interface FieldErrorText {
            FieldError in(Locale locale);
        }

        /** A reason whose texts wait for the reader's language. */
        @FunctionalInterface
        private interface ReasonTexts {
            Reason in(Locale locale);
        }
    }
}
