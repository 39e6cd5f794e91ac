package io.partnersupport.entitlement.domain.catalogue;

/** A field of competence; the edition says which of them are cloud competencies (E-2). */
public record CompetencyArea(String code, String name, boolean cloud) {}
