package io.partnersupport.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who can sign in to the local stack, as the realm file describes them.
 *
 * @param userId equal to the subject of their tokens
 */
record DemoPerson(
        String userId,
        String signIn,
        String name,
        String email,
        String directory,
        Optional<String> partnerId,
        List<String> associations,
        List<String> roles) {

    static List<DemoPerson> load(Path realm) {
        try {
            List<DemoPerson> people = new ArrayList<>();
            new ObjectMapper().readTree(realm.toFile()).get("users").forEach(user -> people.add(from(user)));
            return people;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DemoPerson from(JsonNode user) {
        JsonNode attributes = user.path("attributes");
        return new DemoPerson(
                user.get("id").textValue(),
                user.get("username").textValue(),
                user.get("firstName").textValue() + " " + user.get("lastName").textValue(),
                user.get("email").textValue(),
                attributes.path("directory").path(0).textValue(),
                Optional.ofNullable(attributes.path("partner_id").path(0).textValue()),
                texts(attributes.path("associations")),
                texts(user.path("realmRoles")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
