package io.partnersupport.linking.api;

import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.Csv;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Paging;
import io.partnersupport.linking.api.Problems.Malformed;
import io.partnersupport.linking.application.LinkContract;
import io.partnersupport.linking.application.LinkContract.Decided;
import io.partnersupport.linking.application.ListContractLinks;
import io.partnersupport.linking.application.ListContractLinks.ListedLink;
import io.partnersupport.linking.application.PairDigester;
import io.partnersupport.linking.application.PairTry;
import io.partnersupport.linking.application.PairTry.Matched;
import io.partnersupport.linking.application.PairTry.NotFoundYet;
import io.partnersupport.linking.application.TryPair;
import io.partnersupport.linking.application.UnlinkContract;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.Portal;
import io.partnersupport.linking.domain.link.Account;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.LinkDecision.AlreadyLinked;
import io.partnersupport.linking.domain.link.LinkDecision.Linked;
import io.partnersupport.linking.domain.link.LinkDecision.Refused;
import io.partnersupport.linking.domain.link.LinkId;
import io.partnersupport.linking.domain.pair.AccessId;
import io.partnersupport.linking.domain.pair.ContractId;
import io.partnersupport.linking.domain.pair.PairDigest;
import io.partnersupport.linking.domain.pair.PairDigests;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/contract-links")
@Authenticated
@Tag(name = "Contract links", description = "Contracts that accounts may open incidents under")
class ContractLinkResource {
    /** What an Idempotency-Key is bound to: not the body, whose hash would let a guesser test pairs. */
    private record Intent(PairDigest pair, Portal portal) {}

    private static final String HEADER_OF_AZURE_CLIENTS = "MS-RequestId";

    private static final List<String> COLUMNS =
            List.of("id", "contract", "account", "directory", "linkedAt", "followedFrom", "state");

    private final PairDigester digester;
    private final TryPair tryPair;
    private final SecondLook secondLook;
    private final LinkContract linkContract;
    private final ListContractLinks listContractLinks;
    private final UnlinkContract unlinkContract;
    private final ViewFreshness freshness;
    private final RequestLanguage language;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    @Context
    HttpHeaders headers;

