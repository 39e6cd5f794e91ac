package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerUsers;
import io.partnersupport.activation.domain.cloud.AssignmentRefusal;
import io.partnersupport.activation.domain.cloud.CloudAssignment;
import io.partnersupport.activation.domain.cloud.CloudAssignments;
import io.partnersupport.activation.domain.cloud.CloudRules;
import io.partnersupport.activation.domain.cloud.CloudTerms;
import io.partnersupport.activation.domain.key.KeyRefusal;
import io.partnersupport.activation.domain.key.KeyRevealRules;
import io.partnersupport.activation.domain.key.KeyReveals;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the cloud services of a partner, and whether the caller may use them or get their keys. */
@ApplicationScoped
public class ListCloudServices {
    private final FurtherBenefits benefits;
    private final PartnerDirectory directory;
    private final PartnerUsers users;
    private final CloudAssignments assignments;
    private final KeyReveals reveals;
    private final Clock clock;

    ListCloudServices(
            FurtherBenefits benefits,
            PartnerDirectory directory,
            PartnerUsers users,
            CloudAssignments assignments,
            KeyReveals reveals,
            Clock clock) {
        this.benefits = benefits;
        this.directory = directory;
        this.users = users;
        this.assignments = assignments;
        this.reveals = reveals;
        this.clock = clock;
    }

    /**
     * One service at this moment.
     *
     * @param assigneeName of whom it is assigned to, where the partner's directory has them
     */
    public record CloudService(
            FurtherBenefit<CloudTerms> benefit,
            Optional<CloudAssignment> assignment,
            Optional<String> assigneeName,
            Optional<Instant> firstRevealedAt,
            List<AssignmentRefusal> refusalsOfAssignment,
            List<KeyRefusal> refusalsOfReveal) {
        boolean isInUse() {
            return assignment.isPresent() || firstRevealedAt.isPresent();
        }
    }

    @Transactional
    public List<CloudService> of(PartnerId partner, Caller caller) {
        Instant now = clock.instant();
        List<FurtherBenefit<CloudTerms>> current = benefits.current(CloudTerms.CATEGORY, partner, now);
        List<BenefitId> ids = current.stream().map(FurtherBenefit::id).toList();
        Map<BenefitId, CloudAssignment> assigned = assignments.of(ids);
        Map<BenefitId, Instant> revealed = reveals.first(ids);
        Map<String, String> names = users.names(
                assigned.values().stream().map(CloudAssignment::assignee).toList());
        Optional<ManagedIn> managedIn = directory.managedIn(partner);
        Optional<Actor> admin = PartnerAccess.activator(caller, partner);
        Optional<Actor> globalAdmin = PartnerAccess.actor(caller, partner, Role.GLOBAL_ADMIN);
        return current.stream()
                .map(benefit -> {
                    Optional<CloudAssignment> assignment = Optional.ofNullable(assigned.get(benefit.id()));
                    Optional<Instant> first = Optional.ofNullable(revealed.get(benefit.id()));
                    CloudTerms.Model model = benefit.terms().model();
                    return new CloudService(
                            benefit,
                            assignment,
                            assignment.map(CloudAssignment::assignee).map(names::get),
                            first,
                            CloudRules.refusals(new CloudRules.Situation(
                                    new GrantSituation(benefit.grant(), managedIn, assignment.isPresent(), now),
                                    globalAdmin,
                                    model)),
                            KeyRevealRules.refusals(new KeyRevealRules.Situation(
                                    new GrantSituation(benefit.grant(), managedIn, first.isPresent(), now),
                                    admin,
                                    model == CloudTerms.Model.LICENSE_BASED,
                                    true,
                                    true)));
                })
                .filter(service -> !service.benefit().grant().withdrawn())
                .filter(service ->
                        service.isInUse() || service.benefit().grant().isListed(now))
                .toList();
    }
}
