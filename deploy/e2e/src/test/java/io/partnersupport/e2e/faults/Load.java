package io.partnersupport.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.e2e.faults.People.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Partners, their customers, support and an operator at work, all through the gateway and each as a decent client: what
 * got no answer or 503 is sent again with its Idempotency-Key until something else is said.
 */
final class Load {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final Duration END_LIMIT = Duration.ofSeconds(150);
    private static final int ADMINISTRATORS = 2;
    private static final int LOGGED = 10_000;

    private static final String PLAN = "Microsoft Product Support";

    /** A partner that this load brought into being. */
    static final class Partner {
        final String id;
        final Person admin;
        volatile String benefit;
        volatile Pair pair;

        Partner(String id, Person admin) {
            this.id = id;
            this.admin = admin;
        }

        String name() {
            return "Partner " + id + " GmbH";
        }
    }

    record Pair(String contract, String accessId, String contractId) {}

    private final String gateway;
    private final People people;
    private final RequestLog log;
    private final long seed;
    private final String run;
    private final Person operator;
    private final Person engineer;
    private final List<Partner> partners = new CopyOnWriteArrayList<>();
    private final List<Person> customers = new ArrayList<>();
    private final Map<String, String> keysInUse = new ConcurrentHashMap<>();
    private final Queue<String> openIncidents = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> breakdowns = new ConcurrentLinkedQueue<>();
    private final List<Thread> actors = new ArrayList<>();
    private final List<Partner> everybody = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /** @param run a name that no other load on this stack has: four digits */
    Load(Lab lab, People people, RequestLog log, long seed, String run, Person operator, Person engineer) {
        this.gateway = "http://localhost:" + lab.port(Lab.GATEWAY);
        this.people = people;
        this.log = log;
        this.seed = seed;
        this.run = run;
        this.operator = operator;
        this.engineer = engineer;
    }

    /** Everybody comes into being, and every partner has one contract that every customer has linked. */
    Load prepare(int numberOfPartners, int numberOfCustomers) {
        Random random = new Random(seed);
        for (int i = 0; i < numberOfPartners; i++) {
            Partner partner = newPartner();
            partners.add(partner);
            join(partner, random);
        }
        for (int i = 0; i < numberOfCustomers; i++) {
            customers.add(people.add("customer-" + run + i, "MSA", null, null));
        }
        partners.forEach(partner -> activate(partner, random));
        customers.forEach(customer -> partners.forEach(partner -> link(customer, partner, random)));
        // what customers may spend is known to another service than the one that linked
        customers.forEach(customer -> Lab.await(
                "the plans of " + customer.name(),
                Duration.ofSeconds(60),
                () -> json(get(customer, "plans", "/v1/support-plans?productId=sql-server&version=2025"))
                                .path("available")
                                .size()
                        == partners.size()));
        return this;
    }

    private Partner newPartner() {
        String id = "%s%03d".formatted(run, everybody.size());
        Partner partner = new Partner(id, people.add("admin-" + id, "AAD", id, "global-admin"));
        everybody.add(partner);
        return partner;
    }

    private void join(Partner partner, Random random) {
        String id = partner.id;
        insist(
                operator,
                "partner",
                "/v1/partners",
                Map.of(
                        "partnerId",
                        id,
                        "name",
                        partner.name(),
                        "country",
                        "PL",
                        "managedIn",
                        "PARTNER_CENTER",
                        "partnerKind",
                        "NONE",
                        "tenantId",
                        "00000000-0000-4000-9000-" + "0".repeat(12 - id.length()) + id,
                        "domain",
                        "p" + id + ".example",
                        "accountEmail",
                        "account@p" + id + ".example"),
                key(random));
        insist(
                partner.admin,
                "membership",
                "/v1/partners/" + id + "/memberships",
                Map.of("offer", "gold-competency", "competencyArea", "application-development"),
                key(random));
    }

