package io.partnersupport.kit;

import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** The smallest service that uses the whole kit. */
@Path("/v1/things")
@Authenticated
public class ThingResource {
    record ThingRequest(@NotBlank String name, int size, Instant madeAt) {}

    record ThingResponse(String id, String name, long sequence) {}

    @Inject
    Things things;

    @Inject
    Idempotency idempotency;

    @Inject
    CurrentCaller caller;

    @POST
    @Path("/{id}")
    public Response rename(
            @PathParam("id") String id,
            @HeaderParam(Idempotency.HEADER) String key,
            @Valid @NotNull ThingRequest request) {
        return idempotency.once(key, "renameThing " + id, request, () -> {
            long sequence = things.rename(id, request.name());
            return Response.created(URI.create("/v1/things/" + id))
                    .entity(new ThingResponse(id, request.name(), sequence))
                    .build();
        });
    }

    @GET
    @Path("/caller")
    public Map<String, Object> caller(@QueryParam("limit") Integer limit, @QueryParam("at") Instant at) {
        return Map.of("subject", caller.get().subject(), "roles", caller.get().roles());
    }
}
