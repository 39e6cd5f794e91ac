package io.partnersupport.activation.domain.contract;

import static io.partnersupport.activation.domain.benefit.Grant.NOW;
import static io.partnersupport.activation.domain.benefit.Grant.USABLE_UNTIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.benefit.Grant;
import io.partnersupport.activation.domain.contract.ContractLine.Supersession;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContractTest {
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Contract EMPTY = Contract.unissued(
            new ContractRef(UUID.randomUUID()),
            new Grant().build(),
            Optional.empty(),
            new SealedPair("sealed"),
            new PairDigest("k1", "a", "c"));

    @Test
    @DisplayName("A-3: a line lasts from the activation until the benefit can no longer be used")
    void bringsWhatWasGranted() {
        var benefit = new Grant().of(20).build();
        Contract contract = EMPTY.with(ContractLine.of(benefit, NOW));
        assertThat(contract.lines())
                .containsExactly(new ContractLine(
                        benefit.id(),
                        "product-support",
                        "Microsoft Product Support",
                        "INCIDENT",
                        benefit.quantity(),
                        NOW,
                        USABLE_UNTIL,
                        benefit.covers(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(contract.startsAt()).isEqualTo(NOW);
        assertThat(contract.endsAt()).isEqualTo(USABLE_UNTIL);
    }

    @ParameterizedTest
    @DisplayName("E-3: a better or equal grant takes the place of the older line of its kind; a lesser one does not")
    @CsvSource({"15,20,true", "20,20,true", "20,15,false", "20,,true", ",20,false"})
    void grantsOfOneKindDoNotAddUp(Integer older, Integer newer, boolean superseded) {
        ContractLine silver = ContractLine.of(new Grant().of(older).build(), NOW);
        ContractLine gold = ContractLine.of(new Grant().of(newer).build(), LATER);
        Contract contract = EMPTY.with(silver).with(gold);
        assertThat(contract.lines().get(0).supersededBy())
                .isEqualTo(superseded ? Optional.of(new Supersession(gold.benefitId(), LATER)) : Optional.empty());
        assertThat(contract.supersededBy(gold.benefitId())).hasSize(superseded ? 1 : 0);
        assertThat(contract.lines()).hasSize(2);
    }

    @Test
    void linesOfOtherKindsAndEndedLinesStayAsTheyAre() {
        ContractLine cloud =
                ContractLine.of(new Grant().kind("signature-cloud-support").build(), NOW);
        ContractLine ended = ContractLine.of(new Grant().build(), NOW);
        ContractLine added = ContractLine.of(new Grant().build(), USABLE_UNTIL);
        assertThat(EMPTY.with(cloud).with(ended).with(added).lines()).containsExactly(cloud, ended, added);
    }

    @Test
    void aSupersededLineKeepsWhatTookItsPlaceFirst() {
        ContractLine bronze = ContractLine.of(new Grant().of(10).build(), NOW);
        ContractLine silver = ContractLine.of(new Grant().of(15).build(), NOW);
        ContractLine gold = ContractLine.of(new Grant().of(20).build(), LATER);
        assertThat(EMPTY.with(bronze).with(silver).with(gold).lines())
                .extracting(line -> line.supersededBy().map(Supersession::benefitId))
                .containsExactly(Optional.of(silver.benefitId()), Optional.of(gold.benefitId()), Optional.empty());
    }

    @Test
    @DisplayName("A-12: a withdrawn line ends at once; the contract is withdrawn when no line is left in its place")
    void withdrawsLines() {
        ContractLine product = ContractLine.of(new Grant().build(), NOW);
        ContractLine cloud =
                ContractLine.of(new Grant().kind("signature-cloud-support").build(), NOW);
        Contract one = EMPTY.with(product).with(cloud).without(Set.of(product.benefitId()), LATER);
        assertThat(one.line(product.benefitId()).orElseThrow().withdrawnAt()).contains(LATER);
        assertThat(one.line(product.benefitId()).orElseThrow().endsAt()).isEqualTo(LATER);
        assertThat(one.line(cloud.benefitId())).contains(cloud);
        assertThat(one.withdrawnAt()).isEmpty();
        assertThat(one.without(Set.of(product.benefitId()), USABLE_UNTIL)).isEqualTo(one);

        Contract both = one.without(Set.of(cloud.benefitId()), USABLE_UNTIL);
        assertThat(both.withdrawnAt()).contains(USABLE_UNTIL);
        assertThat(both.line(cloud.benefitId()).orElseThrow().endsAt()).isEqualTo(USABLE_UNTIL);
    }

    @Test
    @DisplayName("E-3, A-12: when the better grant is withdrawn, the line that gave way to it is back in its place")
    void restoresWhatGaveWay() {
        ContractLine silver = ContractLine.of(new Grant().of(15).build(), NOW);
        ContractLine gold = ContractLine.of(new Grant().of(20).build(), LATER);
        Contract contract = EMPTY.with(silver).with(gold).without(Set.of(gold.benefitId()), USABLE_UNTIL.minusNanos(1));
        assertThat(contract.line(silver.benefitId())).contains(silver);
        assertThat(contract.withdrawnAt()).isEmpty();
    }

    @Test
    void aLineThatIsWithdrawnBeforeItStartsLastsNoTime() {
        ContractLine line = ContractLine.of(new Grant().build(), LATER);
        ContractLine withdrawn = EMPTY.with(line).withdrawn(NOW).lines().get(0);
        assertThat(withdrawn.endsAt()).isEqualTo(LATER);
        assertThat(withdrawn.withdrawnAt()).contains(LATER);
    }

    @ParameterizedTest
    @EnumSource
    void isNotChangedForEachReason(ContractRefusal reason) {
        Contract contract = EMPTY.with(ContractLine.of(new Grant().build(), NOW));
        Optional<ContractRefusal> refusal = switch (reason) {
            case CONTRACT_ALREADY_WITHDRAWN -> contract.withdrawn(LATER).refusalOfChange(LATER);
            case CONTRACT_ALREADY_ENDED -> contract.refusalOfChange(USABLE_UNTIL);
        };
        assertThat(refusal).contains(reason);
        assertThat(contract.refusalOfChange(USABLE_UNTIL.minusNanos(1))).isEmpty();
    }

    @Test
    @DisplayName("E-14: a Premier plan's contract is linked by one account, a benefit year's by any")
    void whoMayLink() {
        Contract plan = Contract.unissued(
                EMPTY.id(), new Grant().asPlan().build(), Optional.empty(), EMPTY.pair(), EMPTY.digest());
        assertThat(plan.linkPolicy()).isEqualTo(LinkPolicy.SINGLE_ACCOUNT);
        assertThat(EMPTY.linkPolicy()).isEqualTo(LinkPolicy.ANY_ACCOUNT);
    }
}
