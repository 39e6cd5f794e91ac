package io.partnersupport.kit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class ProblemDocumentTest {
    @Test
    void whatProgramsMayWantToKnowIsAMemberOfTheDocument() {
        closed("en")
                .body("locks", contains("upper", "lower"))
                .body("$", not(hasKey("members")))
                .body("code", equalTo("thing-closed"));
    }

    @Test
    void textsAreInTheReadersLanguageAndFallBackToEnglish() {
        closed("pl-PL")
                .header("Content-Language", "pl")
                .header("Vary", containsString("Accept-Language"))
                .body("title", equalTo("Rzecz jest zamknięta"))
                .body("detail", equalTo("Pod nazwą box nie można niczego przechować."))
                .body("nextStep", equalTo("Open it."))
                .body("reasons[0].detail", equalTo("Pod nazwą box nie można niczego przechować."))
                .body("reasons[1].detail", equalTo("Its lock is shut."));
        closed("de").header("Content-Language", "en").body("title", equalTo("The thing is closed"));
    }

    @Test
    void someAddressesHaveAFormOfTheirOwn() {
        foreign("/foreign/things?x=%00", 400, "malformed-request"); // before the resources
        foreign("/foreign/things", 404, "not-found");
    }

    private static void foreign(String path, int status, String code) {
        Person.outsider()
                .request()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/json")
                .header("X-Wrong", equalTo(code))
                .body("wrong", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "en, {\"name\":\" \"}, must not be blank",
        "pl, {\"name\":\" \"}, nie może być puste",
        "ru-RU, {\"name\":\" \"}, не должно быть пустым",
        "zh, {\"name\":\" \"}, 不能为空",
        "pl, {\"names\":1}, nie jest polem tego żądania",
        "zh, {\"size\":{}}, 格式不正确"
    })
    @DisplayName("DOMAIN 7: what is wrong with a field is told in the reader's language, by us and by the validator")
    void fieldsAreCorrectedInTheReadersLanguage(String language, String body, String message) {
        Person.outsider()
                .request()
                .header("Accept-Language", language)
                .header("Idempotency-Key", "languages")
                .contentType("application/json")
                .body(body)
                .post("/v1/things/languages")
                .then()
                .statusCode(400)
                .body("errors.message", contains(message));
    }

    private static ValidatableResponse closed(String language) {
        return Person.outsider()
                .request()
                .header("Accept-Language", language)
                .get("/v1/closed-things")
                .then()
                .statusCode(409);
    }
}
