package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.entitlement.api.MergePatch.Merged;
import io.partnersupport.entitlement.application.KeepCustomer;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.domain.Outcome;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.customer.Customer.Details;
import io.partnersupport.entitlement.domain.customer.CustomerRules;
import io.partnersupport.entitlement.domain.customer.Customers;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.validator.constraints.UniqueElements;

@Path("/v1/partners/{partnerId}/customers")
@Authenticated
@Tag(name = "Customers", description = "Customer tenants that a partner of the Cloud Solution Provider program reaches")
class CustomerResource {
    private static final int MOST_SUBSCRIPTIONS = 1000;

    /** A customer relationship to begin. */
    @Schema(example = """
            {"name": "Alpine Ski House", "domain": "alpineskihouse.example",
             "tenantId": "49600050-0000-4000-9000-000000000001", "delegatedAdministration": true,
             "indirectProvider": "4960007", "azureSubscriptions": ["49600050-0000-4000-a000-000000000001"]}""")
    record CustomerRequest(
            @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String name,

            @NotNull @Size(max = 253) @Pattern(regexp = Texts.DOMAIN, message = Texts.DOMAIN_MESSAGE)
            String domain,

            @NotNull
            @Pattern(regexp = Texts.UUID, message = Texts.UUID_MESSAGE)
            @Schema(description = "The customer's tenant; it never changes")
            String tenantId,

            @NotNull Boolean delegatedAdministration,

            @Pattern(regexp = PartnerId.FORM, message = "partner-id")
            @Schema(
                    description = "The partner through whom an indirect reseller sells to this customer",
                    nullable = true)
            String indirectProvider,

            @Size(max = MOST_SUBSCRIPTIONS)
            @UniqueElements
            @Schema(description = "Azure subscriptions of the customer that the partner manages")
            List<@NotNull UUID> azureSubscriptions) {
        Details details() {
            return detailsOf(name, domain, delegatedAdministration, indirectProvider, azureSubscriptions);
        }
    }

    /** What of a customer may change. */
    @Schema(example = """
            {"delegatedAdministration": false, "indirectProvider": null}""")
    record CustomerChanges(
            @NotBlank(groups = Merged.class)
            @Size(max = 200)
            @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String name,

            @NotNull(groups = Merged.class)
            @Size(max = 253)
            @Pattern(regexp = Texts.DOMAIN, message = Texts.DOMAIN_MESSAGE)
            String domain,

            @NotNull(groups = Merged.class) Boolean delegatedAdministration,

            @Pattern(regexp = PartnerId.FORM, message = "partner-id")
            @Schema(description = "With another provider, or none, the grant of Azure access is gone", nullable = true)
            String indirectProvider,

            @Size(max = MOST_SUBSCRIPTIONS) @UniqueElements List<@NotNull UUID> azureSubscriptions) {
        static CustomerChanges from(Customer customer) {
            return new CustomerChanges(
                    customer.name(),
                    customer.domain(),
                    customer.delegatedAdministration(),
                    customer.indirectProvider().map(PartnerId::value).orElse(null),
                    customer.azureSubscriptions());
        }

        Details details() {
            return detailsOf(name, domain, delegatedAdministration, indirectProvider, azureSubscriptions);
        }
    }

    /** What the indirect provider says. */
    @Schema(example = """
            {"granted": true}""")
    record AzureAccessRequest(@NotNull Boolean granted) {}

    /** A customer. */
    @Schema(example = """
            {"customerId": "0197a002-0000-7000-8000-000000000001", "partnerId": "4960005", "name": "Alpine Ski House",
             "domain": "alpineskihouse.example", "tenantId": "49600050-0000-4000-9000-000000000001",
             "delegatedAdministration": true, "indirectProvider": "4960007", "azureAccessGranted": true,
             "azureSubscriptions": ["49600050-0000-4000-a000-000000000001"]}""")
    record CustomerResponse(
            UUID customerId,
            String partnerId,
            String name,
            String domain,
            String tenantId,
            boolean delegatedAdministration,
            @Schema(nullable = true) String indirectProvider,

            @Schema(description = "Whether the indirect provider lets the partner reach the customer's Azure account")
            boolean azureAccessGranted,

            List<UUID> azureSubscriptions) {
        static CustomerResponse from(Customer customer) {
            return new CustomerResponse(
                    customer.id(),
                    customer.partnerId().value(),
                    customer.name(),
                    customer.domain(),
                    customer.tenantId(),
                    customer.delegatedAdministration(),
                    customer.indirectProvider().map(PartnerId::value).orElse(null),
                    customer.azureAccessGranted(),
                    customer.azureSubscriptions());
        }
    }

