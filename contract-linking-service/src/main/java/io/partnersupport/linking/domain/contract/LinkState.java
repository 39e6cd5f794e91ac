package io.partnersupport.linking.domain.contract;

/** What a link is worth at an instant (L-5). */
public enum LinkState {
    USABLE,
    EXPIRED,
    EXHAUSTED,
    WITHDRAWN
}
