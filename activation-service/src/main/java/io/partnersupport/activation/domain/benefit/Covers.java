package io.partnersupport.activation.domain.benefit;

/** What a benefit covers: a JSON document that entitlement-service wrote and that is passed on as it is. */
public record Covers(String document) {}