    private void activate(Partner partner, Random random) {
        Lab.await("the benefits of " + partner.id, END_LIMIT, () -> {
            benefits(partner).forEach(benefit -> {
                if (benefit.path("name").asText().equals(PLAN)) {
                    partner.benefit = benefit.path("benefitId").asText();
                }
            });
            return partner.benefit != null;
        });
        insist(
                partner.admin,
                "activation",
                "/v1/technical-benefits/" + partner.benefit + "/activation",
                null,
                key(random));
        Lab.await("the contract of " + partner.id, END_LIMIT, () -> {
            benefits(partner).forEach(benefit -> {
                JsonNode contract = benefit.path("contract");
                if (contract.hasNonNull("accessId")) {
                    partner.pair = new Pair(
                            contract.path("id").asText(),
                            contract.path("accessId").asText(),
                            contract.path("contractId").asText());
                }
            });
            return partner.pair != null;
        });
    }

    private JsonNode benefits(Partner partner) {
        return json(get(partner.admin, "benefits", "/v1/technical-benefits")).path("items");
    }

    /** A partner that only the caller knows, whose contract has these units left, linked by one customer. */
    Partner partnerWith(int units, Random random) {
        Partner partner = newPartner();
        join(partner, random);
        activate(partner, random);
        String key = key(random);
        String balance = "/v1/balances/" + partner.benefit;
        Lab.await(
                "the balance of " + partner.id,
                END_LIMIT,
                () -> get(partner.admin, "balance", balance).isDone());
        int remaining =
                json(get(partner.admin, "balance", balance)).path("remaining").asInt();
        insist(operator, "adjust", balance + "/adjustments", Map.of("units", units - remaining, "reason", key), key);
        Lab.await("a link", END_LIMIT, () -> link(customers.get(0), partner, random) != null);
        Lab.await(
                "the plan of " + partner.id,
                END_LIMIT,
                () -> get(customers.get(0), "plans", "/v1/support-plans?productId=sql-server&version=2025")
                        .answer()
                        .contains(partner.benefit));
        return partner;
    }

