package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Contracts;
import io.partnersupport.activation.domain.contract.Pair;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads contracts, with the pair for those who may see it. */
@ApplicationScoped
public class ShowContracts {
    private final Contracts contracts;
    private final PairEncryption encryption;

    ShowContracts(Contracts contracts, PairEncryption encryption) {
        this.contracts = contracts;
        this.encryption = encryption;
    }

    /** A contract, and its pair unless it is hidden from the caller. */
    public record ShownContract(Contract contract, Optional<Pair> pair) {}

    public Optional<ShownContract> find(Caller caller, ContractRef id) {
        return contracts.find(id).map(contract -> show(caller, contract));
    }

    /** Lists contracts, newest first; those of all partners if none is named. */
    public List<ShownContract> list(Caller caller, Optional<PartnerId> partner, Optional<UUID> after, int limit) {
        return contracts.list(partner, after, limit).stream()
                .map(contract -> show(caller, contract))
                .toList();
    }

    ShownContract show(Caller caller, Contract contract) {
        return new ShownContract(
                contract,
                PartnerAccess.maySeePair(caller, contract.partnerId())
                        ? Optional.of(encryption.open(contract.pair(), contract.id()))
                        : Optional.empty());
    }
}
