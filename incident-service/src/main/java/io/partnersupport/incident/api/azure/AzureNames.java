package io.partnersupport.incident.api.azure;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names that Azure's clients use for time zones, countries and languages. */
final class AzureNames {
    private static final Map<String, ZoneId> BY_WINDOWS_NAME = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        Properties names = new Properties();
        try (Reader reader = new InputStreamReader(
                AzureNames.class.getResourceAsStream("/azure/windows-zones.properties"), StandardCharsets.UTF_8)) {
            names.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.stringPropertyNames().forEach(name -> BY_WINDOWS_NAME.put(name, ZoneId.of(names.getProperty(name))));
    }

    private static final Map<String, String> COUNTRIES_BY_ALPHA_3 =
            Arrays.stream(Locale.getISOCountries()).collect(Collectors.toMap(AzureNames::alpha3, Function.identity()));

    private AzureNames() {}

    private static String alpha3(String country) {
        return new Locale.Builder().setRegion(country).build().getISO3Country();
    }

    /** ISO 3166-1 alpha-2, of alpha-3. */
    static Optional<String> country(String alpha3) {
        return Optional.ofNullable(COUNTRIES_BY_ALPHA_3.get(alpha3.toUpperCase(Locale.ROOT)));
    }

    /** ISO 3166-1 alpha-3, or what was said where there is none. */
    static String nameOf(String country) {
        return COUNTRIES_BY_ALPHA_3.containsValue(country) ? alpha3(country) : country;
    }

    /** By Windows' name or by IANA's. */
    static Optional<ZoneId> zone(String name) {
        ZoneId known = BY_WINDOWS_NAME.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Windows' name, for whom nobody has said another. */
    static String nameOf(ZoneId zone) {
        return BY_WINDOWS_NAME.entrySet().stream()
                .filter(entry -> entry.getValue().equals(zone))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(zone.getId());
    }

    /** The languages that support speaks have no countries, but scripts (en-us is en, zh-tw is zh-Hant). */
    static String language(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String script = !locale.getScript().isEmpty() || !locale.getLanguage().equals("zh")
                ? locale.getScript()
                : switch (locale.getCountry()) {
                    case "TW", "HK", "MO" -> "Hant";
                    default -> "Hans";
                };
        return script.isEmpty() ? locale.getLanguage() : locale.getLanguage() + "-" + script;
    }
}
