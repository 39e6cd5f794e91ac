package io.partnersupport.linking.api;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.linking.domain.contract.Units;
import io.partnersupport.linking.domain.link.Notice;

/** The human texts beside the codes; those of notices and outcomes are kept with the problems'. */
final class Texts {
    private Texts() {}

    static String codeOf(Notice.Code code) {
        return Problem.codeOf(code);
    }

    /** {0} the line's name, {1} its start, {2} its end, {3} units granted, {4} units used. */
    static Object[] argumentsOf(Notice notice) {
        return notice.line()
                .map(line -> new Object[] {
                    line.name(),
                    line.startsAt(),
                    line.endsAt(),
                    line.units().map(Units::granted).orElse(null),
                    line.units().map(Units::used).orElse(null)
                })
                .orElseGet(() -> new Object[0]);
    }
}
