package io.partnersupport.linking.domain.contract;

/** The units of a counted line. */
public record Units(int granted, int used, int remaining) {}
