package io.partnersupport.incident.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.Facts;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.ledger.KnownContract.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final OptionalLong UNLIMITED = OptionalLong.empty();
    private final BenefitId silver = new BenefitId(UUID.randomUUID());
    private final BenefitId gold = new BenefitId(UUID.randomUUID());
    private final BenefitId platinum = new BenefitId(UUID.randomUUID());

    @Test
    @DisplayName("I-3: every line is granted once, an unlimited one too")
    void grantsEveryLineOnce() {
        KnownContract contract = contract(false, line(silver, 15, null), line(gold, UNLIMITED, null));
        Settlement first = settle(contract, List.of());
        assertThat(summary(first)).containsExactly("GRANTED 15 -> 15", "GRANTED - -> -");
        assertThat(first.changed()).allMatch(balance -> balance.sequence() == 1 && !balance.isClosed());
        assertThat(settle(contract, first.changed()).entries()).isEmpty();
    }

    @Test
    @DisplayName("E-3: what was spent stays spent when a better line arrives, and the rest is taken back")
    void carriesOverWhatWasSpent() {
        Balance old = spent(granted(line(silver, 15, null)), 4);
        Settlement settlement = settle(contract(false, line(silver, 15, gold), line(gold, 20, null)), List.of(old));
        assertThat(summary(settlement))
                .containsExactly("GRANTED 20 -> 20", "WITHDRAWN 11 -> 0", "SPENT 4 from silver -> 16");
        Balance closed = balance(settlement, silver);
        assertThat(closed.isClosed()).isTrue();
        assertThat(closed.remaining()).hasValue(0);
        assertThat(balance(settlement, gold).used()).isEqualTo(4);
    }

    @Test
    @DisplayName("E-3: an unlimited line knows what was spent before it, and closes without a number")
    void carriesOverToAndFromUnlimited() {
        Balance old = spent(granted(line(silver, 5, null)), 5);
        Settlement settlement =
                settle(contract(false, line(silver, 5, gold), line(gold, UNLIMITED, null)), List.of(old));
        assertThat(summary(settlement))
                .containsExactly("GRANTED - -> -", "WITHDRAWN 0 -> 0", "SPENT 5 from silver -> -");

        Balance unlimited = spent(granted(line(silver, UNLIMITED, null)), 50);
        assertThat(summary(settle(
                        contract(false, line(silver, UNLIMITED, gold), line(gold, 10, null)), List.of(unlimited))))
                .containsExactly("GRANTED 10 -> 10", "WITHDRAWN - -> -", "SPENT 10 from silver -> 0");
    }

    @Test
    @DisplayName("E-3: two steps that arrive at once carry over like two that arrive one by one")
    void carriesOverAlongAChain() {
        Balance old = spent(granted(line(silver, 5, null)), 3);
        KnownContract contract =
                contract(false, line(platinum, 30, null), line(gold, 20, platinum), line(silver, 5, gold));
        Settlement settlement = settle(contract, List.of(old));
        assertThat(balance(settlement, platinum).remaining()).hasValue(27);
        assertThat(balance(settlement, gold).withdrawn()).isEqualTo(17);
        assertThat(settle(contract, settlement.changed()).entries()).isEmpty();
    }

    @Test
    @DisplayName("E-3: a line whose successor has not arrived keeps its units until then")
    void waitsForTheSuccessor() {
        Balance old = spent(granted(line(silver, 5, null)), 3);
        assertThat(settle(contract(false, line(silver, 5, gold)), List.of(old)).entries())
                .isEmpty();
    }

    @Test
    @DisplayName("I-3: withdrawing a contract takes back what is left, once")
    void withdrawsTheRest() {
        KnownContract contract = contract(true, line(silver, 15, null), line(gold, UNLIMITED, null));
        Balance old = spent(granted(line(silver, 15, null)), 4);
        Settlement settlement = settle(contract, List.of(old, granted(line(gold, UNLIMITED, null))));
        assertThat(summary(settlement)).containsExactly("WITHDRAWN 11 -> 0", "WITHDRAWN - -> -");
        assertThat(settlement.changed()).allMatch(Balance::isClosed);
        assertThat(settle(contract, settlement.changed()).entries()).isEmpty();
    }

    @Test
    @DisplayName("I-3: positions follow each other within a balance")
    void numbersItsEntries() {
        List<Balance> known = new ArrayList<>();
        Settlement settlement = settle(
                contract(true, line(silver, 5, gold), line(gold, 20, null)),
                List.of(spent(granted(line(silver, 5, null)), 2)));
        known.addAll(settlement.changed());
        assertThat(settlement.entries())
                .filteredOn(entry -> entry.benefitId().equals(gold))
                .extracting(LedgerEntry::position)
                .containsExactly(1L, 2L, 3L);
        assertThat(balance(settlement, gold).sequence()).isEqualTo(3);
    }

    private static Settlement settle(KnownContract contract, List<Balance> known) {
        return Settlement.of(contract, known, UUID::randomUUID, Facts.NOW);
    }

    private static KnownContract contract(boolean withdrawn, Line... lines) {
        return new KnownContract(
                Optional.of(new ContractRef(UUID.randomUUID())), new PartnerId("4960001"), withdrawn, List.of(lines));
    }

    private static Line line(BenefitId id, long granted, BenefitId supersededBy) {
        return line(id, OptionalLong.of(granted), supersededBy);
    }

    private static Line line(BenefitId id, OptionalLong granted, BenefitId supersededBy) {
        return new Line(id, Unit.INCIDENT, granted, Facts.ENDS_AT, Optional.ofNullable(supersededBy), false, false);
    }

    private static Balance granted(Line line) {
        return Balance.granted(contract(false, line), line);
    }

    private static Balance spent(Balance balance, int times) {
        return IntStream.range(0, times).boxed().reduce(balance, (before, i) -> before.spend(1), (a, b) -> b);
    }

    private static Balance balance(Settlement settlement, BenefitId id) {
        return settlement.changed().stream()
                .filter(balance -> balance.benefitId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> summary(Settlement settlement) {
        return settlement.entries().stream()
                .map(entry -> "%s %s%s -> %s"
                        .formatted(
                                entry.kind(),
                                text(entry.units()),
                                entry.carriedFrom()
                                        .filter(silver::equals)
                                        .map(id -> " from silver")
                                        .orElse(""),
                                text(entry.balanceAfter())))
                .toList();
    }

    private static String text(OptionalLong units) {
        return units.isPresent() ? Long.toString(units.getAsLong()) : "-";
    }
}
