package io.partnersupport.incident.domain.ledger;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The balances and entries, for reading. */
public interface Balances {
    Optional<Balance> find(BenefitId id);

    /** Whose contract it is. */
    Optional<PartnerId> partnerOf(ContractRef contract);

    /** The contract's balances in the order of their ids. */
    List<Balance> ofContract(ContractRef contract, Optional<BenefitId> after, int limit);

    /** Newest first. */
    List<LedgerEntry> entries(BenefitId id, OptionalLong beforePosition, int limit);
}
