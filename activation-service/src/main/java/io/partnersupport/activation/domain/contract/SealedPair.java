package io.partnersupport.activation.domain.contract;

/** An encrypted pair, and which key opens it. */
public record SealedPair(String text) {}
