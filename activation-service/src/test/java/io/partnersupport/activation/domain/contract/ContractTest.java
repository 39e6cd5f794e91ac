package io.partnersupport.activation.domain.contract;

import static io.partnersupport.activation.domain.benefit.Grant.NOW;
import static io.partnersupport.activation.domain.benefit.Grant.USABLE_UNTIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.Grant;
import io.partnersupport.activation.domain.contract.ContractLine.Supersession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Contract EMPTY = new Contract(
            new ContractRef(UUID.randomUUID()),
            new PartnerId("4960001"),
            1,
            new SealedPair("sealed"),
            new PairDigest("k1", "a", "c"),
            Optional.empty(),
            List.of());

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
}
