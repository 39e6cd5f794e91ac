package io.partnersupport.gateway.problems;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.gateway.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

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
