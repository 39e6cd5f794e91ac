package io.partnersupport.activation.domain.contract;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a partner activated in one benefit year: one pair, one line per benefit. */
public record Contract(
        ContractRef id,
        PartnerId partnerId,
        int benefitYear,
        SealedPair pair,
        PairDigest digest,
        Optional<Instant> withdrawnAt,
        List<ContractLine> lines) {
    public Contract {
        lines = List.copyOf(lines);
    }

    public boolean hasLines() {
        return !lines.isEmpty();
    }

    public Instant startsAt() {
        return lines.stream()
                .map(ContractLine::startsAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    public Instant endsAt() {
        return lines.stream()
                .map(ContractLine::endsAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    public Optional<ContractLine> line(BenefitId benefit) {
        return lines.stream().filter(line -> line.benefitId().equals(benefit)).findFirst();
    }

    /** The lines whose place that benefit took. */
    public List<ContractLine> supersededBy(BenefitId benefit) {
        return lines.stream()
                .filter(line -> line.supersededBy()
                        .filter(better -> better.benefitId().equals(benefit))
                        .isPresent())
                .toList();
    }

    /** The contract with one more line, which takes the place of grants of its kind that are not better (E-3). */
    public Contract with(ContractLine added) {
        Stream<ContractLine> earlier =
                lines.stream().map(line -> line.givesWayTo(added) ? line.supersededBy(added) : line);
        return new Contract(
                id,
                partnerId,
                benefitYear,
                pair,
                digest,
                withdrawnAt,
                Stream.concat(earlier, Stream.of(added)).toList());
    }
}
