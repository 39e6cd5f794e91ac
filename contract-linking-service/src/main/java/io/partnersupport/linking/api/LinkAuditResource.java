package io.partnersupport.linking.api;

import io.partnersupport.kit.http.Csv;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Paging;
import io.partnersupport.linking.application.ReadAudit;
import io.partnersupport.linking.domain.audit.AuditEntry;
import io.partnersupport.linking.domain.audit.AuditTrail.Filter;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.link.AccountId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/link-audit-entries")
@Authenticated
@Tag(name = "Audit", description = "Who changed what, for good")
class LinkAuditResource {
    private static final List<String> COLUMNS =
            List.of("id", "at", "actor", "role", "action", "account", "contract", "link");

    private final ReadAudit readAudit;
    private final Paging paging;
    private final CurrentCaller caller;

    @Context
    HttpHeaders headers;

    LinkAuditResource(ReadAudit readAudit, Paging paging, CurrentCaller caller) {
        this.readAudit = readAudit;
        this.paging = paging;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(
            summary = "List what was done to links",
            description = "A global admin or MPN partner admin sees what concerns the partner's contracts, a program"
                    + " operator everything. With Accept: text/csv all of it in one answer, without paging.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = LinkAuditEntryPage.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Response listLinkAuditEntries(
            @Parameter(description = "The contract's opaque id") @QueryParam("contract") UUID contract,
            @Parameter(description = "Whose link or attempts") @QueryParam("account") String account,
            @QueryParam("action") AuditEntry.LinkAction action,
            @Parameter(description = "From this instant on") @QueryParam("from") Instant from,
            @Parameter(description = "Before this instant") @QueryParam("to") Instant to,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Caller reader = caller.get();
        Filter filter = readAudit
                .visibleTo(
                        reader,
                        new Filter(
                                Optional.empty(),
                                Optional.ofNullable(contract).map(ContractRef::new),
                                Optional.ofNullable(account).map(AccountId::new),
                                Optional.ofNullable(action),
                                Optional.ofNullable(from),
                                Optional.ofNullable(to)))
                .orElseThrow(Problems::roleRequired);
        Paging.Request page = paging.request("link-audit-entries " + reader.subject() + " " + filter, limit, cursor);
        if (Csv.isPreferred(headers)) {
            return Csv.answer(
                    "link-audit-entries",
                    COLUMNS,
                    (last, size) -> readAudit.list(filter, last.map(AuditEntry::id), size),
                    LinkAuditResource::row);
        }
        List<AuditEntry> entries = readAudit.list(filter, page.after().map(UUID::fromString), page.fetchSize());
        return Response.ok(LinkAuditEntryPage.from(
                        paging.page(page, entries, entry -> entry.id().toString())
                                .map(LinkAuditEntryResponse::from)))
                .build();
    }

    private static Object[] row(AuditEntry audited) {
        LinkAuditEntryResponse entry = LinkAuditEntryResponse.from(audited);
        return new Object[] {
            entry.id(),
            entry.at(),
            entry.actor(),
            entry.role(),
            entry.action(),
            entry.account(),
            entry.contract(),
            entry.link()
        };
    }
}