    /** Opens incidents under a plan, all at the same moment, one for each key. */
    List<Exchange> openAtOnce(Partner partner, List<String> keys) {
        CountDownLatch together = new CountDownLatch(1);
        List<Exchange> answers = new CopyOnWriteArrayList<>();
        List<Thread> threads = keys.stream()
                .map(key -> Lab.thread("open-at-once", () -> {
                    try {
                        together.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    answers.add(insist(customers.get(0), "open", "/v1/incidents", incident(key, partner.benefit), key));
                }))
                .toList();
        together.countDown();
        Lab.await("all to be answered", END_LIMIT, () -> threads.stream().noneMatch(Thread::isAlive));
        return answers;
    }

    // --- at work

    void start() {
        running = true;
        for (int i = 0; i < ADMINISTRATORS; i++) { // however many partners have come in the meantime
            actor("administrator-" + i, random -> {
                int one = random.nextInt(partners.size());
                administer(partners.get(one), partners.get((one + 1) % partners.size()), random);
            });
        }
        for (Person customer : customers) {
            List<String> mine = new ArrayList<>();
            actor(customer.name(), random -> ask(customer, mine, random));
        }
        actor("operator", this::adjust);
        actor("engineer", this::answer);
        welcome();
    }

    /** One more partner joins, activates and is linked, so that every service has something to tell. */
    void welcome() {
        Partner newcomer = newPartner();
        people.token(newcomer.admin); // while Keycloak is there
        actor("newcomer-" + newcomer.id, random -> {
            if (newcomer.pair == null) {
                join(newcomer, random);
                activate(newcomer, random);
                // at once, when the pair may not be known yet where it is typed
                link(customers.get(0), newcomer, random);
                partners.add(newcomer);
            }
            Lab.pause(100);
        });
    }

    private void actor(String name, Consumer<Random> step) {
        Random random = new Random(seed + name.hashCode());
        actors.add(Lab.thread(name, () -> {
            try {
                while (running) {
                    step.accept(random);
                    Lab.pause(40 + random.nextInt(80)); // the pace of the load
                }
            } catch (Throwable e) {
                breakdowns.add(e);
            }
        }));
    }

    private void administer(Partner partner, Partner other, Random random) {
        switch (random.nextInt(7)) {
            case 0 -> {
                String key = key(random);
                insist(
                        partner.admin,
                        "user",
                        "/v1/partners/" + partner.id + "/users",
                        Map.of(
                                "userId",
                                key,
                                "name",
                                "User " + key,
                                "email",
                                key + "@p" + partner.id + ".example",
                                "directory",
                                "AAD",
                                "roles",
                                List.of()),
                        key);
            }
            case 1 -> get(partner.admin, "balance", "/v1/balances/" + partner.benefit);
            case 2 -> get(partner.admin, "ledger", "/v1/balances/" + partner.benefit + "/ledger?limit=20");
            case 3 -> get(partner.admin, "contracts", "/v1/contracts");
            case 4 -> get(partner.admin, "foreign", "/v1/contracts/" + other.pair.contract());
            case 5 -> get(partner.admin, "foreign", "/v1/balances/" + other.benefit);
            default -> get(partner.admin, "benefits", "/v1/technical-benefits");
        }
    }

    private void ask(Person customer, List<String> mine, Random random) {
        Partner partner = partners.get(random.nextInt(partners.size()));
        int dice = random.nextInt(100);
        if (dice < 45 || mine.isEmpty()) {
            open(customer, partner, mine, random);
        } else if (dice < 60) {
            String incident = mine.remove(random.nextInt(mine.size()));
            insist(customer, "cancel", "/v1/incidents/" + incident + "/cancellation", null, key(random));
        } else if (dice < 75) {
            String key = key(random);
            String incident = mine.get(random.nextInt(mine.size()));
            insist(customer, "write", "/v1/incidents/" + incident + "/communications", Map.of("text", key), key);
        } else if (dice < 82) {
            String link = link(customer, partner, random);
            if (link != null && random.nextBoolean()) {
                send(customer, "unlink", "DELETE", "/v1/contract-links/" + link, null, null);
                link(customer, partner, random);
            }
        } else if (dice < 90) {
            get(customer, "plans", "/v1/support-plans?productId=sql-server&version=2025");
        } else {
            get(customer, "incidents", "/v1/incidents?limit=50");
        }
    }

    private void open(Person customer, Partner partner, List<String> mine, Random random) {
        String key = key(random);
        Exchange answer = insist(customer, "open", "/v1/incidents", incident(key, partner.benefit), key);
        if (answer.status() == 201) {
            String id = json(answer).path("id").asText();
            mine.add(id);
            openIncidents.add(id);
            if (random.nextInt(5) == 0) {
                insist(customer, "open", "/v1/incidents", incident(key, partner.benefit), key);
            }
        }
    }

    private String link(Person customer, Partner partner, Random random) {
        Exchange answer = insist(
                customer,
                "link",
                "/v1/contract-links",
                Map.of(
                        "accessId", partner.pair.accessId(),
                        "contractId", partner.pair.contractId(),
                        "portal", "ON_PREMISES"),
                key(random));
        return answer.isDone() ? json(answer).path("link").path("id").asText() : null;
    }

    private void adjust(Random random) {
        Partner partner = partners.get(random.nextInt(partners.size()));
        String key = key(random);
        insist(
                operator,
                "adjust",
                "/v1/balances/" + partner.benefit + "/adjustments",
                Map.of("units", random.nextInt(4) == 0 ? -1 : 3, "reason", key),
                key);
        Lab.pause(100);
    }

    private void answer(Random random) {
        String incident = openIncidents.poll();
        if (incident == null) {
            return;
        }
        String path = "/v1/incidents/" + incident;
        switch (random.nextInt(4)) {
            case 0 -> insist(engineer, "assign", path + "/assignment", Map.of(), key(random));
            case 1 -> {
                String key = key(random);
                insist(engineer, "write", path + "/communications", Map.of("text", key), key);
            }
            case 2 -> insist(engineer, "close", path + "/closure", Map.of("resolution", "DUPLICATE"), key(random));
            default -> insist(engineer, "close", path + "/closure", Map.of("resolution", "RESOLVED"), key(random));
        }
    }

    static Map<String, Object> incident(String title, String plan) {
        Map<String, Object> incident = new LinkedHashMap<>(Map.of(
                "kind", "BREAK_FIX",
                "productId", "sql-server",
                "version", "2025",
                "severity", "C",
                "title", title,
                "description", "The availability group does not fail over.",
                "channel", "WEB"));
        incident.put(
                "contact",
                Map.of(
                        "name", "Olga Outside",
                        "email", "olga@outside.example",
                        "phone", "+48 22 555 01 00",
                        "language", "en",
                        "country", "PL",
                        "timeZone", "Europe/Warsaw",
                        "reachableAroundTheClock", false));
        incident.put("planId", plan);
        return incident;
    }

    /** Keys look the same in every run with the same seed, but for the run's own name. */
    String key(Random random) {
        String key = "k%s-%016x".formatted(run, random.nextLong());
        return keysInUse.putIfAbsent(key, key) == null ? key : key(random);
    }

    // --- requests

    Exchange get(Person person, String operation, String path) {
        return send(person, operation, "GET", path, null, null);
    }

    /** Posts until there is an answer that another try would not change. */
    Exchange insist(Person person, String operation, String path, Object body, String key) {
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        while (true) {
            Exchange answer = send(person, operation, "POST", path, body, key);
            if (!answer.isToBeRepeated()) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("No end of it: " + answer);
            }
            Lab.pause(answer.retryAfter() == null ? 200 : 500);
        }
    }

