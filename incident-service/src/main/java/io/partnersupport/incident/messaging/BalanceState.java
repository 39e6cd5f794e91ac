package io.partnersupport.incident.messaging;

import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.ledger.Balance;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

record BalanceState(
        UUID benefitId,
        Optional<UUID> contract,
        String partnerId,
        String unit,
        boolean unlimited,
        OptionalLong granted,
        long spent,
        long refunded,
        long adjusted,
        long withdrawn,
        OptionalLong remaining) {
    static BalanceState from(Balance balance) {
        return new BalanceState(
                balance.benefitId().value(),
                balance.contract().map(ContractRef::value),
                balance.partner().value(),
                balance.unit().name(),
                balance.isUnlimited(),
                balance.granted(),
                balance.spent(),
                balance.refunded(),
                balance.adjusted(),
                balance.withdrawn(),
                balance.remaining());
    }
}
