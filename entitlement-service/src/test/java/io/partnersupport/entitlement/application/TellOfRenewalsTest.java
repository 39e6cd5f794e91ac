package io.partnersupport.entitlement.application;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class TellOfRenewalsTest {
    private static final List<String> AREAS = List.of(
            "security",
            "cloud-platform",
            "cloud-productivity",
            "communications",
            "data-analytics",
            "data-platform",
            "datacenter",
            "devops",
            "messaging",
            "windows-and-devices");
    private final String partnerId = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE));

    @Inject
    TellOfRenewals tellOfRenewals;

    @Test
    @DisplayName("E-7: several instances tell of each renewal once")
    void tellsOnceHoweverManyInstancesRun() {
        Person operator = Person.operator();
        operator.requestWithKey()
                .body("""
                        {"partnerId":"%s","name":"Contoso","country":"PL","managedIn":"PARTNER_CENTER",
                         "partnerKind":"NONE","tenantId":"%s","domain":"p%s.example"}""".formatted(partnerId, UUID.randomUUID(), partnerId))
                .post("/v1/partners")
                .then()
                .statusCode(201);
        Set<String> memberships = new HashSet<>();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService instances = Executors.newFixedThreadPool(3);
        try {
            for (int i = 0; i < 3; i++) {
                instances.execute(() -> {
                    while (!stop.get()) {
                        tellOfRenewals.react();
                    }
                });
            }
            for (String area : AREAS) {
                memberships.add(operator.requestWithKey()
                        .body("{\"offer\":\"silver-competency\",\"competencyArea\":\"%s\",\"purchasedOn\":\"%s\"}"
                                .formatted(area, LocalDate.now(ZoneOffset.UTC).minusDays(355)))
                        .post("/v1/partners/" + partnerId + "/memberships")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("membershipId"));
            }
            await().until(() -> told().containsAll(memberships));
        } finally {
            stop.set(true);
            instances.shutdown();
        }
        assertThat(told()).containsExactlyInAnyOrderElementsOf(memberships);
    }

    private List<String> told() {
        return TestTopics.read("entitlement.notices").stream()
                .map(event -> JsonPath.from(event.value()))
                .filter(notice -> notice.getString("partnerId").equals(partnerId))
                .map(notice -> notice.getString("membershipId"))
                .toList();
    }
}
