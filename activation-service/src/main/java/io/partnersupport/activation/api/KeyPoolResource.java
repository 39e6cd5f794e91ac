package io.partnersupport.activation.api;

import io.partnersupport.activation.api.KeyPoolListResponse.KeyPoolResponse;
import io.partnersupport.activation.application.ImportKeys;
import io.partnersupport.activation.domain.key.KeyPools;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/key-pools")
@Authenticated
@Tag(name = "Key pools", description = "Product keys that operators import and partners get (operators)")
class KeyPoolResource {
    private static final String KIND = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final int LONGEST_KIND = 100;

    private final ImportKeys importKeys;
    private final KeyPools pools;
    private final CurrentCaller caller;

    KeyPoolResource(ImportKeys importKeys, KeyPools pools, CurrentCaller caller) {
        this.importKeys = importKeys;
        this.pools = pools;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the pools: keys left and handed out (operators)")
    public KeyPoolListResponse listKeyPools() {
        Problems.requireOperator(caller.get());
        return new KeyPoolListResponse(
                pools.all().stream().map(KeyPoolResponse::from).toList());
    }

    @POST
    @Path("/{kind}/imports")
    @Consumes({"text/plain", "text/csv"})
    @Operation(
            summary = "Import product keys from a file, one per line (operators)",
            description = "Keys that are known are counted and left as they are, so the same file may be sent again.")
    public KeyImportResponse importProductKeys(
            @PathParam("kind") String kind,
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = "text/plain",
                                        schema =
                                                @Schema(
                                                        type = SchemaType.STRING,
                                                        examples = "7Q2KM-9XA04-TD8WR-22VHC-PX6GJ")),
                                @Content(
                                        mediaType = "text/csv",
                                        schema =
                                                @Schema(
                                                        type = SchemaType.STRING,
                                                        examples = "key\n7Q2KM-9XA04-TD8WR-22VHC-PX6GJ"))
                            })
                    InputStream file)
            throws IOException {
        Problems.requireOperator(caller.get());
        if (kind.length() > LONGEST_KIND || !kind.matches(KIND)) {
            throw Problem.of(400, "malformed-request")
                    .error("kind", "benefit-kind")
                    .exception();
        }
        return KeyImportResponse.from(importKeys.importFrom(
                new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)), kind, caller.get()));
    }
}
