package io.partnersupport.entitlement.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

@Entity
@Table(name = "edition")
@IdClass(EditionEntity.Key.class)
class EditionEntity {
    record Key(String code, int revision) implements Serializable {}

    @Id
    String code;

    @Id
    int revision;

    String name;
    Instant effectiveFrom;
    Instant effectiveTo;
    String document;

    Instant importedAt;
}
