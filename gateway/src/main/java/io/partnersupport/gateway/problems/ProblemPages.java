package io.partnersupport.gateway.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.partnersupport.gateway.Languages;
import io.partnersupport.gateway.MediaTypes;
import io.partnersupport.gateway.problems.ProblemCatalogue.Entry;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages that the {@code type} of a problem points at: what it means and how to mend it. */
@ApplicationScoped
class ProblemPages {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";
    private static final String LIST = "/problems";
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%3$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 1.05rem/1.55 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1b1b1f }
            h1 { font-size: 1.7rem; line-height: 1.25 } h2 { font-size: 1.1rem; margin-top: 1.8rem } dt { margin-top: .7rem }
            dd { margin: 0; color: #4a4a55 } code { background: #f1f1f5; padding: .1rem .35rem; border-radius: .25rem }
            </style>
            </head>
            <body>
            <p>%4$s</p>
            %2$s
            </body>
            </html>
            """;

    /** What a page says besides the problem itself; each language is called by its own name. */
    record Words(
            String language,
            String problems,
            String all,
            String status,
            String meaning,
            String example,
            String remedy) {
        static Map<String, Words> byLanguage() {
            try (InputStream yaml = ProblemPages.class.getResourceAsStream("/problem-pages.yaml")) {
                return new YAMLMapper().readValue(yaml, new TypeReference<LinkedHashMap<String, Words>>() {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Map<String, Words> words = Words.byLanguage();
    private final ProblemCatalogue catalogue;
    private final ObjectMapper json;

    ProblemPages(ProblemCatalogue catalogue, ObjectMapper json) {
        this.catalogue = catalogue;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route(LIST).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::list);
        router.route(LIST + "/:code")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::show);
    }

    private void list(RoutingContext request) {
        Locale language = Languages.chosen(request);
        List<Entry> entries = catalogue.all(language);
        String lines = entries.stream()
                .map(entry -> "<dt><a href=\"%s%s\"><code>%s</code></a></dt><dd>%s</dd>"
                        .formatted(entry.type(), suffix(request), entry.code(), escaped(entry.title())))
                .collect(Collectors.joining("\n"));
        String title = words.get(language.toLanguageTag()).problems();
        String body = "<h1>" + title + "</h1>\n<dl>\n" + lines + "\n</dl>";
        answer(request, language, title, body, Map.of("items", entries));
    }

    private void show(RoutingContext request) {
        String code = request.pathParam("code");
        if (catalogue.find(code).isEmpty()) {
            throw new Refused(Refusal.NOT_FOUND);
        }
        Locale language = Languages.chosen(request);
        Entry entry = catalogue.find(code, language).orElseThrow();
        Words word = words.get(language.toLanguageTag());
        String body = """
                <p><a href="/problems%s">%s</a></p>
                <h1>%s</h1>
                <p><code>%s</code> · %s %d</p>
                <h2>%s</h2>
                <p>%s</p>%s
                <h2>%s</h2>
                <p>%s</p>""".formatted(
                        suffix(request),
                        word.all(),
                        escaped(entry.title()),
                        entry.code(),
                        word.status(),
                        entry.status(),
                        word.meaning(),
                        escaped(entry.meaning()),
                        entry.example() == null
                                ? ""
                                : "\n<h2>" + word.example() + "</h2>\n<p>" + escaped(entry.example()) + "</p>",
                        word.remedy(),
                        escaped(entry.remedy()));
        answer(request, language, entry.title(), body, entry);
    }

    /** A language that the address names stays with the reader. */
    private static String suffix(RoutingContext request) {
        return Languages.named(request)
                .map(language -> "?lang=" + language.toLanguageTag())
                .orElse("");
    }

    private String languages() {
        return words.entrySet().stream()
                .map(each -> "<a href=\"?lang=%1$s\" lang=\"%1$s\">%2$s</a>"
                        .formatted(each.getKey(), each.getValue().language()))
                .collect(Collectors.joining(" · "));
    }

    private void answer(RoutingContext request, Locale language, String title, String body, Object data) {
        Exchange.of(request).name(LIST);
        request.response().headers().add(HttpHeaders.VARY, "Accept");
        if (MediaTypes.preferred(request, JSON, HTML).equals(HTML)) {
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, HTML + "; charset=utf-8")
                    .putHeader(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
                    .end(PAGE.formatted(escaped(title), body, language.toLanguageTag(), languages()));
            return;
        }
        try {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(json.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
