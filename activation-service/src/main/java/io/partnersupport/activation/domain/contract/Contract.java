package io.partnersupport.activation.domain.contract;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One pair, one line per activated benefit: what a partner activated in one benefit year, or a Premier plan
 * (E-14).
 *
 * @param benefitYear empty for a plan's contract
 * @param plan empty for a benefit year's contract
 * @param renews the contract whose links follow to this one
 */
public record Contract(
        ContractRef id,
        PartnerId partnerId,
        OptionalInt benefitYear,
        Optional<BenefitId> plan,
        Optional<ContractRef> renews,
        SealedPair pair,
        PairDigest digest,
        Optional<Instant> withdrawnAt,
        List<ContractLine> lines) {
    public Contract {
        lines = List.copyOf(lines);
        if (benefitYear.isPresent() == plan.isPresent()) {
            throw new IllegalArgumentException("A contract is of a benefit year or of a plan");
        }
    }

    /** A contract that awaits its first line, for that benefit. */
    public static Contract unissued(
            ContractRef id, GrantedBenefit benefit, Optional<ContractRef> renews, SealedPair pair, PairDigest digest) {
        return new Contract(
                id,
                benefit.partnerId(),
                benefit.benefitYear(),
                benefit.benefitYear().isPresent() ? Optional.empty() : Optional.of(benefit.id()),
                renews,
                pair,
                digest,
                Optional.empty(),
                List.of());
    }

    public LinkPolicy linkPolicy() {
        return plan.isPresent() ? LinkPolicy.SINGLE_ACCOUNT : LinkPolicy.ANY_ACCOUNT;
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
        return lines.stream().filter(line -> line.gaveWayTo(benefit)).toList();
    }

    /** The contract with one more line, which takes the place of grants of its kind that are not better (E-3). */
    public Contract with(ContractLine added) {
        Stream<ContractLine> earlier =
                lines.stream().map(line -> line.givesWayTo(added) ? line.supersededBy(added) : line);
        return with(Stream.concat(earlier, Stream.of(added)).toList(), withdrawnAt);
    }

    /** Why its pair cannot be changed, or it cannot be withdrawn, any more. */
    public Optional<ContractRefusal> refusalOfChange(Instant at) {
        if (withdrawnAt.isPresent()) {
            return Optional.of(ContractRefusal.CONTRACT_ALREADY_WITHDRAWN);
        }
        return at.isBefore(endsAt()) ? Optional.empty() : Optional.of(ContractRefusal.CONTRACT_ALREADY_ENDED);
    }

    /** The contract under another pair; what is linked stays linked. */
    public Contract under(SealedPair otherPair, PairDigest otherDigest) {
        return new Contract(id, partnerId, benefitYear, plan, renews, otherPair, otherDigest, withdrawnAt, lines);
    }

    /**
     * The contract after those benefits are gone. A line that gave way to one of them is back in its place; without a
     * line in its place left, the contract is withdrawn.
     */
    public Contract without(Collection<BenefitId> benefits, Instant at) {
        List<ContractLine> after = lines.stream()
                .map(line -> benefits.contains(line.benefitId()) ? line.withdrawn(at) : line)
                .map(line -> benefits.stream().anyMatch(line::gaveWayTo) ? line.restored() : line)
                .toList();
        return with(
                after,
                withdrawnAt.or(
                        () -> after.stream().anyMatch(ContractLine::isInPlace) ? Optional.empty() : Optional.of(at)));
    }

    /** The contract after all that it brought is gone. */
    public Contract withdrawn(Instant at) {
        return with(lines.stream().map(line -> line.withdrawn(at)).toList(), Optional.of(at));
    }

    private Contract with(List<ContractLine> otherLines, Optional<Instant> withdrawn) {
        return new Contract(id, partnerId, benefitYear, plan, renews, pair, digest, withdrawn, otherLines);
    }
}
