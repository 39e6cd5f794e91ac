package io.partnersupport.activation.messaging;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.ContractLine.Supersession;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

record ContractState(
        UUID id,
        String partnerId,
        int benefitYear,
        String accessIdDigest,
        String contractIdDigest,
        String digestKeyId,
        String linkPolicy,
        Instant startsAt,
        Instant endsAt,
        Instant withdrawnAt,
        List<LineState> lines) {
    /** Contracts of memberships may be linked by many accounts (L-1). */
    private static final String LINK_POLICY = "ANY_ACCOUNT";

    record LineState(
            UUID benefitId,
            String kind,
            String name,
            String unit,
            Integer granted,
            boolean unlimited,
            Instant startsAt,
            Instant endsAt,
            @JsonRawValue String covers,
            UUID supersededBy,
            Instant supersededAt) {
        static LineState from(ContractLine line) {
            return new LineState(
                    line.benefitId().value(),
                    line.kind(),
                    line.name(),
                    line.unit(),
                    line.granted().orNull(),
                    line.granted().isUnlimited(),
                    line.startsAt(),
                    line.endsAt(),
                    line.covers().document(),
                    line.supersededBy()
                            .map(better -> better.benefitId().value())
                            .orElse(null),
                    line.supersededBy().map(Supersession::at).orElse(null));
        }
    }

    static ContractState from(Contract contract) {
        return new ContractState(
                contract.id().value(),
                contract.partnerId().value(),
                contract.benefitYear(),
                contract.digest().accessId(),
                contract.digest().contractId(),
                contract.digest().keyId(),
                LINK_POLICY,
                contract.startsAt(),
                contract.endsAt(),
                contract.withdrawnAt().orElse(null),
                contract.lines().stream().map(LineState::from).toList());
    }
}
