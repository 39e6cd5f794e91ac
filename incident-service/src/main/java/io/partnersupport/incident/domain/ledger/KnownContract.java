package io.partnersupport.incident.domain.ledger;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a contract and matters to its ledger; or of a partner's hours, which have no contract.
 *
 * @param contract empty for hours
 */
public record KnownContract(Optional<ContractRef> contract, PartnerId partner, boolean withdrawn, List<Line> lines) {
    public KnownContract {
        lines = List.copyOf(lines);
    }

    /**
     * One activated benefit.
     *
     * @param granted empty if there is no limit
     * @param supersededBy the better line that took its place (E-3)
     * @param withdrawn whether it alone was taken back
     * @param removed whether the contract, in its newest state, does not have it any more
     */
    public record Line(
            BenefitId benefitId,
            Unit unit,
            OptionalLong granted,
            Instant endsAt,
            Optional<BenefitId> supersededBy,
            boolean withdrawn,
            boolean removed) {}

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
