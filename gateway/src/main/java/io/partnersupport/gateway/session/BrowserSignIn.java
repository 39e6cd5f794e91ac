package io.partnersupport.gateway.session;

import io.partnersupport.gateway.access.RequestTarget;
import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.session.BrowserSession.Tokens;
import io.partnersupport.gateway.session.IdentityProvider.Refusing;
import io.partnersupport.gateway.trace.Exchange;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.uritemplate.UriTemplate;
import io.vertx.uritemplate.Variables;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Sends a browser to the identity provider and takes it back: authorization code with PKCE, state and nonce. */
@ApplicationScoped
class BrowserSignIn {
    static final String CALLBACK = "/session/callback";
    private static final String START = "/session/sign-in";
    private static final String DEFAULT_RETURN = "/session";
    private static final String COOKIE = "sign-in-";
    private static final int STATE_IN_NAME = 8;
    private static final int TABS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10); // a person types a password meanwhile
    private static final Duration KEYS_PATIENCE = Duration.ofSeconds(2);
    private static final UriTemplate QUERY = UriTemplate.of(
            "{?response_type,client_id,redirect_uri,scope,state,nonce," + "code_challenge,code_challenge_method}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SessionSettings settings;
    private final BrowserSessions sessions;
    private final IdentityProvider identityProvider;
    private final TenantIdentityProvider accessTokens;

    BrowserSignIn(
            SessionSettings settings,
            BrowserSessions sessions,
            IdentityProvider identityProvider,
            TenantIdentityProvider accessTokens) {
        this.settings = settings;
        this.sessions = sessions;
        this.identityProvider = identityProvider;
        this.accessTokens = accessTokens;
    }

    void register(@Observes Router router) {
        router.get(START).handler(this::start);
        router.get(CALLBACK).handler(this::finish);
    }

    private void start(RoutingContext request) {
        Exchange.of(request).name(START);
        Origin origin = sessions.requireOrigin(request.request());
        List<String> wanted = request.queryParam("returnTo");
        String returnTo = wanted.isEmpty() ? DEFAULT_RETURN : wanted.get(0);
        if (wanted.size() > 1 || !isOwnPath(returnTo)) {
            throw new Refused(Refusal.MALFORMED_REQUEST);
        }
        String state = random();
        String verifier = random();
        String nonce = random();
        removeSurplus(request, origin);
        // one for each sign-in, so that two tabs do not disturb each other; Lax, because another site sends it back
        cookieOf(state)
                .write(
                        request,
                        origin,
                        new JsonObject()
                                .put("state", state)
                                .put("verifier", verifier)
                                .put("nonce", nonce)
                                .put("returnTo", returnTo)
                                .put("ends", Instant.now().plus(PATIENCE).getEpochSecond())
                                .encode(),
                        PATIENCE);
        sendTo(
                request,
                settings.authorizationUrl()
                        + QUERY.expandToString(Variables.variables()
                                .set("response_type", "code")
                                .set("client_id", settings.clientId())
                                .set("redirect_uri", origin.callback())
                                .set("scope", "openid")
                                .set("state", state)
                                .set("nonce", nonce)
                                .set("code_challenge", sha256(verifier))
                                .set("code_challenge_method", "S256")));
    }

    private void finish(RoutingContext request) {
        Exchange.of(request).name(CALLBACK);
        Origin origin = sessions.requireOrigin(request.request());
        String state = request.request().getParam("state", "");
        JsonObject begun = begunWith(request.request(), origin, state);
        cookieOf(state).remove(request, origin);
        String code = request.request().getParam("code");
        String issuer = request.request().getParam("iss", settings.issuer()); // RFC 9207
        if (code == null || !issuer.equals(settings.issuer())) {
            throw new Refused(Refusal.SIGN_IN_FAILED);
        }
        Future<Tokens> redeemed = identityProvider
                .redeem(code, begun.getString("verifier"), origin.callback(), begun.getString("nonce"))
                .compose(tokens -> verified(tokens.access()).map(tokens));
        BrowserSessions.complete(
                redeemed,
                tokens -> {
                    Instant now = Instant.now();
                    sessions.begin(
                            request,
                            origin,
                            new BrowserSession(random(), 0, now, now.plus(settings.lifetime()), tokens));
                    sendTo(request, begun.getString("returnTo"));
                },
                failure -> request.fail(
                        failure instanceof Refusing || failure instanceof AuthenticationFailedException
                                ? new Refused(Refusal.SIGN_IN_FAILED)
                                : BrowserSessions.unavailable(failure)));
    }

    /** What this browser set out with, if it was this one. */
    private JsonObject begunWith(HttpServerRequest request, Origin origin, String state) {
        return cookieOf(state)
                .read(request, origin)
                .map(JsonObject::new)
                .filter(begun -> begun.getString("state").equals(state))
                .filter(begun -> Instant.now().getEpochSecond() < begun.getLong("ends"))
                .orElseThrow(() -> new Refused(Refusal.SIGN_IN_FAILED));
    }

    // a token that the services would not take makes no session
    private Future<Void> verified(String accessToken) {
        return Future.fromCompletionStage(accessTokens
                        .authenticate(new AccessTokenCredential(accessToken))
                        .ifNoItem()
                        .after(KEYS_PATIENCE)
                        .fail()
                        .subscribeAsCompletionStage())
                .mapEmpty();
    }

    private SealedCookie cookieOf(String state) {
        String name = COOKIE + state.substring(0, Math.min(STATE_IN_NAME, state.length()));
        return new SealedCookie(sessions.seal(), name, CookieSameSite.LAX);
    }

    private void removeSurplus(RoutingContext request, Origin origin) {
        String prefix = origin.cookieName(COOKIE);
        List<String> pending = request.request().cookies().stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
        if (pending.size() >= TABS) {
            pending.forEach(name -> cookieOf(name.substring(prefix.length())).remove(request, origin));
        }
    }

    /** A path of this address, and nothing that a browser could take for the address of another site. */
    static boolean isOwnPath(String target) {
        String[] parts = target.split("#", 2);
        return RequestTarget.isPlain(parts[0])
                && (parts.length == 1 || parts[1].chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\'));
    }

    private static void sendTo(RoutingContext request, String address) {
        request.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, address)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
