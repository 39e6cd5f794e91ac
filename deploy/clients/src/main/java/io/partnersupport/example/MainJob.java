package io.partnersupport.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.partnersupport.client.ApiClient;
import io.partnersupport.client.ApiException;
import io.partnersupport.client.ApiResponse;
import io.partnersupport.client.api.ActivationsApi;
import io.partnersupport.client.api.BalancesApi;
import io.partnersupport.client.api.ContractLinksApi;
import io.partnersupport.client.api.ContractsApi;
import io.partnersupport.client.api.IncidentsApi;
import io.partnersupport.client.api.SupportPlansApi;
import io.partnersupport.client.api.TechnicalBenefitsApi;
import io.partnersupport.client.model.ActivationResponse;
import io.partnersupport.client.model.ActivationStatus;
import io.partnersupport.client.model.ChangeIncidentRequest;
import io.partnersupport.client.model.Channel;
import io.partnersupport.client.model.IncidentContact;
import io.partnersupport.client.model.IncidentKind;
import io.partnersupport.client.model.IncidentResponse;
import io.partnersupport.client.model.LedgerEntryResponse;
import io.partnersupport.client.model.LinkContractRequest;
import io.partnersupport.client.model.LinkContractResponse;
import io.partnersupport.client.model.OpenIncidentRequest;
import io.partnersupport.client.model.OpenedIncidentResponse;
import io.partnersupport.client.model.PageLedgerEntryResponse;
import io.partnersupport.client.model.PartnerContractResponse;
import io.partnersupport.client.model.Portal;
import io.partnersupport.client.model.Problem;
import io.partnersupport.client.model.Severity;
import io.partnersupport.client.model.SupportPlanResponse;
import io.partnersupport.client.model.TechnicalBenefitResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The main job with the generated client: an administrator activates a benefit of their company; somebody who was given
 * the two IDs links the contract, opens an incident, and both see what is left. Wants {@code GATEWAY},
 * {@code ADMIN_TOKEN} and {@code PERSON_TOKEN} in the environment.
 */
public final class MainJob {
    private static final String BENEFIT = "Microsoft Product Support";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A call of the generated client. */
    private interface Call<T> {
        T run() throws ApiException;
    }

    private MainJob() {}

    public static void main(String[] arguments) throws Exception {
        String gateway = System.getenv("GATEWAY");
        ApiClient admin = client(gateway, () -> System.getenv("ADMIN_TOKEN"));
        ApiClient person = client(gateway, () -> System.getenv("PERSON_TOKEN"));

        TechnicalBenefitResponse benefit = activate(admin);
        LinkContractResponse linked = link(person, contractWith(benefit.getBenefitId(), admin));
        System.out.println("contract " + linked.getOutcome() + "; " + linked.getNextStep());
        openIncident(person, planOf(benefit.getBenefitId(), person));
        showLedger(admin, benefit.getBenefitId());
    }

