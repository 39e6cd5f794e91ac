package io.partnersupport.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pl                         | pl
            pl-PL,en;q=0.8             | pl
            PL                         | pl
            de,ru;q=0.7,en;q=0.3       | ru
            en;q=0.5,pl;q=0.9          | pl
            zh                         | zh-Hans
            zh-CN                      | zh-Hans
            zh-Hans-SG                 | zh-Hans
            zh-TW,pl;q=0.5             | pl
            zh-Hant                    | en
            de                         | en
            *                          | en
            en-GB                      | en
            """)
    void theBestSpokenLanguageIsChosen(String acceptLanguage, String expected) {
        assertThat(RequestLanguage.bestOf(acceptLanguage)).isEqualTo(Locale.forLanguageTag(expected));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ";;;", "pl;q=7", "a_b", "\u0000"})
    void whatIsNoListOfLanguagesIsEnglish(String acceptLanguage) {
        assertThat(RequestLanguage.bestOf(acceptLanguage)).isEqualTo(Locale.ENGLISH);
    }

    @ParameterizedTest
    @CsvSource({"PL, pl", "KZ, ru", "CN, zh-Hans", "TW, en", "DE, en"})
    void aCountrySuggestsALanguage(String country, String language) {
        assertThat(RequestLanguage.ofCountry(country)).isEqualTo(Locale.forLanguageTag(language));
    }

    @Test
    void anEndlessListIsNotRead() {
        assertThat(RequestLanguage.bestOf("pl," + "de,".repeat(1_000) + "ru")).isEqualTo(Locale.ENGLISH);
    }
}
