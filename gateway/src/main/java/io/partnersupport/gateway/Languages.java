package io.partnersupport.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;

/** Which language of those that the suite speaks the client likes best; the services choose in the same way. */
public final class Languages {
    /** English is what everything falls back to. */
    public static final List<Locale> SPOKEN = List.of(
            Locale.ENGLISH, Locale.forLanguageTag("pl"), Locale.forLanguageTag("ru"), Locale.forLanguageTag("zh-Hans"));

    private static final int LONGEST_HEADER = 500;
    /** Who names no script, or a country that writes so, reads simplified characters. */
    private static final Set<String> SIMPLIFIED = Set.of("zh", "zh-cn", "zh-sg");

    private Languages() {}

    /** The best of {@code Accept-Language}, said in the answer's headers. */
    public static Locale preferred(RoutingContext request) {
        return declared(request, bestOf(request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** The same, unless the address names a language in {@code lang}. */
    public static Locale chosen(RoutingContext request) {
        return named(request).map(language -> declared(request, language)).orElseGet(() -> preferred(request));
    }

    /** The language that the address names in {@code lang}. */
    public static Optional<Locale> named(RoutingContext request) {
        return Optional.ofNullable(request.request().getParam("lang"))
                .flatMap(tag -> SPOKEN.stream()
                        .filter(language -> language.toLanguageTag().equalsIgnoreCase(tag))
                        .findFirst());
    }

    private static Locale declared(RoutingContext request, Locale language) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .headers()
                .add(HttpHeaders.VARY, "Accept-Language");
        return language;
    }

    static Locale bestOf(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return Locale.ENGLISH;
        }
        try {
            List<LanguageRange> wanted = LanguageRange.parse(acceptLanguage).stream()
                    .map(range -> SIMPLIFIED.contains(range.getRange())
                            ? new LanguageRange("zh-hans", range.getWeight())
                            : range)
                    .toList();
            Locale best = Locale.lookup(wanted, SPOKEN);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException e) { // not a list of languages
            return Locale.ENGLISH;
        }
    }
}
