package io.partnersupport.activation.domain.contract;

/** An Access ID and a Contract ID as keyed digests, each by itself, under the key of that id. */
public record PairDigest(String keyId, String accessId, String contractId) {}
