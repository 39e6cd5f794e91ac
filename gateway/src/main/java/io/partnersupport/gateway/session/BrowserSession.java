package io.partnersupport.gateway.session;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What the gateway knows of a signed-in browser; the browser keeps it, sealed.
 *
 * @param id      the same from the sign-in to the end
 * @param renewal how often its tokens were replaced: of two states of one session the higher is newer
 * @param endsAt  at the latest
 */
record BrowserSession(String id, int renewal, Instant signedInAt, Instant endsAt, Tokens tokens) {
    // long enough for a slow request, so that a service does not find a token expired that was good at the door
    private static final Duration EARLY = Duration.ofSeconds(30);

    /** What the identity provider gave. Nothing is known of a refresh token's end when that is null. */
    record Tokens(String access, Instant accessEndsAt, String refresh, Instant refreshEndsAt) {
        JsonObject claims() {
            return claimsOf(access);
        }
    }

    /** What a token says; whoever relies on it has its signature checked, or got it from its issuer itself. */
    static JsonObject claimsOf(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    BrowserSession renewed(Tokens fresh) {
        return new BrowserSession(id, renewal + 1, signedInAt, endsAt, fresh);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(endsAt) || !tokens.accessEndsAt().isAfter(now) && !now.isBefore(idleEndsAt());
    }

    boolean isToBeRenewed(Instant now) {
        return !now.plus(EARLY).isBefore(tokens.accessEndsAt());
    }

    boolean hasValidAccessToken(Instant now) {
        return now.isBefore(tokens.accessEndsAt());
    }

    /** When it ends if nobody uses it. */
    Instant idleEndsAt() {
        Instant idle = tokens.refreshEndsAt();
        return idle == null || idle.isAfter(endsAt) ? endsAt : idle;
    }

    String toText() {
        JsonObject text = new JsonObject()
                .put("id", id)
                .put("renewal", renewal)
                .put("signedIn", signedInAt.getEpochSecond())
                .put("ends", endsAt.getEpochSecond())
                .put("access", tokens.access())
                .put("accessEnds", tokens.accessEndsAt().getEpochSecond())
                .put("refresh", tokens.refresh());
        if (tokens.refreshEndsAt() != null) {
            text.put("refreshEnds", tokens.refreshEndsAt().getEpochSecond());
        }
        return text.encode();
    }

    static BrowserSession ofText(String text) {
        JsonObject json = new JsonObject(text);
        Long refreshEnds = json.getLong("refreshEnds");
        return new BrowserSession(
                json.getString("id"),
                json.getInteger("renewal"),
                Instant.ofEpochSecond(json.getLong("signedIn")),
                Instant.ofEpochSecond(json.getLong("ends")),
                new Tokens(
                        json.getString("access"),
                        Instant.ofEpochSecond(json.getLong("accessEnds")),
                        json.getString("refresh"),
                        refreshEnds == null ? null : Instant.ofEpochSecond(refreshEnds)));
    }
}
