package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.Benefits;
import io.partnersupport.entitlement.domain.membership.Cancellations;
import io.partnersupport.entitlement.domain.membership.Cancellations.Cancellation;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Memberships;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A granted cancellation ends the membership's benefits, or the one that was cancelled. */
@ApplicationScoped
class WithdrawCancelled implements Reaction {
    private final Cancellations cancellations;
    private final Memberships memberships;
    private final Benefits benefits;
    private final Partners partners;
    private final SaveBenefits save;
    private final EntitlementEvents events;

    WithdrawCancelled(
            Cancellations cancellations,
            Memberships memberships,
            Benefits benefits,
            Partners partners,
            SaveBenefits save,
            EntitlementEvents events) {
        this.cancellations = cancellations;
        this.memberships = memberships;
        this.benefits = benefits;
        this.partners = partners;
        this.save = save;
        this.events = events;
    }

    @Override
    public int react() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Cancellation> open = cancellations.lockOpen();
            open.ifPresent(cancellation -> {
                withdraw(cancellation);
                cancellations.applied(cancellation);
            });
            return open.isPresent() ? 1 : 0;
        });
    }

    private void withdraw(Cancellation cancellation) {
        Instant at = cancellation.cancelledAt();
        cancellation
                .membershipId()
                .flatMap(memberships::find)
                .filter(membership -> membership.withdrawnAt().isEmpty())
                .ifPresent(membership -> {
                    lockPartner(membership);
                    Membership withdrawn = membership.withdrawn(at);
                    events.membershipChanged(withdrawn, memberships.withdraw(withdrawn));
                    withdraw(membership, benefits.grantedBy(membership.id()), at);
                });
        cancellation
                .benefitId()
                .flatMap(benefits::find)
                .ifPresent(benefit -> memberships
                        .find(benefit.grantedBy().membershipId())
                        .ifPresent(membership -> {
                            lockPartner(membership);
                            withdraw(membership, List.of(benefit), at);
                        }));
    }

    /** Purchases and withdrawals of one partner change when each other's grants are listed. */
    private void lockPartner(Membership membership) {
        partners.lockBenefitYears(membership.partnerId(), membership.period().from());
    }

    private void withdraw(Membership membership, List<Benefit> withdrawn, Instant at) {
        save.save(
                membership.partnerId(),
                at,
                withdrawn.stream().map(benefit -> benefit.withdrawn(at)).toList());
    }
}
