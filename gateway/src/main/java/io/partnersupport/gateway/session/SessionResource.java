package io.partnersupport.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tells a page who is signed in, and signs them out. */
@ApplicationScoped
class SessionResource {
    private static final String SESSION = "/session";
    private static final String SIGN_OUT = "/session/sign-out";

    private final BrowserSessions sessions;
    private final ObjectMapper json;

    SessionResource(BrowserSessions sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.get(SESSION).handler(this::show);
        router.route(SIGN_OUT).handler(this::signOut);
    }

    private void show(RoutingContext request) {
        Exchange.of(request).name(SESSION);
        sessions.withSession(
                request,
                session -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(textOf(SessionResponse.of(session, sessions.csrfTokenOf(session)))));
    }

    private void signOut(RoutingContext request) {
        Exchange.of(request).name(SIGN_OUT);
        if (!request.request().method().equals(HttpMethod.POST)) {
            throw new Refused(Refusal.METHOD_NOT_ALLOWED, Map.of("Allow", "POST"));
        }
        sessions.withSession(
                request,
                session -> sessions.end(
                        request,
                        session,
                        () -> request.response().setStatusCode(204).end()));
    }

    private String textOf(SessionResponse response) {
        try {
            return json.writeValueAsString(response);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a page may know of a session; the tokens are not among it. */
    private record SessionResponse(
            String userId,
            String userName,
            String name,
            String email,
            String directory,
            String partnerId,
            List<String> associations,
            List<String> roles,
            String locale,
            Instant signedInAt,
            Instant idleEndsAt,
            Instant endsAt,
            String csrfToken) {
        static SessionResponse of(BrowserSession session, String csrfToken) {
            JsonObject claims = session.tokens().claims();
            return new SessionResponse(
                    claims.getString("sub"),
                    claims.getString("preferred_username"),
                    claims.getString("name"),
                    claims.getString("email"),
                    claims.getString("directory"),
                    claims.getString("partner_id"),
                    texts(claims.getJsonArray("associations")),
                    texts(claims.getJsonArray("roles")),
                    claims.getString("locale"),
                    session.signedInAt(),
                    session.idleEndsAt(),
                    session.endsAt(),
                    csrfToken);
        }

        private static List<String> texts(JsonArray values) {
            return values == null
                    ? List.of()
                    : values.stream().map(String::valueOf).toList();
        }
    }
}
