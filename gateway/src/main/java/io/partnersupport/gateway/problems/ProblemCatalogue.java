package io.partnersupport.gateway.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every problem that the suite can answer with, in plain words. */
@ApplicationScoped
public class ProblemCatalogue {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    ProblemCatalogue() {
        try (InputStream yaml = ProblemCatalogue.class.getResourceAsStream("/problems.yaml")) {
            for (Entry entry : new YAMLMapper().readValue(yaml, new TypeReference<List<Entry>>() {})) {
                if (entries.put(entry.code(), entry) != null) {
                    throw new IllegalStateException("problems.yaml has " + entry.code() + " twice");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Entry> all() {
        return List.copyOf(entries.values());
    }

    public Optional<Entry> find(String code) {
        return Optional.ofNullable(entries.get(code));
    }

    Entry of(Refusal refusal) {
        return find(refusal.code()).orElseThrow();
    }

    /**
     * One kind of problem.
     *
     * @param meaning what it means
     * @param example when one gets it; null where the meaning says enough
     * @param remedy what the reader can do about it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(String code, int status, String title, String meaning, String example, String remedy) {
        @JsonProperty
        public String type() {
            return "/problems/" + code;
        }
    }
}
