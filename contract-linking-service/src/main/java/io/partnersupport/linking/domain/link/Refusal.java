package io.partnersupport.linking.domain.link;

/** Why a contract whose pair was right is not linked (L-2). */
public enum Refusal {
    CONTRACT_WITHDRAWN,
    CONTRACT_EXPIRED,
    INCIDENTS_EXHAUSTED,
    ACCESS_ID_IN_USE
}
