package io.partnersupport.gateway.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.partnersupport.gateway.Languages;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every problem that the suite can answer with, in plain words of every language that it speaks. */
@ApplicationScoped
public class ProblemCatalogue {
    private final Map<Locale, Map<String, Entry>> entries = new HashMap<>();

    ProblemCatalogue() {
        Map<String, Entry> english = new LinkedHashMap<>();
        for (Entry entry : read("problems", new TypeReference<List<Entry>>() {})) {
            if (english.put(entry.code(), entry) != null) {
                throw new IllegalStateException("problems.yaml has " + entry.code() + " twice");
            }
        }
        for (Locale language : Languages.SPOKEN) {
            entries.put(language, language.equals(Locale.ENGLISH) ? english : translated(english, language));
        }
    }

    private static Map<String, Entry> translated(Map<String, Entry> english, Locale language) {
        Map<String, Texts> texts = textsIn(language);
        Map<String, Entry> translated = new LinkedHashMap<>();
        english.forEach((code, entry) -> translated.put(code, entry.in(texts.get(code))));
        return translated;
    }

    static Map<String, Texts> textsIn(Locale language) {
        return read("problems_" + language.toLanguageTag().replace('-', '_'), new TypeReference<>() {});
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream yaml = ProblemCatalogue.class.getResourceAsStream("/" + name + ".yaml")) {
            return new YAMLMapper().readValue(yaml, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Entry> all(Locale language) {
        return List.copyOf(entries.get(language).values());
    }

    public Optional<Entry> find(String code, Locale language) {
        return Optional.ofNullable(entries.get(language).get(code));
    }

    /** All of them, in English. */
    public List<Entry> all() {
        return all(Locale.ENGLISH);
    }

    /** One of them, in English. */
    public Optional<Entry> find(String code) {
        return find(code, Locale.ENGLISH);
    }

    Entry of(Refusal refusal, Locale language) {
        return find(refusal.code(), language).orElseThrow();
    }

    /** What a translation says of a problem. */
    record Texts(String title, String meaning, String example, String remedy) {}

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

        /** English, if a translation were missing: no problem is without words. */
        private Entry in(Texts texts) {
            return texts == null
                    ? this
                    : new Entry(code, status, texts.title(), texts.meaning(), texts.example(), texts.remedy());
        }
    }
}
