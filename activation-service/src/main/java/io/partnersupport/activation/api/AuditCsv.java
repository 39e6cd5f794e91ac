package io.partnersupport.activation.api;

import io.partnersupport.kit.http.Csv;

/** Audit entries as lines of CSV. */
final class AuditCsv {
    static final String HEADER = "id,at,partnerId,actor,role,action,subject,from,to,reason\r\n";

    static final String EXAMPLE = "019e4a30-0000-7000-8000-000000000001,2026-03-02T09:30:00Z,4960001,"
            + "8f2c0001-0000-4000-8000-000000000001,global-admin,ACTIVATION_REQUESTED,"
            + "019e4a10-0002-7000-8000-000000000001,AVAILABLE,REQUESTED,\r\n";

    private AuditCsv() {}

    static String line(AuditEntryResponse entry) {
        return Csv.line(
                entry.id(),
                entry.at(),
                entry.partnerId(),
                entry.actor(),
                entry.role(),
                entry.action(),
                entry.subject(),
                entry.from(),
                entry.to(),
                entry.reason());
    }
}
