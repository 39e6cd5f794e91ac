package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.key.KeyRefusal;
import io.partnersupport.activation.domain.key.KeyRevealRules;
import io.partnersupport.activation.domain.key.KeyReveals;
import io.partnersupport.activation.domain.software.SoftwareTerms;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the software of a partner, and whether the caller may get its keys. */
@ApplicationScoped
public class ListSoftware {
    private final FurtherBenefits benefits;
    private final PartnerDirectory directory;
    private final KeyReveals reveals;
    private final Clock clock;

    ListSoftware(FurtherBenefits benefits, PartnerDirectory directory, KeyReveals reveals, Clock clock) {
        this.benefits = benefits;
        this.directory = directory;
        this.reveals = reveals;
        this.clock = clock;
    }

    /** One benefit at this moment. */
    public record Software(
            FurtherBenefit<SoftwareTerms> benefit, Optional<Instant> firstRevealedAt, List<KeyRefusal> refusals) {}

    @Transactional
    public List<Software> of(PartnerId partner, Caller caller) {
        Instant now = clock.instant();
        List<FurtherBenefit<SoftwareTerms>> current = benefits.current(SoftwareTerms.CATEGORY, partner, now);
        Map<BenefitId, Instant> revealed =
                reveals.first(current.stream().map(FurtherBenefit::id).toList());
        Optional<ManagedIn> managedIn = directory.managedIn(partner);
        Optional<Actor> admin = PartnerAccess.activator(caller, partner);
        return current.stream()
                .filter(benefit -> !benefit.grant().withdrawn())
                .filter(benefit ->
                        revealed.containsKey(benefit.id()) || benefit.grant().isListed(now))
                .map(benefit -> {
                    boolean begun = revealed.containsKey(benefit.id());
                    GrantSituation grant = new GrantSituation(benefit.grant(), managedIn, begun, now);
                    return new Software(
                            benefit,
                            Optional.ofNullable(revealed.get(benefit.id())),
                            KeyRevealRules.refusals(new KeyRevealRules.Situation(grant, admin, true, true, true)));
                })
                .toList();
    }
}
