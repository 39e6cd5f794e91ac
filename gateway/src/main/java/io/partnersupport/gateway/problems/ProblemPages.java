package io.partnersupport.gateway.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.gateway.MediaTypes;
import io.partnersupport.gateway.problems.ProblemCatalogue.Entry;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
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
            <html lang="en">
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
            %2$s
            </body>
            </html>
            """;

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
        List<Entry> entries = catalogue.all();
        String lines = entries.stream()
                .map(entry -> "<dt><a href=\"%s\"><code>%s</code></a></dt><dd>%s</dd>"
                        .formatted(entry.type(), entry.code(), escaped(entry.title())))
                .collect(Collectors.joining("\n"));
        answer(request, "Problems", "<h1>Problems</h1>\n<dl>\n" + lines + "\n</dl>", Map.of("items", entries));
    }

    private void show(RoutingContext request) {
        Entry entry = catalogue.find(request.pathParam("code")).orElseThrow(() -> new Refused(Refusal.NOT_FOUND));
        String body = """
                <p><a href="/problems">All problems</a></p>
                <h1>%s</h1>
                <p><code>%s</code> · HTTP status %d</p>
                <h2>What it means</h2>
                <p>%s</p>%s
                <h2>What you can do</h2>
                <p>%s</p>""".formatted(
                        escaped(entry.title()),
                        entry.code(),
                        entry.status(),
                        escaped(entry.meaning()),
                        entry.example() == null ? "" : "\n<h2>Example</h2>\n<p>" + escaped(entry.example()) + "</p>",
                        escaped(entry.remedy()));
        answer(request, entry.title(), body, entry);
    }

    private void answer(RoutingContext request, String title, String body, Object data) {
        Exchange.of(request).name(LIST);
        request.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (MediaTypes.preferred(request, JSON, HTML).equals(HTML)) {
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, HTML + "; charset=utf-8")
                    .putHeader(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
                    .end(PAGE.formatted(escaped(title), body));
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
