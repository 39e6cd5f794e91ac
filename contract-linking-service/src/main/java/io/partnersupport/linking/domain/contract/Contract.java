package io.partnersupport.linking.domain.contract;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One partner's contract of one benefit year, as far as it is known here. */
public record Contract(
        ContractRef ref,
        PartnerId partner,
        LinkPolicy linkPolicy,
        Instant endsAt,
        Optional<Instant> withdrawnAt,
        List<ContractLine> lines) {
    public Contract {
        lines = List.copyOf(lines);
    }

    public boolean isWithdrawn(Instant at) {
        return withdrawnAt.filter(since -> !at.isBefore(since)).isPresent();
    }

    /** The lines that count; a superseded one has made way for a better one. */
    public List<ContractLine> linesAt(Instant at) {
        return lines.stream().filter(line -> !line.isSuperseded(at)).toList();
    }

    public boolean everyLineHasEnded(Instant at) {
        return linesAt(at).stream().allMatch(line -> line.hasEnded(at));
    }

    /** Whether there are lines that have not ended, and none of them has a unit left. */
    public boolean noLineHasUnitsLeft(Instant at) {
        return !everyLineHasEnded(at)
                && linesAt(at).stream().filter(line -> !line.hasEnded(at)).allMatch(ContractLine::isExhausted);
    }

    /** When the last of its lines ends. */
    public Instant lastLineEndsAt(Instant at) {
        return linesAt(at).stream()
                .map(ContractLine::endsAt)
                .max(Comparator.naturalOrder())
                .orElse(endsAt);
    }

    public LinkState stateAt(Instant at) {
        if (isWithdrawn(at)) {
            return LinkState.WITHDRAWN;
        }
        if (everyLineHasEnded(at)) {
            return LinkState.EXPIRED;
        }
        return noLineHasUnitsLeft(at) ? LinkState.EXHAUSTED : LinkState.USABLE;
    }
}
