package io.partnersupport.linking.api;

import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Paging;
import io.partnersupport.linking.application.WatchAttempts;
import io.partnersupport.linking.application.WatchAttempts.Watched;
import io.partnersupport.linking.domain.link.AccountId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/linking-attempts")
@Authenticated
@Tag(name = "Linking attempts", description = "Accounts that lately failed to link a contract; for program operators")
class LinkingAttemptsResource {
    private final WatchAttempts watchAttempts;
    private final Paging paging;
    private final CurrentCaller caller;

    LinkingAttemptsResource(WatchAttempts watchAttempts, Paging paging, CurrentCaller caller) {
        this.watchAttempts = watchAttempts;
        this.paging = paging;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List accounts whose failed pairs still count, and until when they have to wait")
    public LinkingAttemptsPage listLinkingAttempts(
            @Parameter(description = "Only this account, by the subject of its tokens") @QueryParam("account")
                    String account,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Caller operator = operator();
        Paging.Request page = paging.request("linking-attempts " + operator.subject() + " " + account, limit, cursor);
        List<Watched> watched = watchAttempts.list(
                Optional.ofNullable(account).map(AccountId::new), page.after().map(AccountId::new), page.fetchSize());
        return LinkingAttemptsPage.from(
                paging.page(page, watched, each -> each.attempts().account().subject())
                        .map(LinkingAttemptsResponse::from));
    }

    @DELETE
    @Path("/{account}")
    @Operation(
            summary = "Let an account try again at once",
            description = "Forgets its failed pairs. Somebody should have made sure who asks for it.")
    @APIResponse(responseCode = "204", description = "Forgotten")
    public Response clearLinkingAttempts(@PathParam("account") String account) {
        if (!watchAttempts.clear(operator(), new AccountId(account))) {
            throw Problems.notFound();
        }
        return Response.noContent().build();
    }

    private Caller operator() {
        Caller known = caller.get();
        if (!known.isOperator()) {
            throw Problems.operatorRequired();
        }
        return known;
    }
}
