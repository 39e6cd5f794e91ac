package io.partnersupport.linking.domain.link;

import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractLine;
import io.partnersupport.linking.domain.contract.Portal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody should know although the contract is linked (L-2).
 *
 * @param line the line it is about, if it is about one
 */
public record Notice(Code code, Optional<ContractLine> line) {
    /** What a notice says. */
    public enum Code {
        /** Nothing on the contract covers cloud products, so that a cloud portal shows nothing of it (E-4). */
        NO_CLOUD_BENEFIT,
        LINE_EXPIRED,
        LINE_EXHAUSTED,
        LINE_NOT_STARTED
    }

    /** The notices for a portal. */
    public static List<Notice> of(Contract contract, Portal portal, Instant at) {
        boolean noCloudBenefit =
                portal == Portal.CLOUD && contract.linesAt(at).stream().noneMatch(line -> line.covers(Portal.CLOUD));
        return Stream.concat(
                        noCloudBenefit
                                ? Stream.of(new Notice(Code.NO_CLOUD_BENEFIT, Optional.empty()))
                                : Stream.empty(),
                        onLinesOf(contract, at).stream())
                .toList();
    }

    /** One notice for each line that cannot be used. */
    public static List<Notice> onLinesOf(Contract contract, Instant at) {
        return contract.linesAt(at).stream()
                .flatMap(line -> on(line, at).map(code -> new Notice(code, Optional.of(line))).stream())
                .toList();
    }

    private static Optional<Code> on(ContractLine line, Instant at) {
        if (line.hasEnded(at)) {
            return Optional.of(Code.LINE_EXPIRED);
        }
        if (line.isExhausted()) {
            return Optional.of(Code.LINE_EXHAUSTED);
        }
        return line.hasStarted(at) ? Optional.empty() : Optional.of(Code.LINE_NOT_STARTED);
    }
}
