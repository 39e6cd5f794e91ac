package io.partnersupport.activation.api;

import io.partnersupport.kit.http.Csv;

/** Audit entries as lines of CSV. */
final class AuditCsv {
    static final String HEADER = "id,at,partnerId,actor,role,action,subject,from,to,reason\r\n";

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
