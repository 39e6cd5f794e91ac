package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.cloud.AssignmentRefusal;
import io.partnersupport.activation.domain.cloud.CloudAssignment;
import io.partnersupport.activation.domain.cloud.CloudAssignments;
import io.partnersupport.activation.domain.cloud.CloudRules;
import io.partnersupport.activation.domain.cloud.CloudTerms;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes the caller the user of a usage-based cloud service; asking again changes nothing. */
@ApplicationScoped
public class AssignCloudService {
    private final FurtherBenefits benefits;
    private final PartnerDirectory directory;
    private final CloudAssignments assignments;
    private final AuditTrail audit;
    private final Clock clock;

    AssignCloudService(
            FurtherBenefits benefits,
            PartnerDirectory directory,
            CloudAssignments assignments,
            AuditTrail audit,
            Clock clock) {
        this.benefits = benefits;
        this.directory = directory;
        this.assignments = assignments;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Decision<CloudAssignment, AssignmentRefusal> assign(Caller caller, FurtherBenefit<CloudTerms> benefit) {
        Optional<CloudAssignment> before = assignments.lock(benefit.id());
        FurtherBenefit<CloudTerms> current =
                benefits.find(CloudTerms.CATEGORY, benefit.id()).orElseThrow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        Optional<Actor> globalAdmin =
                PartnerAccess.actor(caller, current.grant().partnerId(), Role.GLOBAL_ADMIN);
        List<AssignmentRefusal> refusals = CloudRules.refusals(new CloudRules.Situation(
                new GrantSituation(
                        current.grant(), directory.managedIn(current.grant().partnerId()), before.isPresent(), now),
                globalAdmin,
                current.terms().model()));
        if (!refusals.isEmpty()) {
            return new Decision.Refused<>(refusals);
        }
        if (before.filter(known -> known.assignee().equals(caller.subject())).isPresent()) {
            return new Decision.Accepted<>(before.get());
        }
        CloudAssignment assignment =
                new CloudAssignment(current.id(), current.grant().partnerId(), caller.subject(), now);
        assignments.save(assignment);
        audit.add(new AuditEntry(
                assignment.partnerId(),
                globalAdmin.orElseThrow(),
                now,
                Action.CLOUD_SERVICE_ASSIGNED,
                current.id().value(),
                before.map(CloudAssignment::assignee),
                assignment.assignee(),
                Optional.empty()));
        return new Decision.Accepted<>(assignment);
    }
}
