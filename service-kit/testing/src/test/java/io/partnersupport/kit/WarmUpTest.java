package io.partnersupport.kit;

import static io.partnersupport.kit.testing.Patience.await;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.start.WarmUp;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A service has done what first requests do before it says that it is ready. */
@QuarkusTest
@WithBacking
class WarmUpTest {
    /** Fails, which must not keep the service from becoming ready. */
    @ApplicationScoped
    @Priority(2) // the first of them
    static class FailingWarmUp implements WarmUp {
        @Override
        public List<Object> answers() {
            throw new IllegalStateException("does not work");
        }
    }

    /** Writes, of which nothing may remain, and takes a moment. */
    @ApplicationScoped
    @Priority(1)
    static class WritingWarmUp implements WarmUp {
        private final CountDownLatch written = new CountDownLatch(1);

        @Inject
        EntityManager entityManager;

        @Override
        public List<Object> answers() {
            entityManager
                    .createNativeQuery("INSERT INTO thing (id, name, sequence) VALUES ('warm-up', 'warm-up', 1)")
                    .executeUpdate();
            return List.of(new Answer(this));
        }

        boolean isDone() {
            return written.getCount() == 0;
        }

        /** Known to be written as JSON when it is read. */
        public static class Answer {
            private final WritingWarmUp warmUp;

            Answer(WritingWarmUp warmUp) {
                this.warmUp = warmUp;
            }

            public String getText() {
                pause();
                warmUp.written.countDown();
                return "";
            }

            private static void pause() {
                try {
                    TimeUnit.MILLISECONDS.sleep(200);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Inject
    WritingWarmUp writing;

    @Inject
    Database database;

    @TestHTTPResource(value = "health/ready", management = true)
    URL readiness;

    @Test
    @DisplayName("I9: ready once every warm-up was tried, whatever became of it, and nothing of it is kept")
    void readyOnceWarm() {
        await().until(() -> get(readiness).statusCode() == 200);

        assertThat(get(readiness).jsonPath().getInt("checks.find { it.name == 'warm-up' }.data.failed"))
                .isEqualTo(1);
        assertThat(writing.isDone()).isTrue();
        assertThat(database.count("thing WHERE id = 'warm-up'")).isZero();
    }
}
