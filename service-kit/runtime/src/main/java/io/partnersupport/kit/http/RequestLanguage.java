package io.partnersupport.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Set;

/** The language in which a person reads the answer: the best of {@code Accept-Language} that the suite speaks. */
@ApplicationScoped
public class RequestLanguage {
    /** What the suite speaks, by BCP 47 tag; English is what everything falls back to. */
    public static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, tag("pl"), tag("ru"), tag("zh-Hans"));

    private static final String HEADER = HttpHeaders.ACCEPT_LANGUAGE.toString();
    private static final int LONGEST_HEADER = 500;
    /** Who names no script, or a country that writes so, reads simplified characters. */
    private static final Set<String> SIMPLIFIED = Set.of("zh", "zh-cn", "zh-sg");

    void register(@Observes Filters filters) {
        filters.register(RequestLanguage::remember, Trace.PRIORITY);
    }

    private static void remember(RoutingContext request) {
        String header = request.request().getHeader(HEADER);
        if (header != null) {
            Vertx.currentContext().putLocal(HEADER, header);
        }
        request.next();
    }

    /** The language of the running request; English outside of one. */
    public Locale locale() {
        return current();
    }

    static Locale current() {
        Context context = Vertx.currentContext();
        return context == null ? Locale.ENGLISH : bestOf(context.getLocal(HEADER));
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

    private static Locale tag(String tag) {
        return Locale.forLanguageTag(tag);
    }
}
