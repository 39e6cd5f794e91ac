package io.partnersupport.activation.messaging;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.ContractLine.Supersession;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.LinkPolicy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

record ContractState(
        UUID id,
        String partnerId,
        Integer benefitYear,
        String accessIdDigest,
        String contractIdDigest,
        String digestKeyId,
        LinkPolicy linkPolicy,
        UUID renews,
        Instant startsAt,
        Instant endsAt,
        Instant withdrawnAt,
        List<LineState> lines) {
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
            Instant supersededAt,
            Instant withdrawnAt) {
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
                    line.supersededBy().map(Supersession::at).orElse(null),
                    line.withdrawnAt().orElse(null));
        }
    }

    static ContractState from(Contract contract) {
        return new ContractState(
                contract.id().value(),
                contract.partnerId().value(),
                contract.benefitYear().isPresent()
                        ? Integer.valueOf(contract.benefitYear().getAsInt())
                        : null,
                contract.digest().accessId(),
                contract.digest().contractId(),
                contract.digest().keyId(),
                contract.linkPolicy(),
                contract.renews().map(ContractRef::value).orElse(null),
                contract.startsAt(),
                contract.endsAt(),
                contract.withdrawnAt().orElse(null),
                contract.lines().stream().map(LineState::from).toList());
    }
}
