package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefits;
import io.partnersupport.entitlement.domain.benefit.Entitlement;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Held;
import io.partnersupport.entitlement.domain.benefit.EntitlementRules;
import io.partnersupport.entitlement.domain.benefit.EntitlementRules.Facts;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Memberships;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what a partner is entitled to, and why. */
@ApplicationScoped
public class ExplainEntitlement {
    private record EditionKey(String code, int revision) {}

    private final Memberships memberships;
    private final Benefits benefits;
    private final Editions editions;

    ExplainEntitlement(Memberships memberships, Benefits benefits, Editions editions) {
        this.memberships = memberships;
        this.benefits = benefits;
        this.editions = editions;
    }

    @Transactional
    public Entitlement explain(PartnerId partner, Instant at) {
        Map<EditionKey, Edition> known = new HashMap<>();
        List<Held> held = memberships.of(partner).stream()
                .map(membership -> new Held(membership, known.computeIfAbsent(key(membership), this::edition)))
                .toList();
        return EntitlementRules.explain(new Facts(held, benefits.notEnded(partner, at), editions.inForce(at), at));
    }

    private Edition edition(EditionKey key) {
        return editions.revision(key.code(), key.revision()).orElseThrow().edition();
    }

    private static EditionKey key(Membership membership) {
        return new EditionKey(membership.edition(), membership.editionRevision());
    }
}
