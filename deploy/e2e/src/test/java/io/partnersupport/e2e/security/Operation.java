package io.partnersupport.e2e.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An operation of the API document.
 *
 * @param id the operationId
 * @param path with the names of its parameters in braces
 * @param bodies by media type
 * @param needsToken whether an account has to sign in for it with a token
 * @param session whether it belongs to browsers' sessions
 */
record Operation(
        String id,
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, Body> bodies,
        boolean needsToken,
        boolean session) {

    record Parameter(String name, String in, boolean required, JsonNode schema, String example) {}

    record Body(JsonNode schema, JsonNode example) {}

    boolean isAzure() {
        return path.contains("Microsoft.Support");
    }

    boolean writes() {
        return !method.equals("GET");
    }

    boolean hasHeader(String name) {
        return in("header").anyMatch(parameter -> parameter.name().equals(name));
    }

    Stream<Parameter> in(String place) {
        return parameters.stream().filter(parameter -> parameter.in().equals(place));
    }

    /** Its first form of a body, or null. */
    String mediaType() {
        return bodies.keySet().stream().findFirst().orElse(null);
    }

    boolean takesJson() {
        return mediaType() != null && mediaType().endsWith("json");
    }

    @Override
    public String toString() {
        return id;
    }
}
