package io.partnersupport.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class PagingTest {
    private final Person person = Person.of("4960001", Role.GLOBAL_ADMIN);
    private final String prefix = UUID.randomUUID().toString();

    @Inject
    Things things;

    @BeforeEach
    void sevenThings() {
        for (int thing = 1; thing <= 7; thing++) {
            things.rename(prefix + thing, prefix + thing);
        }
    }

    @Test
    void thePagesOfAListHoldEveryItemOnceInItsOrder() {
        List<String> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = list(person, prefix, 3, cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            names.addAll(page.getList("items"));
            sizes.add(page.getList("items").size());
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(names).hasSize(7).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aLastPageThatIsFullHasNoNextOne() {
        assertThat(list(person, prefix, 7, null).jsonPath().getString("nextCursor"))
                .isNull();
    }

    @Test
    void onlyTheCursorOfThisListAndReaderIsTaken() {
        String cursor = list(person, prefix, 3, null).jsonPath().getString("nextCursor");
        byte[] forged = Base64.getUrlDecoder().decode(cursor);
        forged[forged.length - 1]++;

        refused(list(person, prefix.substring(1), 3, cursor));
        refused(list(Person.of("4960002", Role.GLOBAL_ADMIN), prefix, 3, cursor));
        refused(list(person, prefix, 3, Base64.getUrlEncoder().encodeToString(forged)));
        refused(list(person, prefix, 3, cursor.substring(1)));
        for (String text : List.of("x", "not base64!", "AAAA", "x".repeat(1_000), "'; DROP TABLE thing; --")) {
            refused(list(person, prefix, 3, text));
        }
    }

    @Test
    void theLimitIsBetweenOneAndTwoHundred() {
        for (String limit : List.of("0", "-1", "201", "abc", "1.0", "99999999999999999999")) {
            person.request()
                    .queryParam("prefix", prefix)
                    .queryParam("limit", limit)
                    .get("/v1/things")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors.field", hasItem("limit"));
        }
        list(person, prefix, 200, null).then().statusCode(200);
    }

    private static void refused(Response answer) {
        answer.then().statusCode(400).body("code", equalTo("malformed-cursor")).body("errors.field", hasItem("cursor"));
    }

    private static Response list(Person reader, String prefix, int limit, String cursor) {
        var request = reader.request().queryParam("prefix", prefix).queryParam("limit", limit);
        return (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/things");
    }
}
