package io.partnersupport.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.spi.messageinterpolation.LocaleResolver;
import org.hibernate.validator.spi.messageinterpolation.LocaleResolverContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The language in which a person reads the answer: the best of {@code Accept-Language} that the suite speaks. Whoever
 * asks for it speaks it, and the answer says so in {@code Content-Language} and {@code Vary}.
 */
@ApplicationScoped
public class RequestLanguage implements LocaleResolver {
    /** What the suite speaks, by BCP 47 tag; English is what everything falls back to. */
    public static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, tag("pl"), tag("ru"), tag("zh-Hans"));

    private static final String HEADER = HttpHeaders.ACCEPT_LANGUAGE;
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

    /** Like {@link #locale()}, where nothing can be injected. */
    public static Locale current() {
        Context context = Vertx.currentContext();
        if (context == null) {
            return Locale.ENGLISH;
        }
        Locale language = bestOf(context.getLocal(HEADER));
        context.putLocal(HttpHeaders.CONTENT_LANGUAGE, language);
        return language;
    }

    /** The language, if the running request has been told anything in it. */
    public static Optional<Locale> spoken() {
        Context context = Vertx.currentContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getLocal(HttpHeaders.CONTENT_LANGUAGE));
    }

    /** What is wrong with a field is told in the same language. */
    @Override
    public Locale resolve(LocaleResolverContext context) {
        return current();
    }

    @ServerResponseFilter
    void declare(ContainerResponseContext response) {
        if (!response.getHeaders().containsKey(HttpHeaders.CONTENT_LANGUAGE)) {
            if (!response.hasEntity() || spoken().isEmpty()) {
                return;
            }
            response.getHeaders()
                    .add(HttpHeaders.CONTENT_LANGUAGE, spoken().get().toLanguageTag());
        }
        response.getHeaders().add(HttpHeaders.VARY, HEADER);
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

    /** What people of a country most likely read, of what is spoken; for mails to people of whom nothing else is known. */
    public static Locale ofCountry(String country) {
        return switch (country) {
            case "PL" -> tag("pl");
            case "RU", "BY", "KZ", "KG" -> tag("ru");
            case "CN", "SG" -> tag("zh-Hans");
            default -> Locale.ENGLISH;
        };
    }

    private static Locale tag(String tag) {
        return Locale.forLanguageTag(tag);
    }
}
