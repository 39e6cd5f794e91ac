package io.partnersupport.linking.domain.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairTest {
    @ParameterizedTest
    @ValueSource(strings = {"4024007108", "4024-0071-08", " 4024 0071 08 ", "4024\u20110071\u00a008"})
    @DisplayName("A-4: an Access ID is read with or without hyphens and spaces")
    void readsAccessIds(String typed) {
        assertThat(AccessId.typed(typed)).contains(new AccessId("4024007108"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "402400710",
                "40240071080",
                "4024007107",
                "4O24007108",
                "4024_007108",
                "٤٠٢٤٠٠٧١٠٨",
                "٠٠٠٠٠٠٠٠٠٠"
            })
    @DisplayName("A-4: an Access ID has ten digits, the last a Luhn check digit")
    void refusesMalformedAccessIds(String typed) {
        assertThat(AccessId.typed(typed)).isEmpty();
    }

    @Test
    @DisplayName("A-4: the check digit notices every single mistyped digit")
    void theCheckDigitNoticesEveryMistypedDigit() {
        String digits = "4024007108";
        for (int i = 0; i < digits.length(); i++) {
            for (char other = '0'; other <= '9'; other++) {
                String typed = digits.substring(0, i) + other + digits.substring(i + 1);
                assertThat(AccessId.typed(typed).isPresent()).as(typed).isEqualTo(typed.equals(digits));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7K3M-9QXA-10T1",
                "7K3M9QXA10T1",
                "7k3m-9qxa-10t1",
                "7K3M 9QXA 1OTL",
                "7k3m–9qxa–lotI",
                "\t7K3M-9QXA-IOTi\n"
            })
    @DisplayName("A-4: a Contract ID is read in any case, and O, I and L as 0, 1 and 1")
    void readsContractIds(String typed) {
        assertThat(ContractId.typed(typed)).contains(new ContractId("7K3M9QXA10T1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7K3M9QXA10T",
                "7K3M9QXA10T11",
                "7K3M9QXA10TU",
                "7K3M_9QXA10T1",
                "7K3M9QXA10Tı",
                "7K3M9QXA10Tſ"
            })
    @DisplayName("A-4: a Contract ID has twelve characters of Crockford base32")
    void refusesMalformedContractIds(String typed) {
        assertThat(ContractId.typed(typed)).isEmpty();
    }

    @Test
    @DisplayName("L-3: the IDs are not printed")
    void theIdsAreNotPrinted() {
        assertThat(Optional.of(new AccessId("4024007108")) + " " + new ContractId("7K3M9QXA10T1"))
                .doesNotContain("4024007108", "7K3M9QXA10T1");
    }

    @Test
    @DisplayName("L-3: a pair matches under any live key, and only as a whole")
    void matchesUnderAnyLiveKey() {
        PairDigests typed =
                new PairDigests(List.of(new PairDigest("k2", "a2", "c2"), new PairDigest("k1", "a1", "c1")));
        assertThat(typed.matches(new PairDigest("k2", "a2", "c2"))).isTrue();
        assertThat(typed.matches(new PairDigest("k1", "a1", "c1"))).isTrue();
        assertThat(typed.matches(new PairDigest("k0", "a1", "c1"))).isFalse();
        assertThat(typed.matches(new PairDigest("k1", "a1", "c2"))).isFalse();
        assertThat(typed.matches(new PairDigest("k1", "a2", "c1"))).isFalse();
    }
}
