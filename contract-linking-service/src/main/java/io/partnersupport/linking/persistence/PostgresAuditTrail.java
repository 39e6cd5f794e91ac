package io.partnersupport.linking.persistence;

import io.partnersupport.linking.domain.audit.Actor;
import io.partnersupport.linking.domain.audit.AuditEntry;
import io.partnersupport.linking.domain.audit.AuditEntry.AuditedLink;
import io.partnersupport.linking.domain.audit.AuditTrail;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.PartnerId;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.LinkId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

@ApplicationScoped
class PostgresAuditTrail implements AuditTrail {
    private final Session session;

    PostgresAuditTrail(Session session) {
        this.session = session;
    }

    @Override
    public void add(AuditEntry entry) {
        session.createNativeMutationQuery("""
                        INSERT INTO link_audit_entry
                            (id, at, actor, role, action, account_id, partner_id, contract_id, link_id)
                        VALUES (:id, :at, :actor, :role, :action, :account, :partner,
                            CAST(:contract AS uuid), CAST(:link AS uuid))""")
                .setParameter("id", entry.id())
                .setParameter("at", entry.at())
                .setParameter("actor", entry.actor().id())
                .setParameter("role", entry.actor().role())
                .setParameter("action", entry.action().name())
                .setParameter("account", entry.account().subject())
                .setParameter(
                        "partner",
                        entry.about().map(about -> about.partner().value()).orElse(null),
                        String.class)
                .setParameter(
                        "contract",
                        entry.about().map(about -> about.contract().value()).orElse(null),
                        UUID.class)
                .setParameter(
                        "link", entry.about().map(about -> about.link().value()).orElse(null), UUID.class)
                .executeUpdate();
    }

    @Override
    public List<AuditEntry> list(Filter filter, Optional<UUID> before, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>(List.of("true"));
        before.ifPresent(id -> conditions.add(where("id < :before", "before", id, parameters)));
        filter.partner()
                .ifPresent(partner ->
                        conditions.add(where("partner_id = :partner", "partner", partner.value(), parameters)));
        filter.contract()
                .ifPresent(contract ->
                        conditions.add(where("contract_id = :contract", "contract", contract.value(), parameters)));
        filter.account()
                .ifPresent(account ->
                        conditions.add(where("account_id = :account", "account", account.subject(), parameters)));
        filter.action()
                .ifPresent(action -> conditions.add(where("action = :action", "action", action.name(), parameters)));
        filter.from().ifPresent(from -> conditions.add(where("at >= :from", "from", from, parameters)));
        filter.to().ifPresent(to -> conditions.add(where("at < :to", "to", to, parameters)));
        var query = session.createNativeQuery(
                "SELECT id, at, actor, role, action, account_id, partner_id, contract_id, link_id FROM link_audit_entry"
                        + " WHERE " + String.join(" AND ", conditions) + " ORDER BY id DESC LIMIT :limit",
                Tuple.class);
        parameters.forEach(query::setParameter);
        return query.setParameter("limit", limit).getResultList().stream()
                .map(PostgresAuditTrail::toEntry)
                .toList();
    }

    private static String where(String condition, String name, Object value, Map<String, Object> parameters) {
        parameters.put(name, value);
        return condition;
    }

    private static AuditEntry toEntry(Tuple row) {
        return new AuditEntry(
                row.get("id", UUID.class),
                row.get("at", Instant.class),
                new Actor(row.get("actor", String.class), row.get("role", String.class)),
                AuditEntry.LinkAction.valueOf(row.get("action", String.class)),
                new AccountId(row.get("account_id", String.class)),
                Optional.ofNullable(row.get("link_id", UUID.class))
                        .map(link -> new AuditedLink(
                                new LinkId(link),
                                new ContractRef(row.get("contract_id", UUID.class)),
                                new PartnerId(row.get("partner_id", String.class)))));
    }
}
