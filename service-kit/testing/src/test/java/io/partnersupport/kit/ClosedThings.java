package io.partnersupport.kit;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.idempotency.Idempotency;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Refuses with everything that a problem can say, and gives a secret. */
@Path("/v1/closed-things")
@Authenticated
public class ClosedThings {
    record Combination(String digits) {}

    @Inject
    Idempotency idempotency;

    @POST
    @Path("/combination")
    public Response combination(@HeaderParam(Idempotency.HEADER) String key) {
        return idempotency.onceSecret(
                key,
                "combination",
                "",
                () -> Response.ok(new Combination("12-34-56")).build());
    }

    @GET
    public String read() {
        throw Problem.of(409, "thing-closed")
                .arguments("box")
                .reason("thing-closed", "box")
                .reason("thing-locked")
                .member("locks", List.of("upper", "lower"))
                .exception();
    }
}
