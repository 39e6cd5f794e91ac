package io.partnersupport.linking.persistence;

import io.partnersupport.linking.domain.contract.BenefitId;
import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractLine;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.contract.LinkPolicy;
import io.partnersupport.linking.domain.contract.PartnerId;
import io.partnersupport.linking.domain.contract.Units;
import io.partnersupport.linking.domain.pair.PairDigest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Reads the views that {@code messaging} keeps of contracts and balances. */
@ApplicationScoped
class PostgresContracts implements Contracts {
    private final Session session;

    PostgresContracts(Session session) {
        this.session = session;
    }

    @Override
    public List<KnownPair> withAccessId(Collection<String> digests) {
        return tuples("""
                        SELECT coalesce(id, '00000000-0000-0000-0000-000000000000') AS id,
                            coalesce(digest_key_id, 'no') AS digest_key_id,
                            coalesce(access_id_digest, repeat('0', 64)) AS access_id_digest,
                            coalesce(contract_id_digest, repeat('0', 64)) AS contract_id_digest
                        FROM (VALUES (1)) AS always LEFT JOIN known_contract ON access_id_digest IN (:values)""", digests)
                .map(row -> new KnownPair(
                        new ContractRef(row.get("id", UUID.class)),
                        new PairDigest(
                                row.get("digest_key_id", String.class),
                                row.get("access_id_digest", String.class),
                                row.get("contract_id_digest", String.class))))
                .toList();
    }

    @Override
    public Optional<Contract> find(ContractRef ref) {
        return Optional.ofNullable(findAll(List.of(ref)).get(ref));
    }

    @Override
    public Map<ContractRef, Contract> findAll(Collection<ContractRef> refs) {
        if (refs.isEmpty()) {
            return Map.of();
        }
        return tuples("""
                        SELECT contract.id, contract.partner_id, contract.link_policy,
                               contract.ends_at AS contract_ends_at, contract.withdrawn_at,
                               line."benefitId" AS benefit, line.name, line.granted,
                               coalesce(balance.used, 0) AS used,
                               coalesce(balance.remaining, line.granted) AS remaining,
                               line."startsAt" AS starts_at, line."endsAt" AS ends_at,
                               line."supersededAt" AS superseded_at,
                               array_to_string(line."productKinds", ',') AS product_kinds
                        FROM known_contract contract
                        LEFT JOIN LATERAL jsonb_to_recordset(contract.lines) AS line (
                            "benefitId" uuid, name text, granted integer, "startsAt" timestamptz,
                            "endsAt" timestamptz, "supersededAt" timestamptz, "productKinds" text[]) ON true
                        LEFT JOIN known_balance balance ON balance.benefit_id = line."benefitId"
                        WHERE contract.id IN (:values)
                        ORDER BY starts_at, benefit""", refs.stream().map(ContractRef::value).toList())
                .collect(Collectors.groupingBy(row -> new ContractRef(row.get("id", UUID.class))))
                .values()
                .stream()
                .map(PostgresContracts::toContract)
                .collect(Collectors.toMap(Contract::ref, Function.identity()));
    }

    @Override
    public Optional<ContractRef> holdRenewalToFollow() {
        return session.createNativeQuery("""
                        SELECT id FROM known_contract WHERE links_to_follow
                        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED""", UUID.class).uniqueResultOptional().map(ContractRef::new);
    }

    @Override
    public void allFollowedTo(ContractRef renewal) {
        session.createNativeMutationQuery("UPDATE known_contract SET links_to_follow = false WHERE id = :id")
                .setParameter("id", renewal.value())
                .executeUpdate();
    }

    @Override
    public void newLinkWith(ContractRef contract) {
        session.createNativeMutationQuery("UPDATE known_contract SET links_to_follow = true WHERE renews = :id")
                .setParameter("id", contract.value())
                .executeUpdate();
    }

    private static Contract toContract(List<Tuple> rows) {
        Tuple first = rows.get(0);
        return new Contract(
                new ContractRef(first.get("id", UUID.class)),
                new PartnerId(first.get("partner_id", String.class)),
                LinkPolicy.valueOf(first.get("link_policy", String.class)),
                first.get("contract_ends_at", Instant.class),
                Optional.ofNullable(first.get("withdrawn_at", Instant.class)),
                rows.stream()
                        .filter(row -> row.get("benefit") != null)
                        .map(PostgresContracts::toLine)
                        .toList());
    }

    private static ContractLine toLine(Tuple row) {
        return new ContractLine(
                new BenefitId(row.get("benefit", UUID.class)),
                row.get("name", String.class),
                Optional.ofNullable(row.get("granted", Integer.class))
                        .map(granted -> new Units(
                                granted, row.get("used", Integer.class), row.get("remaining", Integer.class))),
                row.get("starts_at", Instant.class),
                row.get("ends_at", Instant.class),
                Optional.ofNullable(row.get("superseded_at", Instant.class)),
                Set.copyOf(List.of(row.get("product_kinds", String.class).split(","))));
    }

    private Stream<Tuple> tuples(String sql, Collection<?> values) {
        return session.createNativeQuery(sql, Tuple.class).setParameter("values", values).getResultList().stream();
    }
}
