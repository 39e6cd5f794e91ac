package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.kit.paging.Page;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/catalog/editions")
@Authenticated
@Tag(name = "Catalogue", description = "Editions of the program: what can be bought and what it grants")
class EditionResource {
    /** An edition in the list. */
    record EditionSummary(String code, int revision, String name, Instant effectiveFrom, Instant effectiveTo) {}

    private final Editions editions;

    EditionResource(Editions editions) {
        this.editions = editions;
    }

    @GET
    @Operation(summary = "List the editions with their effective periods, newest revision of each")
    public Page<EditionSummary> listEditions() {
        return new Page<>(
                editions.all().stream()
                        .map(edition -> new EditionSummary(
                                edition.code(),
                                edition.revision(),
                                edition.name(),
                                edition.effectiveFrom(),
                                edition.effectiveTo()))
                        .toList(),
                null);
    }

    @GET
    @Path("/{code}")
    @Operation(summary = "Read a whole edition in its newest revision")
    public Edition getEdition(@PathParam("code") String code) {
        return editions.newest(code).orElseThrow(Problems::notFound);
    }
}
