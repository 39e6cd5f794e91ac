package io.partnersupport.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    @Test
    @DisplayName("DOMAIN 7: every text of the kit is there in every language")
    void theKitSpeaksEveryLanguage() {
        Translations.assertComplete("kit-problems");
    }

    @Test
    void everyFaultIsTold() {
        assertThat(Translations.faultsOf("faulty-texts", true, Set.of("alike")))
                .containsExactlyInAnyOrder(
                        "faulty-texts_pl.properties has twice twice",
                        "faulty-texts_pl.properties lacks missing",
                        "faulty-texts_pl.properties, empty: is empty",
                        "faulty-texts_pl.properties, untranslated: is not translated",
                        "faulty-texts_pl.properties, argument: has arguments [1], not [0, 2]",
                        "faulty-texts_pl.properties, apostrophe: has wrong apostrophes or braces",
                        "faulty-texts_pl.properties has surplus, which faulty-texts.properties has not",
                        "there is no faulty-texts_ru.properties",
                        "faulty-texts_ru.properties lacks twice",
                        "faulty-texts_ru.properties lacks missing",
                        "faulty-texts_ru.properties lacks empty",
                        "faulty-texts_ru.properties lacks untranslated",
                        "faulty-texts_ru.properties lacks alike",
                        "faulty-texts_ru.properties lacks argument",
                        "faulty-texts_ru.properties lacks apostrophe");
    }
}
