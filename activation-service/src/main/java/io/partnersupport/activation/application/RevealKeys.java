package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.Memberships;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.cloud.CloudTerms;
import io.partnersupport.activation.domain.key.KeyPools;
import io.partnersupport.activation.domain.key.KeyRefusal;
import io.partnersupport.activation.domain.key.KeyReveal;
import io.partnersupport.activation.domain.key.KeyRevealRules;
import io.partnersupport.activation.domain.key.KeyRevealRules.Situation;
import io.partnersupport.activation.domain.key.KeyReveals;
import io.partnersupport.activation.domain.key.ProductKey;
import io.partnersupport.activation.domain.software.SoftwareTerms;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.kit.secret.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows the key of a benefit, and notes who looked: always the same key, one per benefit. */
@ApplicationScoped
public class RevealKeys {
    private final FurtherBenefits benefits;
    private final Memberships memberships;
    private final PartnerDirectory directory;
    private final KeyPools pools;
    private final KeyReveals reveals;
    private final AuditTrail audit;
    private final AlertOfEmptyPools alertOfEmptyPools;
    private final Sealer sealer;
    private final Clock clock;

    RevealKeys(
            FurtherBenefits benefits,
            Memberships memberships,
            PartnerDirectory directory,
            KeyPools pools,
            KeyReveals reveals,
            AuditTrail audit,
            AlertOfEmptyPools alertOfEmptyPools,
            Sealer sealer,
            Clock clock) {
        this.benefits = benefits;
        this.memberships = memberships;
        this.directory = directory;
        this.pools = pools;
        this.reveals = reveals;
        this.audit = audit;
        this.alertOfEmptyPools = alertOfEmptyPools;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** A key in the open. */
    public record RevealedKey(KeyReveal reveal, String key) {
        @Override
        public String toString() {
            return "RevealedKey[…]";
        }
    }

    /** Reveals the key of software, which ends the right to a refund. */
    @Transactional
    public Decision<RevealedKey, KeyRefusal> ofSoftware(
            Caller caller, FurtherBenefit<SoftwareTerms> benefit, String language, String operatingSystem) {
        memberships.lock(benefit.membership()); // a cancellation at the same moment sees the reveal, or the other way
        FurtherBenefit<SoftwareTerms> current =
                benefits.find(SoftwareTerms.CATEGORY, benefit.id()).orElseThrow();
        Instant now = now();
        Situation situation = new Situation(
                grant(current, now),
                PartnerAccess.activator(caller, current.grant().partnerId()),
                true,
                current.terms().offersLanguage(Optional.of(language)),
                current.terms().offersOperatingSystem(Optional.of(operatingSystem)));
        return reveal(current, situation, Optional.of(language), Optional.of(operatingSystem));
    }

    /** Reveals the key of a licence-based cloud service, which keeps the right to a refund. */
    @Transactional
    public Decision<RevealedKey, KeyRefusal> ofCloudService(Caller caller, FurtherBenefit<CloudTerms> benefit) {
        memberships.lock(benefit.membership());
        FurtherBenefit<CloudTerms> current =
                benefits.find(CloudTerms.CATEGORY, benefit.id()).orElseThrow();
        Situation situation = new Situation(
                grant(current, now()),
                PartnerAccess.activator(caller, current.grant().partnerId()),
                current.terms().model() == CloudTerms.Model.LICENSE_BASED,
                true,
                true);
        return reveal(current, situation, Optional.empty(), Optional.empty());
    }

    /** Who looked at the keys of a benefit, newest first. */
    public List<KeyReveal> list(BenefitId benefit, Optional<UUID> after, int limit) {
        return reveals.list(benefit, after, limit);
    }

    private GrantSituation grant(FurtherBenefit<?> benefit, Instant now) {
        return new GrantSituation(
                benefit.grant(),
                directory.managedIn(benefit.grant().partnerId()),
                reveals.first(List.of(benefit.id())).containsKey(benefit.id()),
                now);
    }

    private Decision<RevealedKey, KeyRefusal> reveal(
            FurtherBenefit<?> benefit,
            Situation situation,
            Optional<String> language,
            Optional<String> operatingSystem) {
        String kind = benefit.grant().kind();
        Decision<ProductKey, KeyRefusal> decision =
                KeyRevealRules.decide(situation, () -> pools.reserve(kind, benefit.id()));
        if (decision instanceof Decision.Refused<ProductKey, KeyRefusal> refused) {
            if (refused.reasons().contains(KeyRefusal.NO_KEY_LEFT)) {
                alertOfEmptyPools.wantedInVain(kind);
            }
            return new Decision.Refused<>(refused.reasons());
        }
        ProductKey key = ((Decision.Accepted<ProductKey, KeyRefusal>) decision).result();
        Instant at = situation.grant().at();
        Actor actor = situation.admin().orElseThrow();
        KeyReveal reveal = new KeyReveal(
                Ids.next(at),
                benefit.id(),
                benefit.grant().partnerId(),
                key.id(),
                language,
                operatingSystem,
                actor,
                at);
        pools.handOut(key.id(), benefit.id(), at);
        reveals.add(reveal);
        audit.add(new AuditEntry(
                benefit.grant().partnerId(),
                actor,
                at,
                Action.KEYS_REVEALED,
                benefit.id().value(),
                Optional.of(situation.grant().begun() ? "REVEALED" : "HIDDEN"),
                "REVEALED",
                Optional.empty()));
        return new Decision.Accepted<>(new RevealedKey(
                reveal, sealer.open(key.sealed(), key.id().value().toString())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
    }
}
