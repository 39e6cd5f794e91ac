package io.partnersupport.kit;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The smallest service that uses the whole kit. */
@Path("/v1/things")
@Authenticated
public class ThingResource {
    private static final Logger LOG = Logger.getLogger(ThingResource.class);

    /** Only things of this name may be kept while it is true. */
    static volatile boolean closed;

    enum Colour {
        RED,
        GREEN
    }

    record Maker(String name) {}

    record ThingRequest(
            @NotBlank @Size(max = 200) String name,
            int size,
            Instant madeAt,
            LocalDate soldOn,
            Duration lasts,
            Long number,
            Boolean fragile,
            Colour colour,
            UUID serial,
            Maker maker,
            Set<String> labels,
            Optional<String> note) {}

    record ThingResponse(String id, String name, long sequence) {}

    @Inject
    Things things;

    @Inject
    Idempotency idempotency;

    @Inject
    Paging paging;

    @Inject
    CurrentCaller caller;

    @Inject
    RequestLanguage language;

    @POST
    @Path("/{id}")
    public Response rename(
            @PathParam("id") String id,
            @HeaderParam(Idempotency.HEADER) String key,
            @Valid @NotNull ThingRequest request) {
        return idempotency.once(key, "renameThing " + id, request, () -> {
            long sequence = things.rename(id, request.name());
            if (closed) {
                throw Problem.of(409, "changed-meanwhile").exception();
            }
            if (request.name().equals("breaks")) {
                throw new IllegalStateException("secret of the inside");
            }
            return Response.created(URI.create("/v1/things/" + id))
                    .entity(new ThingResponse(id, request.name(), sequence))
                    .build();
        });
    }

    @POST
    @Path("/{id}/title")
    public Response title(@PathParam("id") String id, @HeaderParam(Idempotency.HEADER) String key) {
        return idempotency.once(
                key,
                "titleThing " + id,
                id,
                () -> Response.ok(Map.of("title", ProblemTexts.find("thing-closed", "title", language.locale())))
                        .build());
    }

    @GET
    public Page<String> list(
            @QueryParam("prefix") String prefix,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Paging.Request page =
                paging.request("things " + prefix + " " + caller.get().subject(), limit, cursor);
        List<String> names = things.namesAfter(page.after().orElse(""), prefix, page.fetchSize());
        return paging.page(page, names, name -> name);
    }

    @GET
    @Path("/caller")
    public Map<String, Object> caller(
            @QueryParam("limit") Integer limit,
            @QueryParam("at") Instant at,
            @QueryParam("on") LocalDate on,
            @QueryParam("number") Long number,
            @QueryParam("fragile") Boolean fragile,
            @QueryParam("colour") Colour colour) {
        LOG.info("Somebody asked who they are");
        return Map.of("subject", caller.get().subject(), "roles", caller.get().roles());
    }

    @GET
    @Path("/by-serial/{serial}")
    public Map<String, UUID> bySerial(@PathParam("serial") UUID serial) {
        return Map.of("serial", serial);
    }
}