    Exchange send(Person person, String operation, String method, String path, Object body, String key) {
        String text = body == null ? null : JSON.valueToTree(body).toString();
        String token = people.token(person);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + token)
                .method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (text != null) {
            request.header("Content-Type", "application/json");
        }
        long sentAt = System.currentTimeMillis();
        long begun = System.nanoTime();
        int status = 0;
        String retryAfter = null;
        String location = null;
        String answer = null;
        String failure = null;
        try {
            HttpResponse<String> response = Lab.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            status = response.statusCode();
            retryAfter = response.headers().firstValue("Retry-After").orElse(null);
            location = response.headers().firstValue("Location").orElse(null);
            answer = response.body();
        } catch (IOException e) {
            failure = e.toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        Exchange exchange = new Exchange(
                person.name(),
                operation,
                method,
                path,
                key,
                abbreviated(text),
                sentAt,
                millis,
                status,
                retryAfter,
                location,
                answer,
                failure);
        log.add(exchange);
        return exchange;
    }

    private static String abbreviated(String body) {
        return body == null || body.length() < LOGGED ? body : body.length() + " characters";
    }

    static JsonNode json(Exchange exchange) {
        try {
            return exchange.answer() == null || exchange.answer().isEmpty()
                    ? JSON.createObjectNode()
                    : JSON.readTree(exchange.answer());
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    // --- the end

    /** Nothing new is begun; what was begun is brought to its end. */
    void stop() throws InterruptedException {
        running = false;
        for (Thread actor : actors) {
            actor.join(END_LIMIT.toMillis());
            if (actor.isAlive()) {
                breakdowns.add(new AssertionError(actor.getName() + " hangs"));
            }
        }
        actors.clear();
    }

    Collection<Throwable> breakdowns() {
        return breakdowns;
    }

    List<Partner> partners() {
        return partners;
    }

    List<Person> customers() {
        return customers;
    }

    Person operator() {
        return operator;
    }

    String run() {
        return run;
    }

    RequestLog log() {
        return log;
    }
}
