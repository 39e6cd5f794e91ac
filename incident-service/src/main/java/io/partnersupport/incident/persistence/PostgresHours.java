package io.partnersupport.incident.persistence;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.advisory.AdvisoryBenefit;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The hours that partners have from their memberships, as entitlement-service said last. */
@ApplicationScoped
class PostgresHours {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresHours(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    /** The partner's hours; nobody else can settle or use them until the transaction ends. */
    List<AdvisoryBenefit> lock(PartnerId partner) {
        return Rows.of(entityManager.createNativeQuery("""
                                SELECT * FROM advisory_benefit WHERE partner_id = :partner
                                ORDER BY benefit_id FOR UPDATE""", Tuple.class).setParameter("partner", partner.value()))
                .map(this::benefit)
                .toList();
    }

    /** Notes that the ledger has seen these, which are locked; others that became known meanwhile are still news. */
    void settled(List<AdvisoryBenefit> locked) {
        entityManager
                .createNativeQuery("""
                        UPDATE advisory_benefit SET unsettled = false
                        WHERE benefit_id = ANY (CAST(:ids AS uuid[])) AND unsettled""")
                .setParameter(
                        "ids",
                        Rows.array(locked.stream().map(AdvisoryBenefit::id).toList()))
                .executeUpdate();
    }

    private AdvisoryBenefit benefit(Tuple row) {
        return new AdvisoryBenefit(
                new BenefitId(Rows.uuid(row, "benefit_id")),
                new PartnerId(row.get("partner_id", String.class)),
                row.get("kind", String.class),
                row.get("name", String.class),
                Rows.limit(row, "granted"),
                row.get("usable_until", Instant.class),
                Stream.of(json.read(row.get("listed", String.class), Interval[].class))
                        .map(interval -> new AdvisoryBenefit.Listed(
                                interval.from(),
                                Optional.ofNullable(interval.until()).orElse(Instant.MAX)))
                        .toList(),
                row.get("presales_deducts", Boolean.class),
                row.get("withdrawn", Boolean.class));
    }

    private record Interval(
            @JsonProperty("from") Instant from,
            @JsonProperty("until") Instant until) {}
}
