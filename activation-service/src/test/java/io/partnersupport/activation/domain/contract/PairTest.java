package io.partnersupport.activation.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A-4: Access ID and Contract ID")
class PairTest {
    @Test
    void randomPairsAreWellFormedAndDiffer() {
        var pairs = IntStream.range(0, 10_000).mapToObj(i -> Pair.random()).toList(); // malformed ones throw
        assertThat(pairs.stream().map(Pair::contractId).distinct().count()).isEqualTo(10_000);
        assertThat(pairs.stream()
                        .map(pair -> pair.accessId().digits().charAt(9))
                        .distinct()
                        .count())
                .isEqualTo(10);
        assertThat(pairs)
                .allMatch(pair ->
                        pair.contractId().grouped().matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}"));
    }

    @Test
    void theLastDigitIsALuhnCheckDigit() {
        assertThat(new AccessId("1234567897").digits()).isEqualTo("1234567897");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "2134567897", "123456789", "12345678970", "12345678 7", ""})
    void refusesMalformedAccessIdsWithoutRepeatingThem(String digits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessId(digits))
                .withMessage("Malformed Access ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789A", "0123456789ABC", "0123456789AI", "0123456789AO", "0123456789ab"})
    void refusesMalformedContractIdsWithoutRepeatingThem(String characters) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContractId(characters))
                .withMessage("Malformed Contract ID");
    }

    @Test
    void printsNoSecret() {
        Pair pair = new Pair(new AccessId("1234567897"), new ContractId("0123456789AB"));
        assertThat(pair.toString()).doesNotContain("123456").doesNotContain("AB");
    }
}
