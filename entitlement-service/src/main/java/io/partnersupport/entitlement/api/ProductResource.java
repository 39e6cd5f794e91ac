package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.application.MaintainProduct;
import io.partnersupport.entitlement.application.MaintainProduct.Maintained;
import io.partnersupport.entitlement.application.MaintainProduct.Outcome;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.ProductKind;
import io.partnersupport.entitlement.domain.product.Products;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/products")
@Authenticated
@Tag(name = "Products", description = "Products, their versions and which of them are covered")
class ProductResource {
    private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";

    private final MaintainProduct maintainProduct;
    private final Products products;
    private final Paging paging;
    private final CurrentCaller caller;
    private final Clock clock;

    ProductResource(
            MaintainProduct maintainProduct, Products products, Paging paging, CurrentCaller caller, Clock clock) {
        this.maintainProduct = maintainProduct;
        this.products = products;
        this.paging = paging;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List products, by a part of their name and by kind")
    public Page<ProductResponse> listProducts(
            @QueryParam("query") @Size(max = 100) String query,
            @QueryParam("kind") ProductKind kind,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Paging.Request request = paging.request("products %s %s".formatted(query, kind), limit, cursor);
        Instant now = clock.instant();
        return paging.page(
                        request,
                        products.list(query, kind, request.after(), request.fetchSize()),
                        product -> product.productId())
                .map(product -> ProductResponse.from(product, now));
    }

    @GET
    @Path("/{productId}")
    @Operation(summary = "Read a product with the support of each version at an instant")
    @APIResponse(
            responseCode = "200",
            description = "The product; its ETag is what an update must match",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProductResponse.class)))
    public Response getProduct(
            @PathParam("productId") String productId,
            @Parameter(description = "The instant; now if left out") @QueryParam("at") Instant at) {
        Versioned<Product> stored = products.find(productId).orElseThrow(Problems::notFound);
        return answer(200, stored.state(), stored.sequence(), at == null ? clock.instant() : at)
                .build();
    }

    @PUT
    @Path("/{productId}")
    @Operation(
            summary = "Add a product, or correct one (program operators)",
            description =
                    "If-Match names the version of the product that is corrected. A new product has none, and may be"
                            + " sent with If-None-Match: *. A version is removed only by naming it in removedVersions.")
    @APIResponse(
            responseCode = "200",
            description = "Corrected, or as it was",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProductResponse.class)))
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProductResponse.class)))
    public Response putProduct(
            @PathParam("productId") @Size(max = 100) @Pattern(regexp = ID, message = "product-id") String productId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @Valid @NotNull ProductRequest request) {
        Problems.requireOperator(caller.get());
        Maintained maintained = maintainProduct.put(request.toDraft(productId), expected(ifMatch, ifNoneMatch));
        return switch (maintained.outcome()) {
            case REFUSED -> throw Problems.refusedProduct(maintained.decision());
            case CHANGED_MEANWHILE ->
                // without any condition the operator may not know that the product is there
                throw ifMatch == null && ifNoneMatch == null
                        ? preconditionRequired()
                        : EntityVersion.changedMeanwhile();
            case CREATED, CHANGED, UNCHANGED -> stored(maintained);
        };
    }

    private Response stored(Maintained maintained) {
        Product product = maintained.decision().product().orElseThrow();
        boolean created = maintained.outcome() == Outcome.CREATED;
        Response.ResponseBuilder answer = answer(created ? 201 : 200, product, maintained.sequence(), clock.instant());
        return created
                ? answer.location(URI.create("/v1/products/" + product.productId()))
                        .build()
                : answer.build();
    }

    private static OptionalLong expected(String ifMatch, String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return ifMatch == null ? OptionalLong.empty() : OptionalLong.of(EntityVersion.expected(ifMatch));
        }
        if (ifMatch != null || !ifNoneMatch.strip().equals("*")) {
            throw Problem.of(400, "malformed-request")
                    .error(HttpHeaders.IF_NONE_MATCH, "if-none-match")
                    .exception();
        }
        return OptionalLong.empty();
    }

    private static RuntimeException preconditionRequired() {
        return Problem.of(428, "precondition-required")
                .error(HttpHeaders.IF_MATCH, "missing")
                .exception();
    }

    private static Response.ResponseBuilder answer(int status, Product product, long sequence, Instant at) {
        return Response.status(status)
                .header(HttpHeaders.ETAG, EntityVersion.etag(sequence))
                .entity(ProductResponse.from(product, at));
    }
}
