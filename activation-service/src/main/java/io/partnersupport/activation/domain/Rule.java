package io.partnersupport.activation.domain;

import java.util.List;
import java.util.function.Predicate;

/** One line of a table of rules: refuses a situation for one reason. */
public record Rule<S, R>(R refusal, Predicate<S> applies) {
    /** Every reason of the table that speaks against the situation, in its order. */
    public static <S, R> List<R> refusals(List<Rule<S, R>> table, S situation) {
        return table.stream()
                .filter(rule -> rule.applies.test(situation))
                .map(Rule::refusal)
                .toList();
    }
}
