// The main job with the generated client: an administrator activates a benefit of their company; somebody who was given
// the two IDs links the contract, opens an incident, and both see what is left. Wants GATEWAY, ADMIN_TOKEN and
// PERSON_TOKEN in the environment.
import { strict as assert } from "node:assert";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./api.js";

type Client = ReturnType<typeof createClient<paths>>;
type Problem = components["schemas"]["Problem"];
type Benefit = components["schemas"]["TechnicalBenefitResponse"];
type Contract = components["schemas"]["PartnerContractResponse"];
type Plan = components["schemas"]["SupportPlanResponse"];
type LedgerPage = components["schemas"]["PageLedgerEntryResponse"];
type IncidentRequest = components["schemas"]["OpenIncidentRequest"];

const patience = 30_000;

/** A refusal, in the API's own words: a code for programs, sentences for people. */
class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.title}. ${problem.detail} ${problem.nextStep}`);
  }
}

/** A client of one person. The token is asked for at each request, because it lives for some minutes only. */
function client(gateway: string, token: () => string): Client {
  const authenticated: Middleware = {
    onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${token()}`);
      return request;
    },
  };
  const api = createClient<paths>({ baseUrl: gateway });
  api.use(authenticated);
  return api;
}

/**
 * The answer of a call, or its refusal. Repeats what was not answered, came too often or could not be served now; its
 * Idempotency-Key has to be the same.
 */
async function patiently<T>(
  call: () => Promise<{ data?: T; error?: Problem; response: Response }>,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const { data, error, response } = await call().catch((unanswered: unknown) => {
      if (Date.now() > end) throw unanswered;
      return { data: undefined, error: undefined, response: undefined };
    });
    if (response?.ok) return data as T;
    const temporary = response === undefined || [429, 503].includes(response.status);
    if (!temporary || Date.now() > end) throw error ? new Refusal(error) : new Error(`Status ${response?.status}`);
    await sleep(1000 * Number(response?.headers.get("Retry-After") ?? 1));
  }
}

async function activate(admin: Client): Promise<Benefit> {
  const benefit = await until(async () => {
    const { items } = await patiently(() => admin.GET("/v1/technical-benefits"));
    return items.find((item) => item.name === "Microsoft Product Support");
  });
  if (benefit.status === "AVAILABLE") {
    const key = randomUUID();
    const requested = await patiently(() =>
      admin.POST("/v1/technical-benefits/{benefitId}/activation", {
        params: { path: { benefitId: benefit.benefitId }, header: { "Idempotency-Key": key } },
      }),
    );
    await until(async () => {
      const path = { id: requested.id };
      const activation = await patiently(() => admin.GET("/v1/activations/{id}", { params: { path } }));
      return activation.status === "ACTIVE" || undefined;
    });
  }
  console.log(`${benefit.name} is active`);
  return benefit;
}

/** Every user of the partner may read the IDs; they are needed once. */
async function contractWith(benefitId: string, admin: Client): Promise<Contract> {
  const { items } = await patiently(() => admin.GET("/v1/contracts"));
  const contract = items.find((item) => item.lines.some((line) => line.benefitId === benefitId));
  assert(contract);
  return contract;
}

async function link(person: Client, contract: Contract): Promise<void> {
  const { accessId = "", contractId = "" } = contract;
  const attempt = (key: string, pair: { accessId: string; contractId: string }) =>
    patiently(() =>
      person.POST("/v1/contract-links", {
        params: { header: { "Idempotency-Key": key } },
        body: { ...pair, portal: "ON_PREMISES" },
      }),
    );

  try {
    await attempt(randomUUID(), { accessId, contractId: "0000-0000-0000" });
    assert.fail("A wrong pair was linked");
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    assert.equal(refusal.problem.code, "access-id-contract-id-mismatch");
    console.log(refusal.message);
  }
  const linked = await attempt(randomUUID(), { accessId, contractId });
  console.log(`contract ${linked.outcome}; ${linked.nextStep}`);
}

function planOf(benefitId: string, person: Client): Promise<Plan> {
  return until(async () => {
    const query = { productId: "sql-server", version: "2025" };
    const { available } = await patiently(() => person.GET("/v1/support-plans", { params: { query } }));
    return available.find((plan) => plan.benefitId === benefitId);
  });
}

async function openIncident(person: Client, plan: Plan): Promise<void> {
  const body: IncidentRequest = {
    kind: "BREAK_FIX",
    productId: "sql-server",
    version: "2025",
    severity: "C",
    title: "No failover",
    description: "The availability group does not fail over.",
    channel: "WEB",
    planId: plan.planId,
    contact: {
      name: "Olga Outside",
      email: "olga@outside.example",
      language: "en",
      country: "PL",
      timeZone: "Europe/Warsaw",
      reachableAroundTheClock: false,
    },
  };

  const header = { "Idempotency-Key": randomUUID() }; // one for each incident that is meant, kept for its retries
  const opened = await patiently(() => person.POST("/v1/incidents", { params: { header }, body }));
  const again = await patiently(() => person.POST("/v1/incidents", { params: { header }, body }));
  assert.deepEqual(again, opened);
  assert.equal(opened.remaining, (plan.remaining ?? 0) - 1);
  console.log(`incident ${opened.number} under ${plan.name}, left: ${opened.remaining}`);

  const path = { incidentId: opened.id };
  const { response } = await person.GET("/v1/incidents/{incidentId}", { params: { path } });
  const version = { "If-Match": response.headers.get("ETag") ?? "" };
  const change = (title: string) =>
    person.PATCH("/v1/incidents/{incidentId}", { params: { path, header: version }, body: { title } });
  assert.equal((await change("No failover at night")).response.status, 200);
  assert.equal((await change("Failover is slow")).response.status, 412); // somebody was faster: read it again
}

async function showLedger(admin: Client, benefitId: string): Promise<void> {
  const entries: LedgerPage["items"] = [];
  let cursor: string | null = null;
  do {
    const params = { path: { benefitId }, query: { limit: 1, ...(cursor && { cursor }) } };
    const page: LedgerPage = await patiently(() => admin.GET("/v1/balances/{benefitId}/ledger", { params }));
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);

  assert(entries.length >= 2);
  for (const { at, kind, units, balanceAfter } of entries) console.log(`${at} ${kind} ${units}, left: ${balanceAfter}`);
}

/** News of one part of the suite reach the others within a moment. */
async function until<T>(call: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await call();
    if (answer !== undefined) return answer;
    assert(Date.now() < end, "It did not happen in time");
    await sleep(200);
  }
}

const gateway = process.env["GATEWAY"] ?? "http://localhost:8080";
const admin = client(gateway, () => process.env["ADMIN_TOKEN"] ?? "");
const person = client(gateway, () => process.env["PERSON_TOKEN"] ?? "");

const benefit = await activate(admin);
await link(person, await contractWith(benefit.benefitId, admin));
await openIncident(person, await planOf(benefit.benefitId, person));
await showLedger(admin, benefit.benefitId);
