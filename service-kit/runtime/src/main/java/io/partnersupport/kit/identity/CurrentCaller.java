package io.partnersupport.kit.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Gives the caller of the running request, from the claims of its verified token. */
@RequestScoped
public class CurrentCaller {
    private final JsonWebToken token;
    private Caller caller;

    CurrentCaller(JsonWebToken token) {
        this.token = token;
    }

    public Caller get() {
        if (caller == null) {
            caller = read();
        }
        return caller;
    }

    private Caller read() {
        return new Caller(
                token.getSubject(),
                "MSA".equals(token.getClaim("directory")) ? Directory.MSA : Directory.AAD,
                Optional.ofNullable(token.getClaim("partner_id"))
                        .map(Object::toString)
                        .filter(id -> !id.isBlank()),
                values(
                        "associations",
                        name -> Stream.of(Association.values())
                                .filter(association -> association.name().equals(name))
                                .findFirst()),
                values("roles", Role::ofClaim));
    }

    private <T> Set<T> values(String claim, Function<String, Optional<T>> parse) {
        Object value = token.getClaim(claim);
        return value instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .flatMap(item -> parse.apply(((JsonString) item).getString()).stream())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
