package io.partnersupport.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.http.RequestLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fails a module's build unless each of its texts is there, and well-formed, in every language that the suite speaks. */
public final class Translations {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)");
    private static final Pattern RIGHT_APOSTROPHE = Pattern.compile("''|'[{}]'");

    /** A sentence as a constraint's message, or as that of a problem's field. */
    private static final Pattern WORDS_IN_CODE =
            Pattern.compile("(?:message =|_MESSAGE =|\\.error\\([^;()]*,)\\s*(\"[^\"]* [^\"]*\")");

    private Translations() {}

    /**
     * For texts that {@link MessageFormat} fills in: arguments have numbers, an apostrophe is written twice.
     *
     * @param alike keys whose text may be the English one in other languages
     */
    public static void assertComplete(String bundle, String... alike) {
        assertThat(faultsOf(bundle, true, Set.of(alike))).isEmpty();
    }

    /** For texts whose arguments have names: an apostrophe is written as it is. */
    public static void assertCompleteWithNames(String bundle, String... alike) {
        assertThat(faultsOf(bundle, false, Set.of(alike))).isEmpty();
    }

    /** What is wrong with a field is a rule's name in code, and its text in a bundle. */
    public static void assertNoWordsInCode() {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                WORDS_IN_CODE
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(words -> found.add(file.getFileName() + ": " + words.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(found).isEmpty();
    }

    static List<String> faultsOf(String bundle, boolean messageFormat, Set<String> alike) {
        List<String> faults = new ArrayList<>();
        Map<String, String> english = read(bundle + ".properties", faults);
        for (Locale language : RequestLanguage.SPOKEN) {
            boolean translated = !language.equals(Locale.ENGLISH);
            String file = bundle + (translated ? "_" + language.toLanguageTag().replace('-', '_') : "") + ".properties";
            Map<String, String> texts = translated ? read(file, faults) : english;
            english.forEach((key, original) -> {
                String text = texts.get(key);
                if (text == null) {
                    faults.add(file + " lacks " + key);
                    return;
                }
                String where = file + ", " + key + ": ";
                if (text.isBlank()) {
                    faults.add(where + "is empty");
                }
                if (translated && text.equals(original) && !alike.contains(key)) {
                    faults.add(where + "is not translated");
                }
                if (!argumentsOf(text).equals(argumentsOf(original))) {
                    faults.add(where + "has arguments " + argumentsOf(text) + ", not " + argumentsOf(original));
                }
                if (messageFormat ? !isMessageFormat(text, language) : text.contains("''")) {
                    faults.add(where + "has wrong apostrophes or braces");
                }
            });
            texts.keySet().stream()
                    .filter(key -> !english.containsKey(key))
                    .forEach(key -> faults.add(file + " has " + key + ", which " + bundle + ".properties has not"));
        }
        return faults;
    }

    private static boolean isMessageFormat(String text, Locale language) {
        try {
            new MessageFormat(text, language);
            return !RIGHT_APOSTROPHE.matcher(text).replaceAll("").contains("'");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Set<String> argumentsOf(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(String file, List<String> faults) {
        Map<String, String> texts = new TreeMap<>();
        Properties lines = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object text) {
                if (texts.put((String) key, (String) text) != null) {
                    faults.add(file + " has " + key + " twice");
                }
                return null;
            }
        };
        try (InputStream bytes = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (bytes == null) {
                faults.add("there is no " + file);
                return texts;
            }
            lines.load(new StringReader(StandardCharsets.UTF_8
                    .newDecoder() // reports what is not UTF-8
                    .decode(ByteBuffer.wrap(bytes.readAllBytes()))
                    .toString()));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
