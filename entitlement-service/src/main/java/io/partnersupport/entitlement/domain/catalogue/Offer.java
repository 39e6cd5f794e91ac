package io.partnersupport.entitlement.domain.catalogue;

/** What a partner can buy. */
public record Offer(String code, String name, boolean needsCompetencyArea) {}
