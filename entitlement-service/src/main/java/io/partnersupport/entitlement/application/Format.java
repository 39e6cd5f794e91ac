package io.partnersupport.entitlement.application;

/** What a document is written in. */
public enum Format {
    JSON,
    YAML
}
