package io.partnersupport.entitlement.domain;

/** A state and the sequence that it has, which a later change must name. */
public record Versioned<T>(T state, long sequence) {}