    private final KeepCustomer keepCustomer;
    private final Customers customers;
    private final Partners partners;
    private final MergePatch mergePatch;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    CustomerResource(
            KeepCustomer keepCustomer,
            Customers customers,
            Partners partners,
            MergePatch mergePatch,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.keepCustomer = keepCustomer;
        this.customers = customers;
        this.partners = partners;
        this.mergePatch = mergePatch;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the customers of a partner, or those of other partners which it serves as provider")
    public Page<CustomerResponse> listCustomers(
            @PathParam("partnerId") String partnerId,
            @QueryParam("indirectProvider")
                    @Pattern(regexp = "me", message = "me")
                    @Parameter(
                            description =
                                    "\"me\": instead of the partner's own customers, those of other partners which it"
                                            + " serves as indirect provider")
                    String indirectProvider,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.CUSTOMERS);
        partners.find(partner).orElseThrow(Problems::notFound);
        Paging.Request request =
                paging.request("customers %s %s".formatted(partner.value(), indirectProvider), limit, cursor);
        Optional<UUID> after = request.after().map(UUID::fromString);
        return paging.page(
                        request,
                        indirectProvider == null
                                ? customers.of(partner, after, request.fetchSize())
                                : customers.servedBy(partner, after, request.fetchSize()),
                        customer -> customer.id().toString())
                .map(CustomerResponse::from);
    }

    @POST
    @Operation(summary = "Begin a customer relationship (CSP-associated admin agents and global admins, operators)")
    @APIResponse(
            responseCode = "201",
            description = "Begun",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerResponse.class)))
    public Response addCustomer(
            @PathParam("partnerId") String partnerId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull CustomerRequest request) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.CUSTOMER_CHANGES);
        return idempotency.once(idempotencyKey, "addCustomer " + partner.value(), request, () -> {
            Versioned<Customer> customer = Problems.customer(keepCustomer
                    .add(partner, request.tenantId(), request.details())
                    .orElseThrow(Problems::notFound));
            return answer(
                    Response.created(URI.create("/v1/partners/%s/customers/%s"
                            .formatted(partner.value(), customer.state().id()))),
                    customer);
        });
    }

    @GET
    @Path("/{customerId}")
    @Operation(summary = "Read a customer")
    @APIResponse(
            responseCode = "200",
            description = "The customer; ETag names its version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerResponse.class)))
    public Response getCustomer(@PathParam("partnerId") String partnerId, @PathParam("customerId") UUID customerId) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.CUSTOMERS);
        return answer(Response.ok(), customers.find(partner, customerId).orElseThrow(Problems::notFound));
    }

    @PATCH
    @Path("/{customerId}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change a customer (CSP-associated admin agents and global admins, operators)")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MergePatch.MEDIA_TYPE,
                            schema = @Schema(implementation = CustomerChanges.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerResponse.class)))
    public Response changeCustomer(
            @PathParam("partnerId") String partnerId,
            @PathParam("customerId") UUID customerId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull ObjectNode patch)
            throws JsonProcessingException {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.CUSTOMER_CHANGES);
        Versioned<Customer> current = Problems.expected(ifMatch, () -> customers.find(partner, customerId));
        CustomerChanges changes = mergePatch.apply(CustomerChanges.class, CustomerChanges.from(current.state()), patch);
        return answer(Response.ok(), Problems.customer(keepCustomer.change(current, changes.details())));
    }

    @DELETE
    @Path("/{customerId}")
    @Operation(summary = "End a customer relationship (CSP-associated admin agents and global admins, operators)")
    @APIResponse(responseCode = "204", description = "Ended")
    public void removeCustomer(
            @PathParam("partnerId") String partnerId,
            @PathParam("customerId") UUID customerId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.CUSTOMER_CHANGES);
        Versioned<Customer> current = Problems.expected(ifMatch, () -> customers.find(partner, customerId));
        Problems.customer(keepCustomer.end(current));
    }

    @PUT
    @Path("/{customerId}/azure-access")
    @Operation(summary = "Say whether the partner may reach the customer's Azure account")
    @APIResponse(
            responseCode = "200",
            description = "Set",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerResponse.class)))
    public Response setAzureAccess(
            @PathParam("partnerId") String partnerId,
            @PathParam("customerId") UUID customerId,
            @Valid @NotNull AzureAccessRequest request) {
        PartnerId partner = Problems.partnerNamed(caller.get(), partnerId);
        Versioned<Customer> customer = customers.find(partner, customerId).orElseThrow(Problems::notFound);
        Problems.require(PartnerAccess.azureGrantRefusalsFor(caller.get(), customer.state()));
        Outcome<Customer, CustomerRules.Refusal> outcome = keepCustomer.grantAzureAccess(customer, request.granted());
        if (outcome instanceof Outcome.ChangedMeanwhile) {
            throw Problems.changedMeanwhile(); // no version was named, so none is wrong
        }
        return answer(Response.ok(), Problems.customer(outcome));
    }

    private static Response answer(Response.ResponseBuilder response, Versioned<Customer> customer) {
        return response.entity(CustomerResponse.from(customer.state()))
                .header(HttpHeaders.ETAG, EntityVersion.etag(customer.sequence()))
                .build();
    }

    private static Details detailsOf(
            String name, String domain, boolean delegated, String indirectProvider, List<UUID> subscriptions) {
        return new Details(
                name,
                domain,
                delegated,
                Optional.ofNullable(indirectProvider).map(PartnerId::new),
                subscriptions == null ? List.of() : subscriptions);
    }
}
