package io.partnersupport.kit.event;

import static org.awaitility.Awaitility.await;

import io.partnersupport.kit.Database;
import io.partnersupport.kit.KnownThings;
import io.partnersupport.kit.Things;
import io.partnersupport.kit.testing.Line;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class LongOutageTest {
    @Inject
    Things things;

    @Inject
    Database database;

    @Test
    void kafkaCut() throws Exception {
        outage("cut", Line.toKafka()::cut);
    }

    @Test
    void kafkaSilent() throws Exception {
        outage("silent", Line.toKafka()::silence);
    }

    void outage(String what, Runnable fault) throws Exception {
        TestTopics.create(KnownThings.TOPIC);
        String id = UUID.randomUUID().toString();
        things.rename(id, "before");
        await().until(() -> database.count("outbox") == 0);
        fault.run();
        int n = 1;
        for (int i = 0; i < 75; i++) {
            things.rename(id, "n");
            n++;
            Thread.sleep(1000);
        }
        System.out.println("PROBE waiting in outbox " + database.count("outbox"));
        Line.toKafka().restore();
        long t = System.nanoTime();
        await().atMost(Duration.ofSeconds(60)).until(() -> database.count("outbox") == 0);
        System.out.println("PROBE " + what + " drained after ms " + (System.nanoTime() - t) / 1000000);
        SentThings.now().assertCompleteAndOrdered(id, n);
        t = System.nanoTime();
        TestTopics.send(KnownThings.TOPIC, id, 1, "{\"name\":\"x\"}");
        await().atMost(Duration.ofSeconds(60)).until(() -> database.count("known_thing WHERE id='" + id + "'") == 1);
        System.out.println("PROBE consumed after ms " + (System.nanoTime() - t) / 1000000);
        System.out.println("PROBE sent " + SentThings.now().sequencesOf(id).size() + " of " + n);
    }
}
