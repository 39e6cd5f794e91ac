package io.partnersupport.kit.event;

/**
 * Something that must happen because of what is known by now: <em>what should be there minus what is recorded</em>,
 * under a unique business key, so that skipped, repeated or replayed events neither lose nor repeat an effect.
 */
public interface Reaction {
    /**
     * Does one bounded batch in transactions of its own. Woken after every commit that changed a projection or added
     * an event, and at intervals.
     *
     * @return how many effects there were; it is called again until there are none
     */
    int react();
}
