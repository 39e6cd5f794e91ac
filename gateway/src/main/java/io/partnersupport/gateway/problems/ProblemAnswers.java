package io.partnersupport.gateway.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.gateway.AzureSurface;
import io.partnersupport.gateway.Languages;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Turns whatever ends a request early into a problem document (RFC 9457). */
@ApplicationScoped
class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
    private static final int LINGER_MILLISECONDS = 2_000;

    private final ProblemCatalogue catalogue;
    private final ObjectMapper json;

    ProblemAnswers(ProblemCatalogue catalogue, ObjectMapper json) {
        this.catalogue = catalogue;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(request -> answer(request, request.statusCode()));
        // what the router itself refuses does not pass failure handlers
        for (int status : new int[] {400, 404, 405, 406, 413, 414, 500}) {
            router.errorHandler(status, request -> answer(request, status));
        }
    }

    private void answer(RoutingContext request, int status) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            Exchange.of(request).breakOff();
            return;
        }
        Refusal refusal = request.failure() instanceof Refused refused ? refused.refusal() : Refusal.ofStatus(status);
        if (refusal == Refusal.INTERNAL_ERROR) {
            LOG.errorf(
                    request.failure(),
                    "Request failed, trace id %s",
                    Exchange.of(request).traceId());
        }
        ProblemCatalogue.Entry entry = catalogue.of(refusal, Languages.preferred(request));
        response.setStatusCode(entry.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.failure() instanceof Refused refused) {
            refused.headers().forEach(response::putHeader);
        } else if (refusal == Refusal.METHOD_NOT_ALLOWED) {
            response.putHeader(HttpHeaders.ALLOW, "GET, HEAD"); // of the gateway's own resources
        }
        if (refusal == Refusal.PAYLOAD_TOO_LARGE && request.request().version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        if (AzureSurface.isOf(request.request().path())) {
            answerAzure(response, AzureError.of(entry, Exchange.of(request).traceId()));
        } else {
            List<String> reasons = request.failure() instanceof Refused refused ? refused.reasons() : List.of();
            response.end(documentOf(entry, reasons, Exchange.of(request).traceId()));
        }
        discardBody(request);
    }

    private void answerAzure(HttpServerResponse response, AzureError refusal) {
        String id = refusal.requestId();
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader("x-ms-error-code", refusal.error().code())
                .putHeader("x-ms-request-id", id)
                .putHeader("x-ms-correlation-request-id", id)
                .end(JsonObject.mapFrom(refusal).encode());
    }

    private String documentOf(ProblemCatalogue.Entry entry, List<String> reasons, String traceId) {
        try {
            return json.writeValueAsString(new Problem(
                    entry.type(),
                    entry.code(),
                    entry.title(),
                    entry.status(),
                    entry.meaning(),
                    entry.remedy(),
                    reasons.stream().map(this::reasonOf).toList(),
                    traceId));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reason reasonOf(String code) {
        ProblemCatalogue.Entry entry = catalogue.find(code).orElseThrow();
        return new Reason(entry.code(), entry.meaning(), entry.remedy());
    }

    // A client that is still sending must be able to read the answer, so the rest is read and thrown away, for a while.
    private static void discardBody(RoutingContext refused) {
        HttpServerRequest request = refused.request();
        if (request.isEnded()) {
            return;
        }
        request.handler(rest -> {}).exceptionHandler(gone -> {}).resume();
        refused.vertx().setTimer(LINGER_MILLISECONDS, timer -> {
            if (!request.isEnded()) {
                Exchange.of(refused).breakOff();
            }
        });
    }

    private record Problem(
            String type,
            String code,
            String title,
            int status,
            String detail,
            String nextStep,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reason> reasons,
            String traceId) {}

    private record Reason(String code, String detail, String nextStep) {}
}
