package io.partnersupport.entitlement;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.partnersupport.entitlement.application.ProcessImports;
import io.partnersupport.entitlement.domain.imports.Import;
import io.partnersupport.entitlement.domain.imports.Imports;
import io.partnersupport.entitlement.domain.imports.RefusedRow;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class ImportTest {
    private static final String HEADER = "partnerId,name,country,managedIn,partnerKind,tenantId,domain\n";
    private static final String CSV = "text/csv";
    private static final String JSON_LINES = "application/x-ndjson";

    private final Person operator = Person.operator();
    private final long first = ThreadLocalRandom.current().nextLong(1_000_000, 1L << 60);

    @Inject
    Imports imports;

    @Inject
    ProcessImports processImports;

    // ---- what is taken

    @Test
    @DisplayName("E-13: partners come by CSV; the same file again changes nothing")
    void importsPartners() {
        String file = HEADER + rows(450);
        JsonPath report = imported("PARTNERS", CSV, file);
        assertOutcome(report, 450, 0, 0);
        operator.request()
                .get("/v1/partners/" + (first + 449))
                .then()
                .statusCode(200)
                .body("name", equalTo("Import, 449"));

        assertOutcome(imported("PARTNERS", CSV, file), 0, 450, 0);
        assertOutcome(imported("PARTNERS", CSV, file.replace("Import, 7\"", "Other\"")), 0, 449, 1);
    }

    @Test
    @DisplayName("E-7, E-8: memberships come by JSON lines with all that a purchase means")
    void importsMemberships() {
        assertOutcome(imported("PARTNERS", CSV, HEADER + rows(60)), 60, 0, 0);
        String file = IntStream.range(0, 60)
                .mapToObj(i ->
                        "{\"partnerId\":\"%d\",\"offer\":\"silver-competency\",\"competencyArea\":\"security\",\"purchasedOn\":\"2026-03-01\"}\r\n"
                                .formatted(first + i))
                .collect(Collectors.joining());
        assertOutcome(imported("MEMBERSHIPS", JSON_LINES, file), 60, 0, 0);
        operator.request()
                .get("/v1/partners/%d/memberships".formatted(first + 59))
                .then()
                .body("items.purchasedOn", contains("2026-03-01"));
        operator.request()
                .get("/v1/partners/%d/benefits".formatted(first + 59))
                .then()
                .body("items.kind", hasItem("signature-cloud-support"));

        assertOutcome(imported("MEMBERSHIPS", JSON_LINES, file), 0, 60, 0);
    }

    @Test
    @DisplayName(
            "Columns in any order, quotes, a byte order mark, CRLF, blank lines, formulas: read as they are written")
    void readsWhatIsUnusualButRight() {
        String file = "\ufeffdomain,partnerId,tenantId,partnerKind,managedIn,country,name\r\n\r\n"
                + "f%d.example,%d,%s,NONE,PMC,PL,\"=HYPERLINK(\"\"https://x.example\"\")\"\r\n  \r\n"
                        .formatted(first, first, UUID.randomUUID())
                + "g%d.example,%d,%s,NONE,PMC,PL,Zażółć 株式会社".formatted(first, first + 1, UUID.randomUUID());
        assertOutcome(imported("PARTNERS", CSV, file), 2, 0, 0);
        operator.request()
                .get("/v1/partners/" + first)
                .then()
                .body("name", equalTo("=HYPERLINK(\"https://x.example\")"));
        operator.request().get("/v1/partners/" + (first + 1)).then().body("name", equalTo("Zażółć 株式会社"));
    }

    // ---- what is refused

    @Test
    @DisplayName("Every refused row is reported with its line, and the others are taken")
    void reportsRefusedRows() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        String uuid = UUID.randomUUID().toString();
        Stream.of(
                        HEADER,
                        row(0), // 2
                        "%d,\"Never closed,PL,PMC,NONE,%s,c.example\n".formatted(first + 1, uuid), // 3
                        "%d,Too,few\n".formatted(first + 2), // 4
                        "\n", // 5
                        "123456789012345678901,Long id,PL,PMC,NONE,%s,c.example\n".formatted(uuid), // 6
                        "%d,,Poland,PMC,NONE,x,C.example\n".formatted(first + 3), // 7
                        "%d,Kind,PL,PMC,OTHER,%s,c.example\n".formatted(first + 4, uuid), // 8
                        "%d,N\u0000L,PL,PMC,NONE,%s,c.example\n".formatted(first + 5, uuid), // 9
                        "%d,%s,PL,PMC,NONE,%s,c.example\n".formatted(first + 6, "x".repeat(10_000), uuid), // 10
                        "%d,Same domain,PL,PMC,NONE,%s,i%d.example\n".formatted(first + 7, uuid, first), // 11
                        row(0).replace("Import", "Renamed")) // 12
                .forEach(line -> file.writeBytes(line.getBytes(StandardCharsets.UTF_8)));
        file.writeBytes("%d,Bad \u00ff,PL,PMC,NONE,%s,c.example\n"
                .formatted(first + 8, uuid)
                .getBytes(StandardCharsets.ISO_8859_1)); // 13
        file.writeBytes(row(9).getBytes(StandardCharsets.UTF_8)); // 14

        JsonPath report = imported("PARTNERS", CSV, file.toByteArray());
        assertOutcome(report, 2, 0, 10);
        String refusals = "/v1/imports/" + report.getString("id") + "/refusals";
        operator.request()
                .get(refusals)
                .then()
                .statusCode(200)
                .body("items.line", contains(3, 4, 6, 7, 8, 9, 10, 11, 12, 13))
                .body(
                        "items.code",
                        contains(
                                "malformed-row",
                                "malformed-row",
                                "invalid-row",
                                "invalid-row",
                                "invalid-row",
                                "invalid-row",
                                "line-too-long",
                                "partner-exists",
                                "partner-differs",
                                "malformed-row"))
                .body("items[3].errors.field", contains("country", "domain", "name", "tenantId"))
                .body("items[4].errors.field", contains("partnerKind"))
                .body("items[8].errors.field", contains("name"))
                .body("items[0].nextStep", notNullValue());
        String cursor = operator.request().get(refusals + "?limit=9").path("nextCursor");
        operator.request()
                .get(refusals + "?limit=9&cursor=" + cursor)
                .then()
                .body("items.line", contains(13))
                .body("nextCursor", equalTo(null));
        operator.request().get("/v1/imports?limit=200").then().body("items.id", hasItem(report.getString("id")));
    }

    @Test
    @DisplayName("The refusals of purchases are those of single ones")
    void reportsRefusedPurchases() {
        assertOutcome(imported("PARTNERS", CSV, HEADER + rows(1)), 1, 0, 0);
        String file = """
                {"partnerId":"%1$d","offer":"platinum","competencyArea":"juggling","purchasedOn":"2026-03-01"}
                {"partnerId":"%2$d","offer":"action-pack","purchasedOn":"2026-03-01"}
                {"partnerId":"%1$d","offer":"action-pack","purchasedOn":"1999-03-01"}
                {"partnerId":"%1$d","offer":"action-pack","purchasedOn":"2026-02-30"}
                {"partnerId":%1$d,"offer":"action-pack","purchasedOn":"2026-03-01"}
                {"partnerId":"%1$d","offer":"action-pack","purchasedOn":"2026-03-01","price":1}
                {"partnerId":"%1$d","offer":"action-pack","purchasedOn":"2026-03-01"} {}
                {"partnerId":"%1$d","partnerId":"1","offer":"action-pack","purchasedOn":"2026-03-01"}
                null
                []
                {
                %3$s
                {"partnerId":"%1$d","offer":"action-pack"}
                {"partnerId":"%1$d","offer":"action-pack","purchasedOn":"2026-03-01"}
                """.formatted(first, first + 1, "[".repeat(2000));
        JsonPath report = imported("MEMBERSHIPS", "application/jsonl", file);
        assertOutcome(report, 1, 0, 13);
        operator.request()
                .get("/v1/imports/" + report.getString("id") + "/refusals")
                .then()
                .body(
                        "items.code",
                        contains(
                                "unknown-offer",
                                "unknown-partner",
                                "no-edition-in-force",
                                "invalid-row",
                                "invalid-row",
                                "unknown-field",
                                "malformed-row",
                                "malformed-row",
                                "malformed-row",
                                "malformed-row",
                                "malformed-row",
                                "malformed-row",
                                "invalid-row"))
                .body("items[5].errors.field", contains("price"));
    }

    @Test
    @DisplayName("A row that the database refuses does not hold up the others of its chunk")
    void goesOnBehindARowThatFails() {
        assertOutcome(imported("PARTNERS", CSV, HEADER + rows(3)), 3, 0, 0);
        // bought anew on the day on which the renewal of the purchase of 2024 begins, and only then the older one
        String file = """
                {"partnerId":"%1$d","offer":"action-pack","purchasedOn":"2024-01-01"}
                {"partnerId":"%2$d","offer":"action-pack","purchasedOn":"2026-03-01"}
                {"partnerId":"%1$d","offer":"action-pack","purchasedOn":"2024-01-02"}
                {"partnerId":"%1$d","offer":"action-pack","purchasedOn":"2024-01-03"}
                {"partnerId":"%3$d","offer":"action-pack","purchasedOn":"2026-03-01"}
                """.formatted(first, first + 1, first + 2);
        JsonPath report = imported("MEMBERSHIPS", JSON_LINES, file);
        assertThat(report.getInt("read")).isEqualTo(5);
        for (long partner : new long[] {first + 1, first + 2}) {
            operator.request()
                    .get("/v1/partners/%d/memberships".formatted(partner))
                    .then()
                    .body("items.size()", equalTo(1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partnerId,name | country,domain,managedIn,partnerKind,tenantId",
                "partnerId,name,country,managedIn,partnerKind,tenantId,domain,name,rank | name,rank",
                "partnerId;name;country | country,domain,managedIn,name,partnerId,partnerId;name;country,partnerKind,tenantId",
                "'\"partnerId,name' | header",
            })
    void refusesAWrongHeaderAsAWhole(String header, String fields) {
        sent("PARTNERS", CSV, (header + "\n" + row(0)).getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .body("code", equalTo("wrong-header"))
                .body("errors.field", containsInAnyOrder((Object[]) fields.split(",")));
        operator.request().get("/v1/partners/" + first).then().statusCode(404);
    }

    @Test
    void refusesWhatIsNoImport() {
        byte[] file = (HEADER + row(0)).getBytes(StandardCharsets.UTF_8);
        sent("PARTNERS", CSV, new byte[0]).statusCode(422).body("code", equalTo("wrong-header"));
        sent("PARTNERS", CSV, HEADER.getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .body("code", equalTo("empty-import"));
        sent("PARTNERS", JSON_LINES, "\n \n".getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .body("code", equalTo("empty-import"));
        sent("PARTNERS", "application/json", file).statusCode(415);
        sent("PARTNERS", "text/csv; charset=ISO-8859-1", file).statusCode(415);
        sent("users", CSV, file).statusCode(400).body("errors.field", contains("kind"));
        asWritten(operator.request(), CSV)
                .body(file)
                .post("/v1/imports?kind=PARTNERS")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
        asWritten(operator.requestWithKey(), CSV)
                .body(file)
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("errors.field", contains("kind"));
        asWritten(Person.of("1", Role.GLOBAL_ADMIN).requestWithKey(), CSV)
                .body(file)
                .post("/v1/imports?kind=PARTNERS")
                .then()
                .statusCode(403);
        operator.request().get("/v1/imports/" + UUID.randomUUID()).then().statusCode(404);
        operator.request().get("/v1/imports/x").then().statusCode(404);
        Person.of("1", Role.GLOBAL_ADMIN).request().get("/v1/imports").then().statusCode(403);
        operator.request().get("/v1/partners/" + first).then().statusCode(404);
    }

    @Test
    @DisplayName("Only an import may be large")
    void onlyAnImportMayBeLarge() {
        byte[] large = ("{\"name\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        operator.requestWithKey()
                .body(large)
                .post("/v1/partners")
                .then()
                .statusCode(413)
                .body("code", equalTo("payload-too-large"));
        sent("PARTNERS", JSON_LINES, large).statusCode(202);
    }

    @Test
    @DisplayName("The same key and file is one import; the same key with another file is refused")
    void aRetryIsNotASecondImport() {
        String key = UUID.randomUUID().toString();
        String file = HEADER + row(0);
        String location = post(key, file).statusCode(202).extract().header("Location");
        post(key, file).statusCode(202).header("Location", equalTo(location));
        post(key, file + row(1)).statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    // ---- restarts and instances

    @Test
    @DisplayName("A restart goes on behind the last row that is done, and no row is done twice")
    void goesOnWhereItWas() {
        // what an instance leaves that dies after the first two rows of a chunk: a next line, and effects up to it
        assertOutcome(imported("PARTNERS", CSV, HEADER + rows(2)), 2, 0, 0);
        UUID id = UUID.randomUUID();
        List<String> columns = List.of(HEADER.strip().split(","));
        QuarkusTransaction.requiringNew().run(() -> {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            for (int i = 0; i < 5; i++) {
                chunk.writeBytes(Imports.Chunk.row(i + 2, row(i).strip().getBytes(StandardCharsets.UTF_8)));
            }
            Import begun = new Import(
                    id,
                    Import.Kind.PARTNERS,
                    Import.Format.CSV,
                    columns,
                    "operator",
                    Instant.now(),
                    5,
                    4,
                    Import.Progress.NONE,
                    Optional.empty(),
                    Optional.empty());
            imports.add(begun);
            imports.add(id, List.of(new Imports.Chunk(2, chunk.toByteArray())));
            imports.progressed(begun, 4, new Import.Progress(2, 0, 0), List.<RefusedRow>of(), Instant.now());
        });
        assertOutcome(completed("/v1/imports/" + id), 5, 0, 0);
    }

    @Test
    @DisplayName("Several workers at once do every row once")
    void severalWorkersDoEveryRowOnce() {
        String location = post(UUID.randomUUID().toString(), HEADER + rows(900))
                .statusCode(202)
                .extract()
                .header("Location");
        IntStream.range(0, 4).parallel().forEach(worker -> {
            for (int i = 0; i < 6; i++) {
                processImports.react();
            }
        });
        assertOutcome(completed(location), 900, 0, 0);
    }

    // ---- fixture

    private String rows(int count) {
        return IntStream.range(0, count).mapToObj(this::row).collect(Collectors.joining());
    }

    /** The same row for the same number. */
    private String row(int i) {
        long id = first + i;
        return "%d,\"Import, %d\",PL,PARTNER_CENTER,DIRECT,%s,i%d.example\n".formatted(id, i, new UUID(0x4000, id), id);
    }

    private JsonPath imported(String kind, String type, String file) {
        return imported(kind, type, file.getBytes(StandardCharsets.UTF_8));
    }

    private JsonPath imported(String kind, String type, byte[] file) {
        return completed(sent(kind, type, file)
                .statusCode(202)
                .body("status", equalTo("WAITING"))
                .header("Location", startsWith("/v1/imports/"))
                .extract()
                .header("Location"));
    }

    private JsonPath completed(String location) {
        await().until(() -> operator.request().get(location).path("status").equals("COMPLETED"));
        operator.request().get(location + "/refusals?cursor=x").then().statusCode(400);
        return operator.request().get(location).jsonPath();
    }

    private ValidatableResponse sent(String kind, String type, byte[] file) {
        return asWritten(operator.requestWithKey(), type)
                .body(file)
                .post("/v1/imports?kind=" + kind)
                .then();
    }

    /** The media type as it is written, without a charset that nobody asked for. */
    private static RequestSpecification asWritten(RequestSpecification request, String type) {
        EncoderConfig nothingAdded = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(type, ContentType.TEXT);
        return request.config(RestAssured.config().encoderConfig(nothingAdded)).contentType(type);
    }

    private ValidatableResponse post(String key, String file) {
        return asWritten(operator.request().header("Idempotency-Key", key), CSV)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?kind=PARTNERS")
                .then();
    }

    private static void assertOutcome(JsonPath report, int accepted, int unchanged, int refused) {
        assertThat(report.getInt("accepted")).as("accepted").isEqualTo(accepted);
        assertThat(report.getInt("unchanged")).as("unchanged").isEqualTo(unchanged);
        assertThat(report.getInt("refused")).as("refused").isEqualTo(refused);
        assertThat(report.getInt("read")).isEqualTo(report.getInt("rows"));
    }
}
