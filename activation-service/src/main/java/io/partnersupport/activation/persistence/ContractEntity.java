package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.PairDigest;
import io.partnersupport.activation.domain.contract.SealedPair;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

@Entity
@Table(name = "contract")
class ContractEntity {
    @Id
    UUID id;

    String partnerId;
    Integer benefitYear;
    UUID planId;
    UUID renews;
    String sealedPair;
    String accessIdDigest;
    String contractIdDigest;
    String digestKeyId;
    Instant withdrawnAt;
    long sequence;

    @OneToMany(mappedBy = "contract", cascade = CascadeType.PERSIST)
    @OrderBy("startsAt, benefitId")
    List<ContractLineEntity> lines = new ArrayList<>();

    void put(Contract contract) {
        sealedPair = contract.pair().text();
        accessIdDigest = contract.digest().accessId();
        contractIdDigest = contract.digest().contractId();
        digestKeyId = contract.digest().keyId();
        withdrawnAt = contract.withdrawnAt().orElse(null);
        contract.lines().forEach(this::put);
    }

    private void put(ContractLine line) {
        ContractLineEntity entity = lines.stream()
                .filter(known -> known.benefitId.equals(line.benefitId().value()))
                .findFirst()
                .orElseGet(() -> {
                    lines.add(ContractLineEntity.of(line, this));
                    return lines.get(lines.size() - 1);
                });
        entity.move(line);
    }

    Contract toContract() {
        return new Contract(
                new ContractRef(id),
                new PartnerId(partnerId),
                benefitYear == null ? OptionalInt.empty() : OptionalInt.of(benefitYear),
                Optional.ofNullable(planId).map(BenefitId::new),
                Optional.ofNullable(renews).map(ContractRef::new),
                new SealedPair(sealedPair),
                new PairDigest(digestKeyId, accessIdDigest, contractIdDigest),
                Optional.ofNullable(withdrawnAt),
                lines.stream().map(ContractLineEntity::toLine).toList());
    }
}
