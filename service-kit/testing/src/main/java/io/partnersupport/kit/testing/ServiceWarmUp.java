package io.partnersupport.kit.testing;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.start.WarmUp;
import io.quarkus.arc.All;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a service does before its first request; a service's {@code @QuarkusTest} extends this. */
public abstract class ServiceWarmUp {
    @Inject
    @All
    List<WarmUp> warmUps;

    @TestHTTPResource(value = "health/ready", management = true)
    URL readiness;

    @Test
    @DisplayName("I9: what was tried before the service was ready did work")
    void everyWarmUpWorked() {
        assertThat(warmUps).isNotEmpty();
        Patience.await().untilAsserted(() -> assertThat(check("status")).isEqualTo("UP"));
        assertThat(check("data.failed")).isEqualTo("0");
    }

    /** The whole need not be up: the other services' topics are not there in every test. */
    private String check(String part) {
        return get(readiness).jsonPath().getString("checks.find { it.name == 'warm-up' }." + part);
    }
}
