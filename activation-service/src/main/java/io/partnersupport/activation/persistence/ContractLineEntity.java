package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Covers;
import io.partnersupport.activation.domain.benefit.Quantity;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.ContractLine.Supersession;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "contract_line")
class ContractLineEntity {
    @Id
    UUID benefitId;

    @ManyToOne(fetch = FetchType.LAZY)
    ContractEntity contract;

    String kind;
    String name;
    String unit;
    Integer granted;
    Instant startsAt;
    Instant endsAt;
    String covers;
    UUID supersededBy;
    Instant supersededAt;
    Instant withdrawnAt;

    static ContractLineEntity of(ContractLine line, ContractEntity contract) {
        ContractLineEntity entity = new ContractLineEntity();
        entity.benefitId = line.benefitId().value();
        entity.contract = contract;
        entity.kind = line.kind();
        entity.name = line.name();
        entity.unit = line.unit();
        entity.granted = line.granted().orNull();
        entity.startsAt = line.startsAt();
        entity.endsAt = line.endsAt();
        entity.covers = line.covers().document();
        return entity;
    }

    /** Of a known line nothing changes but what took its place, and its end when it is withdrawn. */
    void move(ContractLine line) {
        supersededBy =
                line.supersededBy().map(better -> better.benefitId().value()).orElse(null);
        supersededAt = line.supersededBy().map(Supersession::at).orElse(null);
        endsAt = line.endsAt();
        withdrawnAt = line.withdrawnAt().orElse(null);
    }

    ContractLine toLine() {
        return new ContractLine(
                new BenefitId(benefitId),
                kind,
                name,
                unit,
                Quantity.ofNullable(granted),
                startsAt,
                endsAt,
                new Covers(covers),
                Optional.ofNullable(supersededBy).map(better -> new Supersession(new BenefitId(better), supersededAt)),
                Optional.ofNullable(withdrawnAt));
    }
}
