package io.partnersupport.entitlement;

import io.partnersupport.kit.testing.Translations;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    @Test
    @DisplayName("DOMAIN 7: every text is there in every language")
    void everyTextIsInEveryLanguage() {
        Translations.assertComplete("problems");
    }

    @Test
    void noTextIsInCode() {
        Translations.assertNoWordsInCode();
    }
}
