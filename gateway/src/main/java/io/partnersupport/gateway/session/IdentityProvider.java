package io.partnersupport.gateway.session;

import io.partnersupport.gateway.session.BrowserSession.Tokens;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The identity provider as its confidential client sees it (OpenID Connect, RFC 6749 with RFC 7636). */
@ApplicationScoped
class IdentityProvider {
    private static final int PATIENCE_MILLISECONDS = 2_000;

    private final SessionSettings settings;
    private final WebClient client;

    IdentityProvider(SessionSettings settings, Vertx vertx) {
        this.settings = settings;
        this.client = WebClient.create(
                vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout(PATIENCE_MILLISECONDS));
    }

    /** The tokens for the code of a sign-in, when the ID token among them belongs to this very sign-in. */
    Future<Tokens> redeem(String code, String verifier, String callback, String nonce) {
        return post(
                        settings.tokenUrl(),
                        MultiMap.caseInsensitiveMultiMap()
                                .add("grant_type", "authorization_code")
                                .add("code", code)
                                .add("redirect_uri", callback)
                                .add("code_verifier", verifier))
                .map(answer -> {
                    Tokens tokens = tokensOf(answer);
                    requireBelonging(answer.getString("id_token"), nonce, tokens);
                    return tokens;
                });
    }

    Future<Tokens> refresh(String refreshToken) {
        return post(
                        settings.tokenUrl(),
                        MultiMap.caseInsensitiveMultiMap()
                                .add("grant_type", "refresh_token")
                                .add("refresh_token", refreshToken))
                .map(IdentityProvider::tokensOf);
    }

    /** Signs the person out there as well; a session that is over already is no failure. */
    Future<Void> end(String refreshToken) {
        return post(settings.logoutUrl(), MultiMap.caseInsensitiveMultiMap().add("refresh_token", refreshToken))
                .recover(failure -> failure instanceof Refusing
                        ? Future.succeededFuture(new JsonObject())
                        : Future.failedFuture(failure))
                .mapEmpty();
    }

    private Future<JsonObject> post(String url, MultiMap form) {
        return client.postAbs(url)
                .timeout(PATIENCE_MILLISECONDS)
                .basicAuthentication(
                        settings.clientId(), settings.clientSecret().orElseThrow())
                .sendForm(form)
                .map(IdentityProvider::answerOf);
    }

    private static JsonObject answerOf(HttpResponse<Buffer> answer) {
        int status = answer.statusCode();
        if (status == 400 || status == 401) {
            throw new Refusing(answer.bodyAsString());
        }
        if (status / 100 != 2) {
            throw new IllegalStateException("The identity provider answered with status " + status);
        }
        String type = String.valueOf(answer.getHeader("Content-Type"));
        return type.startsWith("application/json") ? answer.bodyAsJsonObject() : new JsonObject();
    }

    private static Tokens tokensOf(JsonObject answer) {
        Instant now = Instant.now();
        // Keycloak's own: OpenID Connect does not say when a refresh token ends
        Long refreshSeconds = answer.getLong("refresh_expires_in");
        String access = answer.getString("access_token");
        String refresh = answer.getString("refresh_token");
        if (access == null || refresh == null || !answer.containsKey("expires_in")) {
            throw new IllegalStateException("The identity provider did not give all tokens");
        }
        return new Tokens(
                access,
                now.plusSeconds(answer.getLong("expires_in")),
                refresh,
                refreshSeconds == null || refreshSeconds == 0 ? null : now.plusSeconds(refreshSeconds));
    }

    // Its signature adds nothing: it came from the issuer itself (OpenID Connect Core 3.1.3.7, number 6).
    private void requireBelonging(String idToken, String nonce, Tokens tokens) {
        JsonObject claims = idToken == null ? new JsonObject() : BrowserSession.claimsOf(idToken);
        Object audience = claims.getValue("aud");
        boolean isForUs = audience instanceof String one
                ? one.equals(settings.clientId())
                : claims.getJsonArray("aud") != null
                        && claims.getJsonArray("aud").contains(settings.clientId());
        if (!isForUs
                || !settings.issuer().equals(claims.getString("iss"))
                || !nonce.equals(claims.getString("nonce"))
                || claims.getLong("exp", 0L) <= Instant.now().getEpochSecond()
                || !tokens.claims().getString("sub", "").equals(claims.getString("sub"))) {
            throw new Refusing("the ID token is not one of this sign-in");
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** The identity provider said no; everything else that goes wrong may go well later. */
    static final class Refusing extends RuntimeException {
        private static final int READABLE = 200;

        Refusing(String why) {
            super(why == null ? "" : why.substring(0, Math.min(why.length(), READABLE)), null, false, false);
        }
    }
}
