package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.imports.Import;
import io.partnersupport.entitlement.domain.imports.Import.Format;
import io.partnersupport.entitlement.domain.imports.Import.Kind;
import io.partnersupport.entitlement.domain.imports.Import.Progress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "import")
class ImportEntity {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    Kind kind;

    @Enumerated(EnumType.STRING)
    Format format;

    @Column(name = "columns_of_file")
    String[] columns;

    String requestedBy;
    Instant requestedAt;
    int rowsOfFile;
    int nextLine;
    int accepted;
    int unchanged;
    int refused;
    Instant startedAt;
    Instant completedAt;

    static ImportEntity of(Import received) {
        ImportEntity entity = new ImportEntity();
        entity.id = received.id();
        entity.kind = received.kind();
        entity.format = received.format();
        entity.columns = received.columns().toArray(String[]::new);
        entity.requestedBy = received.requestedBy();
        entity.requestedAt = received.requestedAt();
        entity.rowsOfFile = received.rows();
        entity.nextLine = received.nextLine();
        return entity;
    }

    Import toImport() {
        return new Import(
                id,
                kind,
                format,
                List.of(columns),
                requestedBy,
                requestedAt,
                rowsOfFile,
                nextLine,
                new Progress(accepted, unchanged, refused),
                Optional.ofNullable(startedAt),
                Optional.ofNullable(completedAt));
    }
}
