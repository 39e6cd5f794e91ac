package io.partnersupport.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.kit.http.RefusalForm.Refused;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Problem documents for what fails before a resource is found: broken addresses, bodies over the limit, more than can be done. */
@ApplicationScoped
class EarlyProblems {
    private static final int AFTER_TRACE = Trace.PRIORITY - 1;
    private static final int LONGEST_CREDENTIAL = "Bearer ".length() + 8 * 1024; // the gateway's longest token

    private final ObjectMapper json;
    private final RefusalForms forms;
    private final BodyLimits bodyLimits;
    private final Capacity capacity;

    EarlyProblems(ObjectMapper json, RefusalForms forms, BodyLimits bodyLimits, Capacity capacity) {
        this.json = json;
        this.forms = forms;
        this.bodyLimits = bodyLimits;
        this.capacity = capacity;
    }

    void register(@Observes Router router) {
        for (int status : new int[] {400, 404, 405, 406, 413, 414, 415}) {
            router.errorHandler(status, request -> answer(request, Problem.of(status, ProblemMappers.codeOf(status))));
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_TRACE);
    }

    private void check(RoutingContext request) {
        if (lengthOf(request) > bodyLimits.of(request.normalizedPath())) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.request().resume(); // what still comes is passed over, or the client would not see the answer
            answer(request, Problem.of(413, "payload-too-large"));
        } else if (request.request().path().contains("//")) {
            answer(request, Problem.of(404, "not-found"));
        } else if (request.request().uri().contains("%00")) {
            answer(request, unstorable(request));
        } else if (isNoCredential(request.request().headers().getAll(HttpHeaders.AUTHORIZATION))) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            answer(request, Problem.of(401, "unauthenticated"));
        } else if (!capacity.takes(request)) {
            request.request().resume();
            answer(request, ProblemMappers.unavailable());
        } else {
            request.next();
        }
    }

    /** Which of two counts is anybody's guess, and no token of the identity provider is so long. */
    private static boolean isNoCredential(List<String> credentials) {
        return credentials.size() > 1
                || credentials.stream().anyMatch(credential -> credential.length() > LONGEST_CREDENTIAL);
    }

    private static long lengthOf(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static Problem.Builder unstorable(RoutingContext request) {
        Problem.Builder problem = Problem.of(400, "malformed-request");
        for (Map.Entry<String, String> parameter : request.queryParams()) {
            if (!StrictTexts.isStorable(parameter.getValue())) {
                problem.error(parameter.getKey(), "unexpected-form");
            }
        }
        return problem;
    }

    private void answer(RoutingContext request, Problem.Builder problem) {
        if (request.response().ended()) {
            return;
        }
        request.response().setStatusCode(problem.status());
        if (problem.retryAfter() != null) {
            request.response()
                    .putHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
        }
        Locale language = RequestLanguage.bestOf(request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        try {
            Refused refused = forms.of(request.request().path(), problem.build(Trace.idOf(request), language));
            String body = json.writeValueAsString(refused.body());
            refused.headers().forEach(request.response()::putHeader);
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, refused.mediaType())
                    .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                    .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                    .end(body);
        } catch (JsonProcessingException e) {
            request.response().end();
        }
    }
}