    /** A client of one person. The token is asked for at each request, because it lives for some minutes only. */
    static ApiClient client(String gateway, Supplier<String> token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(gateway);
        client.setConnectTimeout(Duration.ofSeconds(5));
        client.setReadTimeout(Duration.ofSeconds(30));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token.get()));
        return client;
    }

    /** What the API says about a refusal: a code for programs, sentences for people. */
    static Problem problemOf(ApiException refusal, ApiClient client) throws ApiException {
        if (refusal.getResponseBody() == null) {
            throw refusal; // nobody answered
        }
        try {
            return client.getObjectMapper().readValue(refusal.getResponseBody(), Problem.class);
        } catch (JsonProcessingException e) {
            throw refusal; // somebody in between answered
        }
    }

    /** Repeats what was not answered, came too often or could not be served now. Its Idempotency-Key has to be the same. */
    static <T> T patiently(Call<T> call) throws ApiException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return call.run();
            } catch (ApiException e) {
                boolean temporary = List.of(0, 429, 503).contains(e.getCode());
                if (!temporary || Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(1000 * (e.getCode() == 0 ? 1 : retryAfter(e)));
            }
        }
    }

    private static long retryAfter(ApiException refusal) {
        return refusal.getResponseHeaders().firstValueAsLong("Retry-After").orElse(1);
    }

    private static TechnicalBenefitResponse activate(ApiClient admin) throws Exception {
        TechnicalBenefitResponse benefit = until(
                () -> new TechnicalBenefitsApi(admin)
                        .listTechnicalBenefits((String) null).getItems().stream()
                                .filter(item -> item.getName().equals(BENEFIT))
                                .findFirst()
                                .orElse(null),
                found -> found != null);
        if (benefit.getStatus() == ActivationStatus.AVAILABLE) {
            String key = UUID.randomUUID().toString();
            ActivationResponse requested =
                    patiently(() -> new TechnicalBenefitsApi(admin).activateBenefit(benefit.getBenefitId(), key));
            until(
                    () -> new ActivationsApi(admin).getActivation(requested.getId()),
                    activation -> activation.getStatus() == ActivationStatus.ACTIVE);
        }
        System.out.println(benefit.getName() + " is active");
        return benefit;
    }

    /** Every user of the partner may read the IDs; they are needed once. */
    private static PartnerContractResponse contractWith(UUID benefit, ApiClient admin) throws Exception {
        return new ContractsApi(admin)
                .listContracts(null, null, null).getItems().stream()
                        .filter(contract -> contract.getLines().stream()
                                .anyMatch(line -> line.getBenefitId().equals(benefit)))
                        .findFirst()
                        .orElseThrow();
    }

    private static LinkContractResponse link(ApiClient person, PartnerContractResponse contract) throws Exception {
        ContractLinksApi links = new ContractLinksApi(person);
        LinkContractRequest pair = new LinkContractRequest()
                .accessId(contract.getAccessId())
                .contractId("0000-0000-0000")
                .portal(Portal.ON_PREMISES);
        try {
            links.linkContract(UUID.randomUUID().toString(), pair);
            throw new IllegalStateException("A wrong pair was linked");
        } catch (ApiException e) {
            Problem problem = problemOf(e, person);
            expect(problem.getCode().equals("access-id-contract-id-mismatch"), problem);
            System.out.println(problem.getTitle() + ". " + problem.getDetail() + " " + problem.getNextStep());
        }
        String key = UUID.randomUUID().toString();
        return patiently(() -> links.linkContract(key, pair.contractId(contract.getContractId())));
    }

    private static SupportPlanResponse planOf(UUID benefit, ApiClient person) throws Exception {
        var latestSqlServer = SupportPlansApi.APIListSupportPlansRequest.newBuilder()
                .productId("sql-server")
                .version("2025")
                .build();
        return until(
                () -> new SupportPlansApi(person)
                        .listSupportPlans(latestSqlServer).getAvailable().stream()
                                .filter(plan -> benefit.equals(plan.getBenefitId()))
                                .findFirst()
                                .orElse(null),
                plan -> plan != null);
    }

    private static void openIncident(ApiClient person, SupportPlanResponse plan) throws Exception {
        IncidentsApi incidents = new IncidentsApi(person);
        OpenIncidentRequest request = new OpenIncidentRequest()
                .kind(IncidentKind.BREAK_FIX)
                .productId("sql-server")
                .version("2025")
                .severity(Severity.C)
                .title("No failover")
                .description("The availability group does not fail over.")
                .channel(Channel.WEB)
                .planId(plan.getPlanId())
                .contact(new IncidentContact()
                        .name("Olga Outside")
                        .email("olga@outside.example")
                        .language("en")
                        .country("PL")
                        .timeZone("Europe/Warsaw")
                        .reachableAroundTheClock(false));

        String key = UUID.randomUUID().toString(); // one for each incident that is meant, kept for its retries
        OpenedIncidentResponse opened = patiently(() -> incidents.openIncident(key, request));
        OpenedIncidentResponse again = patiently(() -> incidents.openIncident(key, request));
        expect(again.equals(opened), again);
        expect(opened.getRemaining() == plan.getRemaining() - 1, opened);
        System.out.println(
                "incident " + opened.getNumber() + " under " + plan.getName() + ", left: " + opened.getRemaining());

        ApiResponse<IncidentResponse> read = incidents.getIncidentWithHttpInfo(opened.getId());
        String version = read.getHeaders().get("ETag").get(0);
        incidents.changeIncident(opened.getId(), version, new ChangeIncidentRequest().title("No failover at night"));
        try {
            incidents.changeIncident(opened.getId(), version, new ChangeIncidentRequest().title("Failover is slow"));
            throw new IllegalStateException("A change of an old version was taken");
        } catch (ApiException e) {
            expect(e.getCode() == 412, problemOf(e, person)); // somebody was faster: read it again
        }
    }

    private static void showLedger(ApiClient admin, UUID benefit) throws Exception {
        BalancesApi balances = new BalancesApi(admin);
        List<LedgerEntryResponse> entries = new ArrayList<>();
        String cursor = null;
        do {
            PageLedgerEntryResponse page = balances.listLedgerEntries(benefit, cursor, 1);
            entries.addAll(page.getItems());
            cursor = page.getNextCursor();
        } while (cursor != null);

        expect(entries.size() >= 2, entries);
        entries.forEach(entry -> System.out.println(
                entry.getAt() + " " + entry.getKind() + " " + entry.getUnits() + ", left: " + entry.getBalanceAfter()));
    }

    /** News of one part of the suite reach the others within a moment. */
    private static <T> T until(Call<T> call, Predicate<T> reached) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        T answer = patiently(call);
        while (!reached.test(answer)) {
            expect(Instant.now().isBefore(end), answer);
            Thread.sleep(200);
            answer = patiently(call);
        }
        return answer;
    }

    private static void expect(boolean holds, Object answer) {
        if (!holds) {
            throw new IllegalStateException("Not what was expected: " + answer);
        }
    }
}
