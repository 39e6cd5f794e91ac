package io.partnersupport.e2e.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One HTTP answer.
 *
 * @param headers by their names in lower case
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern INTERNALS = Pattern.compile(
            "[a-z]Exception|\\bat [\\w.$]+\\(|\\b(java|jakarta|javax|org|com|io)\\.[a-z]+\\.[a-zA-Z]|SQLSTATE|constraint \"|relation \""
                    + "|(?i:\\b(hibernate|postgres|quarkus|vert\\.x|resteasy|jackson|netty)\\b)");

    static Answer read(InputStream in) throws IOException {
        byte[] all = in.readAllBytes();
        int end = indexOf(all, "\r\n\r\n");
        if (end < 0) {
            throw new IOException("an answer of " + all.length + " bytes without an end of its headers");
        }
        String[] head = new String(all, 0, end, StandardCharsets.ISO_8859_1).split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 1; i < head.length; i++) {
            String[] parts = head[i].split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        byte[] body = java.util.Arrays.copyOfRange(all, end + 4, all.length);
        boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
        return new Answer(
                Integer.parseInt(head[0].split(" ")[1]),
                headers,
                new String(chunked ? withoutChunks(body) : body, StandardCharsets.UTF_8));
    }

    String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + this, e);
        }
    }

    /** The suite's own code of a refusal, also in Azure's form. */
    String code() {
        return header("Content-Type") != null && header("Content-Type").contains("json")
                ? json().path("code").asText(json().at("/error/innererror/code").asText(""))
                : "";
    }

    /** What is wrong with a refusal, or an empty text. */
    String faultsAsRefusal(boolean azure) {
        String type = header("Content-Type");
        if (status < 400 || status >= 500) {
            return "no refusal";
        }
        if (!(azure ? "application/json" : "application/problem+json").equals(type == null ? "" : type.split(";")[0])) {
            return "no " + (azure ? "Azure error" : "problem document") + " but " + type;
        }
        JsonNode error = azure ? json().path("error") : json();
        for (String member :
                azure ? List.of("code", "message") : List.of("type", "code", "title", "detail", "nextStep")) {
            if (error.path(member).asText("").isBlank()) {
                return "without " + member;
            }
        }
        if (!azure && error.path("status").asInt() != status) {
            return "its status is another one";
        }
        var internals = INTERNALS.matcher(body);
        return internals.find() ? "tells of the inside: " + internals.group() : "";
    }

    private static byte[] withoutChunks(byte[] chunked) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 0;
        while (at < chunked.length) {
            int lineEnd = at;
            while (chunked[lineEnd] != '\r') {
                lineEnd++;
            }
            int size = Integer.parseInt(new String(chunked, at, lineEnd - at, StandardCharsets.US_ASCII).strip(), 16);
            body.write(chunked, lineEnd + 2, size);
            at = size == 0 ? chunked.length : lineEnd + 4 + size;
        }
        return body.toByteArray();
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Override
    public String toString() {
        return status + " " + (body.length() > 400 ? body.substring(0, 400) + "…" : body);
    }
}
