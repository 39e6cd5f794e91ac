package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.domain.product.ProductKind;
import io.partnersupport.entitlement.domain.product.Products;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/products")
@Authenticated
@Tag(name = "Products", description = "Products, their versions and which of them are covered")
class ProductResource {
    private final Products products;
    private final Paging paging;
    private final Clock clock;

    ProductResource(Products products, Paging paging, Clock clock) {
        this.products = products;
        this.paging = paging;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List products, by a part of their name and by kind")
    public Page<ProductResponse> listProducts(
            @QueryParam("query") String query,
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
    @Operation(summary = "Read a product with the support of each version today")
    public ProductResponse getProduct(@PathParam("productId") String productId) {
        return products.find(productId)
                .map(product -> ProductResponse.from(product, clock.instant()))
                .orElseThrow(Problems::notFound);
    }
}
