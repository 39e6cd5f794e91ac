package io.partnersupport.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The demo partners and what belongs to them, entered through the public API by the program operator. */
final class DemoData {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What belongs to a partner, and by which fields one that is there already is known. */
    private static final Map<String, List<String>> COLLECTIONS = Map.of(
            "memberships", List.of("offer", "competencyArea"),
            "plans", List.of("plan"),
            "customers", List.of("tenantId"));

    private static final Pattern DAY = Pattern.compile("\"today(?:\\+(\\d+))?\"");
    private static final Set<Integer> AWAY = Set.of(429, 502, 503, 504);

    private final Part.Context context;
    private final AccessTokens tokens;
    private final JsonNode partners;
    private final List<DemoPerson> people;
    /** What is loaded, so that changed demo data is loaded again. */
    private final String content;

    DemoData(Part.Context context) {
        this.context = context;
        this.tokens = new AccessTokens(context.ports());
        Path realm = context.repository().realm();
        this.people = DemoPerson.load(realm);
        try (InputStream file = DemoData.class.getResourceAsStream("/demo-partners.json")) {
            String demo = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            this.content = nameOf(demo + Files.readString(realm));
            this.partners = JSON.readTree(withDays(demo, LocalDate.now(ZoneOffset.UTC)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every step may have been taken before: what is there is left alone. */
    void load() {
        Path loaded = context.data().file("demo-data.loaded");
        try {
            if (Files.exists(loaded) && Files.readString(loaded).equals(content)) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String operator = tokens.of("operator");
        for (JsonNode entry : partners) {
            JsonNode partner = entry.get("partner");
            String id = partner.get("partnerId").textValue();
            create(operator, "/v1/partners", partner, Set.of("partner-exists"));
            people.stream()
                    .filter(person -> person.partnerId().filter(id::equals).isPresent())
                    .forEach(person ->
                            create(operator, "/v1/partners/" + id + "/users", userOf(person), Set.of("user-exists")));
            COLLECTIONS.forEach((collection, known) -> {
                String path = "/v1/partners/" + id + "/" + collection;
                JsonNode present = get(operator, path).get("items");
                for (JsonNode item : entry.path(collection)) {
                    if (StreamSupport.stream(present.spliterator(), false)
                            .noneMatch(other -> isSame(item, other, known))) {
                        create(operator, path, item, Set.of());
                    }
                }
            });
        }
        awaitBenefits();
        PrivateFiles.write(loaded, content);
        LocalStack.say("demo data is loaded: " + partners.size() + " partners");
    }

    /** The newcomer's first question is answered by another service than the one that was told. */
    private void awaitBenefits() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String admin = tokens.of("contoso-admin");
        while (get(admin, "/v1/technical-benefits").path("items").isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("The demo memberships do not arrive at activation-service; see "
                        + context.data().log("activation-service"));
            }
            pause();
        }
    }

    private static JsonNode userOf(DemoPerson person) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("userId", person.userId());
        user.put("name", person.name());
        user.put("email", person.email());
        user.put("directory", person.directory());
        user.put("roles", person.roles());
        return JSON.valueToTree(user);
    }

    /** Dates are written as days from today, so that what is dated is in force whenever the stack is made. */
    static String withDays(String demo, LocalDate today) {
        return DAY.matcher(demo)
                .replaceAll(day -> '"'
                        + today.plusDays(day.group(1) == null ? 0 : Long.parseLong(day.group(1)))
                                .toString()
                        + '"');
    }

    private static boolean isSame(JsonNode item, JsonNode other, List<String> fields) {
        return fields.stream()
                .allMatch(field ->
                        item.path(field).asText("").equals(other.path(field).asText("")));
    }

    private JsonNode get(String token, String path) {
        return answer(request(token, path).GET().build(), Set.of());
    }

    /** The key follows from the content, so that asking twice is asking once. */
    private void create(String token, String path, JsonNode body, Set<String> tolerated) {
        HttpRequest request = request(token, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "demo-" + nameOf(path + body))
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        answer(request, tolerated);
    }

    private HttpRequest.Builder request(String token, String path) {
        URI address = context.ports().gatewayAddress().resolve(path);
        return Http.to(address).header("Authorization", "Bearer " + token).header("Accept-Language", "en");
    }

    private static JsonNode answer(HttpRequest request, Set<String> tolerated) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String refusal;
            boolean away = true;
            try {
                HttpResponse<String> response = Http.send(request);
                JsonNode body = JSON.readTree(response.body());
                if (response.statusCode() < 300
                        || tolerated.contains(body.path("code").asText())) {
                    return body;
                }
                away = AWAY.contains(response.statusCode());
                refusal = response.statusCode() + " " + response.body();
            } catch (IOException e) {
                refusal = e.toString();
            }
            if (!away || System.nanoTime() > deadline) {
                throw new StackFailure(
                        "Demo data cannot be loaded: " + request.method() + " " + request.uri() + " → " + refusal);
            }
            pause();
        }
    }

    private static String nameOf(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.");
        }
    }
}
