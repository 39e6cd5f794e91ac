package io.partnersupport.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.partnersupport.kit.http.RefusalForm.Refused;
import io.partnersupport.kit.persistence.DatabaseFailures;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem document in our own words. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    private final RefusalForms forms;
    private final CurrentVertxRequest request;

    ProblemMappers(RefusalForms forms, CurrentVertxRequest request) {
        this.forms = forms;
        this.request = request;
    }

    @ServerExceptionMapper
    Response refusal(ProblemException e) {
        return respond(e.problem());
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        Problem.Builder problem = Problem.of(400, "validation-failed");
        Locale language = RequestLanguage.current();
        e.getConstraintViolations().stream()
                .map(violation -> new Problem.FieldError(fieldOf(violation), messageOf(violation, language)))
                .distinct()
                .sorted(java.util.Comparator.comparing(Problem.FieldError::field))
                .forEach(error -> problem.error(error.field(), error.message()));
        return respond(problem);
    }

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return malformedJson(e);
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException e) {
        return malformedJson(e);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    Response unauthenticated(Exception e) {
        Response response = respond(Problem.of(401, "unauthenticated"));
        return Response.fromResponse(response)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    /** Whoever signs tokens has not been reached since this service started. */
    @ServerExceptionMapper
    Response keysAreUnknown(OIDCException e) {
        LOG.warnf(e, "Tokens cannot be verified");
        return respond(unavailable());
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return respond(Problem.of(403, "forbidden"));
    }

    @ServerExceptionMapper
    Response changedMeanwhile(OptimisticLockException e) {
        return respond(Problem.of(409, "changed-meanwhile"));
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformedJson(json);
        }
        if (e.getCause() instanceof ProblemException refusal) {
            return respond(refusal.problem()); // Quarkus wraps what a parameter's converter throws
        }
        int status = e.getResponse().getStatus();
        Problem.Builder problem = Problem.of(status, codeOf(status));
        if (e instanceof NotAllowedException) {
            problem.allow(AllowedMethods.ofCurrentRequest());
        }
        return respond(problem);
    }

    @ServerExceptionMapper
    Response tooLarge(BodyLimits.BodyTooLarge e) {
        return Response.fromResponse(respond(Problem.of(413, "payload-too-large")))
                .header("Connection", "close")
                .build();
    }

    /** The body could not be read to its end, or is not even text. */
    @ServerExceptionMapper
    Response unreadable(IOException e) {
        LOG.debugf(e, "A request could not be read");
        return respond(Problem.of(400, "malformed-request"));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException changed) { // when the transaction ends
                return changedMeanwhile(changed);
            }
        }
        if (DatabaseFailures.isUnavailability(e)) {
            LOG.warnf(e, "The database did not answer");
            return respond(unavailable());
        }
        LOG.error("Unexpected failure", e);
        return respond(Problem.of(500, "internal-error"));
    }

    static Problem.Builder unavailable() {
        return Problem.of(503, "service-unavailable").retryAfterSeconds(RETRY_AFTER_SECONDS);
    }

    private Response malformedJson(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return respond(Problem.of(400, "unknown-field").error(pathOf(unknown), "not-a-field"));
        }
        Problem.Builder problem = Problem.of(400, "malformed-request");
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            problem.error(pathOf(mapping), "unexpected-form");
        }
        return respond(problem);
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    /** Our own constraints name a rule as their message; the others are told by the validator, in the same language. */
    private static String messageOf(ConstraintViolation<?> violation, Locale language) {
        String text = ProblemTexts.find(violation.getMessageTemplate(), "error", language);
        return text == null ? violation.getMessage() : text;
    }

    /** The path without the method's and the parameter object's names. */
    private static String fieldOf(ConstraintViolation<?> violation) {
        String path = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> node.getKind() == ElementKind.PROPERTY)
                .map(Object::toString)
                .collect(Collectors.joining("."));
        String whole = violation.getPropertyPath().toString();
        return path.isEmpty() ? whole.substring(whole.lastIndexOf('.') + 1) : path;
    }

    static String codeOf(int status) {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "payload-too-large";
            case 415 -> "unsupported-media-type";
            case 503 -> "service-unavailable";
            default -> status < 500 ? "malformed-request" : "internal-error";
        };
    }

    private Response respond(Problem.Builder problem) {
        Locale language = RequestLanguage.current();
        Refused refused = forms.of(request.getCurrent().request().path(), problem.build(Trace.currentId(), language));
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(refused.mediaType())
                .language(language)
                .entity(refused.body());
        refused.headers().forEach(response::header);
        if (problem.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        if (problem.allowed() != null) {
            response.header(HttpHeaders.ALLOW, problem.allowed());
        }
        return response.build();
    }
}
