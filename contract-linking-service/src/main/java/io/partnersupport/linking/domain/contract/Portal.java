package io.partnersupport.linking.domain.contract;

/** The kind of products that a support portal is for. */
public enum Portal {
    CLOUD,
    ON_PREMISES
}
