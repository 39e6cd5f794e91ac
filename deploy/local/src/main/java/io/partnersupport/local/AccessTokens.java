package io.partnersupport.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Signs demo people in as a browser would: the authorization code flow with PKCE, without a browser. */
public final class AccessTokens {
    /** Everybody's, and only in the local stack; it stands in the realm file. */
    public static final String DEMO_PASSWORD = "partner-support-demo";

    private static final String CLIENT = "local-stack";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI issuer;
    private final String redirect;

    public AccessTokens(Ports ports) {
        this.issuer = ports.issuer();
        this.redirect = "http://localhost:" + ports.signInCallback() + "/callback";
    }

    /** A new access token, good for five minutes. */
    public String of(String person) {
        return of(person, "access");
    }

    /**
     * One of the tokens that a new sign-in brings.
     *
     * @param kind {@code access}, {@code id} or {@code refresh}
     */
    String of(String person, String kind) {
        String verifier = random();
        String state = random();
        try {
            HttpResponse<String> page = Http.send(Http.to(endpoint("auth?"
                            + form(Map.of(
                                    "client_id",
                                    CLIENT,
                                    "response_type",
                                    "code",
                                    "scope",
                                    "openid",
                                    "redirect_uri",
                                    redirect,
                                    "state",
                                    state,
                                    "code_challenge",
                                    challengeOf(verifier),
                                    "code_challenge_method",
                                    "S256"))))
                    .build());
            LoginForm login = LoginForm.in(page.body())
                    .orElseThrow(() -> new StackFailure(
                            "Keycloak shows no sign-in page for " + person + " (status " + page.statusCode() + ")."));

            HttpResponse<String> signedIn = Http.send(Http.to(login.action())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Cookie", cookiesOf(page))
                    .POST(BodyPublishers.ofString(form(Map.of("username", person, "password", DEMO_PASSWORD))))
                    .build());
            String location = signedIn.headers().firstValue("Location").orElse("");
            if (!location.startsWith(redirect + "?")) {
                throw new StackFailure("Keycloak does not let " + person
                        + " in: there is no such person, or the password is not the demo password.");
            }
            Map<String, String> answer = parameters(location.substring(location.indexOf('?') + 1));
            if (!state.equals(answer.get("state")) || !issuer.toString().equals(answer.get("iss"))) {
                throw new StackFailure("The answer to the sign-in of " + person + " belongs to another request.");
            }
            return exchange(answer.getOrDefault("code", ""), verifier)
                    .get(kind + "_token")
                    .textValue();
        } catch (IOException e) {
            throw new StackFailure("Keycloak does not answer at " + issuer + ". Start the stack: deploy/local/up", e);
        }
    }

    private JsonNode exchange(String code, String verifier) throws IOException {
        HttpResponse<String> response = Http.send(Http.to(endpoint("token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type", "authorization_code",
                        "client_id", CLIENT,
                        "code", code,
                        "redirect_uri", redirect,
                        "code_verifier", verifier))))
                .build());
        if (response.statusCode() != 200) {
            throw new StackFailure("Keycloak gives no token: " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private URI endpoint(String name) {
        return URI.create(issuer + "/protocol/openid-connect/" + name);
    }

    /** By hand, because Keycloak marks its cookies as secure and Java's cookie store keeps those from localhost. */
    private static String cookiesOf(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String challengeOf(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return parameters;
    }
}
