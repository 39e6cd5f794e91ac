package io.partnersupport.gateway.problems;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.gateway.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class ProblemPagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Test
    void explainsAProblemToAProgram() {
        given().get("/problems/forbidden")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("code", equalTo("forbidden"))
                .body("type", equalTo("/problems/forbidden"))
                .body("status", equalTo(403))
                .body("title", equalTo("You are not authorized for this action"));
    }

    @Test
    void explainsAProblemToAPerson() {
        given().accept(BROWSER)
                .get("/problems/incidents-exhausted")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .body(containsString("<h1>No incidents are left</h1>"))
                .body(containsString("<h2>Example</h2>"));
    }

    @ParameterizedTest
    @CsvSource({
        "pl-PL, '', pl, Nie ma już żadnych incydentów",
        "'de, ru;q=0.5', '', ru, Инцидентов не осталось",
        "zh-CN, '', zh-Hans, 支持事件已用完",
        "pl, ?lang=zh-Hans, zh-Hans, 支持事件已用完",
        "de, ?lang=xx, en, No incidents are left"
    })
    @DisplayName("DOMAIN 7: the pages are in the reader's language, or in the one that the address names")
    void speaksTheReadersLanguage(String accepted, String query, String language, String title) {
        given().header("Accept-Language", accepted)
                .get("/problems/incidents-exhausted" + query)
                .then()
                .header("Content-Language", language)
                .body("code", equalTo("incidents-exhausted"))
                .body("title", equalTo(title));
        String page = given().header("Accept-Language", accepted)
                .accept(BROWSER)
                .get("/problems/incidents-exhausted" + query)
                .asString();
        assertThat(page).contains("<html lang=\"" + language + "\">").contains("<h1>" + title + "</h1>");
    }

    @Test
    void refusesInTheReadersLanguage() {
        var answer = given().header("Accept-Language", "ru").get("/problems/nothing");
        answer.then()
                .statusCode(404)
                .header("Content-Language", "ru")
                .body("code", equalTo("not-found"))
                .body("title", equalTo("Не найдено"));
        assertThat(answer.headers().getValues("Vary")).contains("Accept-Language");
    }

    @Test
    void listsAllProblems() {
        given().get("/problems").then().body("items.code", hasItem("view-behind"));
        given().accept(BROWSER).get("/problems").then().body(containsString("href=\"/problems/view-behind\""));
    }

    @Test
    void doesNotKnowEveryCode() {
        given().get("/problems/nothing").then().statusCode(404).body("code", equalTo("not-found"));
        assertThat(new ProblemCatalogue().find("nothing")).isEmpty();
    }
}
