package io.partnersupport.entitlement.domain.catalogue;

/**
 * What a partner can buy.
 *
 * @param benefitPackage the name of what comes with it, as partners know it
 */
public record Offer(String code, String name, boolean needsCompetencyArea, String benefitPackage) {}
