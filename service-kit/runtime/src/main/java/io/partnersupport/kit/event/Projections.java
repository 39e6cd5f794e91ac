package io.partnersupport.kit.event;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The service's projections, and how records get into them. */
@ApplicationScoped
class Projections {
    private final Map<String, StateProjection<?>> byTopic;
    private final Set<String> topicsWithHeartbeats;
    private final EventJson json;

    Projections(@All List<StateProjection<?>> projections, EventJson json) {
        this.byTopic =
                projections.stream().collect(Collectors.toUnmodifiableMap(StateProjection::topic, Function.identity()));
        this.topicsWithHeartbeats = projections.stream()
                .filter(projection -> !projection.isOfFacts())
                .map(StateProjection::topic)
                .collect(Collectors.toUnmodifiableSet());
        this.json = json;
    }

    Set<String> topics() {
        return byTopic.keySet();
    }

    Set<String> topicsWithHeartbeats() {
        return topicsWithHeartbeats;
    }

    List<ProjectionTable> tablesOf(String topic) {
        return byTopic.get(topic).tables();
    }

    /**
     * Applies the newest state of each key in the running transaction.
     *
     * @param events without heartbeats
     * @return whether there was any state among them
     * @throws UnreadableEvent if one of them is not an event of its topic
     */
    boolean apply(Collection<ConsumerRecord<String, byte[]>> events) {
        Map<String, Map<String, ConsumerRecord<String, byte[]>>> newestByTopic = new TreeMap<>();
        events.stream()
                .collect(Collectors.groupingBy(ConsumerRecord::topic))
                .forEach((topic, ofTopic) -> newestByTopic.put(topic, newest(ofTopic)));
        newestByTopic.values().removeIf(Map::isEmpty);
        newestByTopic.forEach((topic, newest) -> apply(topic, newest.values()));
        return !newestByTopic.isEmpty();
    }

    /** Applies states to the projection of a topic in the running transaction; each key comes once. */
    void apply(String topic, Collection<ConsumerRecord<String, byte[]>> newest) {
        project(byTopic.get(topic), newest);
    }

    /** The newest state of each key, in the order of the keys. A tombstone only erases what retention has ended. */
    static Map<String, ConsumerRecord<String, byte[]>> newest(Collection<ConsumerRecord<String, byte[]>> events) {
        Map<String, ConsumerRecord<String, byte[]>> newest = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> event : events) {
            if (event.key() == null) {
                throw new UnreadableEvent("no key");
            }
            if (event.value() != null) {
                newest.merge(
                        event.key(),
                        event,
                        (a, b) -> EventHeaders.sequence(a.headers()) > EventHeaders.sequence(b.headers()) ? a : b);
            }
        }
        return newest;
    }

    private <S> void project(StateProjection<S> projection, Collection<ConsumerRecord<String, byte[]>> newest) {
        projection.apply(newest.stream()
                .map(event -> parse(event, projection.stateType()))
                .toList());
    }

    private <S> StateEvent<S> parse(ConsumerRecord<String, byte[]> event, Class<S> type) {
        try {
            S state = json.read(event.value(), type);
            if (state == null) {
                throw new UnreadableEvent("empty");
            }
            return new StateEvent<>(
                    event.key(), EventHeaders.sequence(event.headers()), EventHeaders.time(event.headers()), state);
        } catch (IOException e) {
            throw new UnreadableEvent(e.getClass().getSimpleName());
        }
    }
}
