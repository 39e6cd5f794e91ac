package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.contract.Contracts;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Withdraws the lines of benefits that entitlement-service has withdrawn. */
@ApplicationScoped
public class FollowWithdrawals implements Reaction {
    private static final int BATCH = 50;

    private final Contracts contracts;
    private final WithdrawContract withdrawContract;

    FollowWithdrawals(Contracts contracts, WithdrawContract withdrawContract) {
        this.contracts = contracts;
        this.withdrawContract = withdrawContract;
    }

    @Override
    public int react() {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<BenefitId> withdrawn = contracts.linesOfWithdrawnBenefits(BATCH);
            if (!withdrawn.isEmpty()) {
                withdrawContract.withdrawLines(withdrawn, Actor.WORKER, Refusal.BENEFIT_WITHDRAWN.name());
            }
            return withdrawn.size();
        });
    }
}
