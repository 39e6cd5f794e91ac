package io.partnersupport.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Makes people who can sign in to a stack, as many as a load wants: service accounts with the claims of a person. */
final class People {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(200);

    private final String keycloak;
    private final Lab lab;
    private final Map<Person, Token> tokens = new ConcurrentHashMap<>();

    /** @param subject of the tokens */
    record Person(String name, String subject, String partner, String secret) {}

    private record Token(String text, long until) {}

    People(Lab lab) {
        this.lab = lab;
        this.keycloak = "http://localhost:" + lab.port(Lab.KEYCLOAK);
    }

    Person add(String name, String directory, String partner, String role) {
        String secret = UUID.randomUUID().toString();
        String admin = administrator();
        String client = created(
                admin,
                "clients",
                Map.of(
                        "clientId",
                        name,
                        "secret",
                        secret,
                        "serviceAccountsEnabled",
                        true,
                        "standardFlowEnabled",
                        false));
        ObjectNode user = (ObjectNode) get(admin, "clients/" + client + "/service-account-user");
        String subject = user.get("id").textValue();
        user.putObject("attributes").putArray("directory").add(directory);
        if (partner != null) {
            user.withObject("/attributes").putArray("partner_id").add(partner);
            user.withObject("/attributes").putArray("associations").add("MPN");
        }
        send(admin("users/" + subject, admin).PUT(BodyPublishers.ofString(user.toString())));
        if (role != null) {
            send(admin("users/" + subject + "/role-mappings/realm", admin)
                    .POST(BodyPublishers.ofString("[" + get(admin, "roles/" + role) + "]")));
        }
        return new Person(name, subject, partner, secret);
    }

    /** Signs from now on with a key that nobody has seen yet. */
    void rotateSigningKey() {
        String admin = administrator();
        String realm = get(admin, "").get("id").textValue();
        created(
                admin,
                "components",
                Map.of(
                        "name",
                        "rotated-" + UUID.randomUUID(),
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "parentId",
                        realm,
                        "config",
                        Map.of("priority", List.of(Long.toString(200 + System.currentTimeMillis() / 1000)))));
        Person anybody = tokens.keySet().iterator().next();
        String before = keyOf(token(anybody));
        tokens.clear();
        Trial.happened(!keyOf(token(anybody)).equals(before), "tokens are signed as before");
    }

    private static String keyOf(String token) {
        return new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), UTF_8);
    }

    /** A token that is good for another minute at least; an old one while none is to be had. */
    String token(Person person) {
        Token known = tokens.get(person);
        if (known != null && System.nanoTime() < known.until()) {
            return known.text();
        }
        try {
            String text = grant(
                    "partner-center",
                    Map.of(
                            "grant_type",
                            "client_credentials",
                            "client_id",
                            person.name(),
                            "client_secret",
                            person.secret()));
            tokens.put(person, new Token(text, System.nanoTime() + TOKEN_LIFE.toNanos()));
            return text;
        } catch (UncheckedIOException e) {
            if (known == null) {
                throw e;
            }
            return known.text();
        }
    }

    /** Gets everybody a token that lasts through an absence of Keycloak. */
    void renewTokens() {
        List<Person> people = List.copyOf(tokens.keySet());
        tokens.clear();
        people.forEach(this::token);
    }

    private String administrator() {
        return grant(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "admin",
                        "password",
                        lab.secret("keycloak.admin.password")));
    }

    private String grant(String realm, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return read(send(HttpRequest.newBuilder(
                                URI.create(keycloak + "/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))))
                .get("access_token")
                .textValue();
    }

    private HttpRequest.Builder admin(String path, String token) {
        return HttpRequest.newBuilder(URI.create(keycloak + "/admin/realms/partner-center/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode get(String token, String path) {
        return read(send(admin(path, token).GET()));
    }

    private String created(String token, String path, Map<String, Object> body) {
        String location = send(admin(path, token)
                        .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = Lab.HTTP.send(
                    request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(
                        "Keycloak: " + response.statusCode() + " " + response.uri() + " " + response.body());
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