    ContractLinkResource(
            PairDigester digester,
            TryPair tryPair,
            SecondLook secondLook,
            LinkContract linkContract,
            ListContractLinks listContractLinks,
            UnlinkContract unlinkContract,
            ViewFreshness freshness,
            RequestLanguage language,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.digester = digester;
        this.tryPair = tryPair;
        this.secondLook = secondLook;
        this.linkContract = linkContract;
        this.listContractLinks = listContractLinks;
        this.unlinkContract = unlinkContract;
        this.freshness = freshness;
        this.language = language;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Blocking
    @Operation(
            summary = "Link a contract to your account by its Access ID and Contract ID",
            description = "Needed once per account and contract; again does no harm. Any signed-in account may.")
    @APIResponse(
            responseCode = "201",
            description = "Linked",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LinkContractResponse.class)))
    @APIResponse(
            responseCode = "200",
            description = "Already linked to this account; nothing to do",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LinkContractResponse.class)))
    public Uni<Response> linkContract(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull LinkContractRequest request) {
        requireKey(idempotencyKey); // a request that could not be completed must not count as an attempt
        Account account = accountOf(caller.get());
        PairDigests pair = digestsOf(request);
        Intent intent = new Intent(pair.current(), request.portal());
        // inside, so that a repeated request gets its first answer whatever became of the pair since
        Function<PairTry, Response> answer = tried -> idempotency.once(
                idempotencyKey, "linkContract", intent, () -> answer(account, tried, request.portal()));
        PairTry first = tryPair.first(account.id(), pair);
        return first instanceof NotFoundYet notFoundYet
                ? secondLook.take(
                        () -> tryPair.isDecidable(notFoundYet),
                        () -> answer.apply(tryPair.again(notFoundYet)),
                        () -> answer.apply(tryPair.abandon(notFoundYet)))
                : Uni.createFrom().item(answer.apply(first));
    }

    @GET
    @Operation(
            summary = "List your links",
            description =
                    "With a contract: the links of all accounts with it for a global admin or MPN partner admin"
                            + " of its partner, else your own. With Accept: text/csv all of them in one answer, without paging.")
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ContractLinkPage.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Response listContractLinks(
            @Parameter(description = "The contract's opaque id") @QueryParam("contract") UUID contract,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Caller reader = caller.get();
        Paging.Request page = paging.request("contract-links " + reader.subject() + " " + contract, limit, cursor);
        if (Csv.isPreferred(headers)) {
            return Csv.answer(
                    "contract-links",
                    COLUMNS,
                    (last, size) -> list(
                            reader, contract, last.map(listed -> listed.link().id()), size),
                    ContractLinkResource::row);
        }
        Optional<LinkId> before = page.after().map(id -> new LinkId(UUID.fromString(id)));
        List<ListedLink> links = list(reader, contract, before, page.fetchSize());
        return Response.ok(ContractLinkPage.from(
                        paging.page(
                                        page,
                                        links,
                                        listed -> listed.link().id().value().toString())
                                .map(ContractLinkResponse::from),
                        freshness.asOf()))
                .build();
    }

    private List<ListedLink> list(Caller reader, UUID contract, Optional<LinkId> before, int size) {
        return contract == null
                ? listContractLinks.own(reader, before, size)
                : listContractLinks
                        .ofContract(reader, new ContractRef(contract), before, size)
                        .orElseThrow(Problems::notFound);
    }

    private static Object[] row(ListedLink listed) {
        ContractLinkResponse link = ContractLinkResponse.from(listed);
        return new Object[] {
            link.id(),
            link.contract(),
            link.account().subject(),
            link.account().directory(),
            link.linkedAt(),
            link.followedFrom(),
            link.state()
        };
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Remove a link",
            description = "Your own, or as global admin or MPN partner admin any link with your partner's contracts.")
    @APIResponse(responseCode = "204", description = "Removed")
    public Response unlinkContract(@PathParam("id") UUID id) {
        if (!unlinkContract.unlink(caller.get(), new LinkId(id))) {
            throw Problems.notFound();
        }
        return Response.noContent().build();
    }

    private void requireKey(String idempotencyKey) {
        if (idempotencyKey == null && headers.getHeaderString(HEADER_OF_AZURE_CLIENTS) == null) {
            throw Problems.idempotencyKeyMissing();
        }
    }

    private PairDigests digestsOf(LinkContractRequest request) {
        Optional<AccessId> accessId = AccessId.typed(request.accessId());
        Optional<ContractId> contractId = ContractId.typed(request.contractId());
        List<Malformed> malformed = new ArrayList<>();
        if (accessId.isEmpty()) {
            malformed.add(Malformed.MALFORMED_ACCESS_ID);
        }
        if (contractId.isEmpty()) {
            malformed.add(Malformed.MALFORMED_CONTRACT_ID);
        }
        if (!malformed.isEmpty()) {
            throw Problems.malformed(malformed, language.locale());
        }
        return digester.digest(accessId.orElseThrow(), contractId.orElseThrow());
    }

    private static Account accountOf(Caller caller) {
        return new Account(
                new AccountId(caller.subject()),
                Account.Directory.valueOf(caller.directory().name()));
    }

    private Response answer(Account account, PairTry tried, Portal portal) {
        if (!(tried instanceof Matched matched)) {
            throw Problems.notMatched(tried);
        }
        Decided decided = linkContract.link(account, matched.contract());
        if (decided.decision() instanceof Refused refused) {
            throw Problems.refused(refused, decided, freshness.asOf(), language.locale());
        }
        return decided.decision() instanceof Linked linked
                ? answer(201, "linked", linked.link(), decided, portal)
                : answer(200, "already-linked", ((AlreadyLinked) decided.decision()).link(), decided, portal);
    }

    private Response answer(int status, String outcome, ContractLink link, Decided decided, Portal portal) {
        return Response.status(status)
                .entity(LinkContractResponse.from(outcome, link, decided, portal, freshness.asOf(), language.locale()))
                .build();
    }
}
