package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.contract.AccessId;
import io.partnersupport.activation.domain.contract.ContractId;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Pair;
import io.partnersupport.activation.domain.contract.SealedPair;
import io.partnersupport.kit.secret.Sealer;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals pairs for the database, each bound to its contract. */
@ApplicationScoped
public class PairEncryption {
    private static final int ACCESS_ID_DIGITS = 10;

    private final Sealer sealer;

    PairEncryption(Sealer sealer) {
        this.sealer = sealer;
    }

    SealedPair seal(Pair pair, ContractRef contract) {
        String text = pair.accessId().digits() + pair.contractId().characters();
        return new SealedPair(sealer.seal(text, contract.value().toString()));
    }

    Pair open(SealedPair sealed, ContractRef contract) {
        String text = sealer.open(sealed.text(), contract.value().toString());
        return new Pair(
                new AccessId(text.substring(0, ACCESS_ID_DIGITS)), new ContractId(text.substring(ACCESS_ID_DIGITS)));
    }

    /** The sealer names its key in whatever it seals. */
    String currentKey() {
        String sealed = sealer.seal("", "");
        return sealed.substring(0, sealed.indexOf(':'));
    }

    boolean isCurrent(SealedPair sealed) {
        return sealer.isCurrent(sealed.text());
    }
}
