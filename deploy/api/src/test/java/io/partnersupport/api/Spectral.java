package io.partnersupport.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lints documents, several in one run. */
final class Spectral {
    /** One thing that is not as it should be. */
    record Finding(String rule, String path, String message) {
        @Override
        public String toString() {
            return rule + " at " + path + ": " + message;
        }
    }

    private Spectral() {}

    /** The findings of any severity, by the name of the file. */
    static Map<String, List<Finding>> lint(String ruleset, Path... documents) {
        List<String> arguments = new ArrayList<>(List.of("lint", "--ruleset", ruleset, "--format", "json", "--quiet"));
        Stream.of(documents).map(Path::toString).forEach(arguments::add);
        Map<String, List<Finding>> findings = new TreeMap<>();
        try {
            for (JsonNode finding : new ObjectMapper().readTree(NodeTools.run("spectral", arguments))) {
                findings.computeIfAbsent(
                                Path.of(finding.get("source").asText())
                                        .getFileName()
                                        .toString(),
                                file -> new ArrayList<>())
                        .add(new Finding(
                                finding.get("code").asText(),
                                String.join(
                                        " > ",
                                        StreamSupport.stream(finding.get("path").spliterator(), false)
                                                .map(JsonNode::asText)
                                                .toList()),
                                finding.get("message").asText()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Spectral did not answer in JSON", e);
        }
        return findings;
    }
}
