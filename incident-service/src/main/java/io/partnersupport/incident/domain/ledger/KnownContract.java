package io.partnersupport.incident.domain.ledger;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of a contract and matters to its ledger. */
public record KnownContract(ContractRef contract, PartnerId partner, boolean withdrawn, List<Line> lines) {
    public KnownContract {
        lines = List.copyOf(lines);
    }

    /**
     * One activated benefit.
     *
     * @param granted empty if there is no limit
     * @param supersededBy the better line that took its place (E-3)
     */
    public record Line(BenefitId benefitId, Unit unit, OptionalLong granted, Optional<BenefitId> supersededBy) {}

    Optional<Line> line(BenefitId id) {
        return lines.stream().filter(line -> line.benefitId().equals(id)).findFirst();
    }

    /** How many lines took this one's place, one after the other. */
    int successors(Line line) {
        int count = 0;
        Optional<Line> next = line.supersededBy().flatMap(this::line);
        while (next.isPresent() && count < lines.size()) {
            count++;
            next = next.get().supersededBy().flatMap(this::line);
        }
        return count;
    }
}
