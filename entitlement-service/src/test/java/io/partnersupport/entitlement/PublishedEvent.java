package io.partnersupport.entitlement;

import static io.partnersupport.kit.testing.Patience.await;

import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.TestTopics;
import java.util.Objects;
import java.util.function.Predicate;

/** The events of one aggregate, which every reader must be able to take. */
record PublishedEvent(String topic, String key) {
    /** Those of the aggregate at an address: its last segment is the key. */
    static PublishedEvent of(String topic, String address) {
        return new PublishedEvent(topic, address.substring(address.lastIndexOf('/') + 1));
    }

    /** Awaits one that says so, and checks it and the example against the published schema. */
    void has(String contract, Predicate<String> what) {
        String event = await().until(
                        () -> TestTopics.read(topic).stream()
                                .filter(sent -> sent.key().equals(key))
                                .map(sent -> sent.value())
                                .filter(what)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
        EventContract published = new EventContract("entitlement-service", contract);
        published.assertDescribes(event);
        published.assertDescribes(published.example());
    }
}
