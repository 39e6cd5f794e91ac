package io.partnersupport.kit.event;

import java.time.Instant;

/**
 * The complete public state of one aggregate after a change.
 *
 * @param key the aggregate's id, which is also the record's key
 * @param sequence strictly rising per aggregate; the greater one is the newer state
 * @param time when the change was made
 */
public record StateEvent<S>(String key, long sequence, Instant time, S state) {}
