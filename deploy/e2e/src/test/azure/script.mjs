// A support frontend in small: every call of Azure's Support API (2024-04-01) by Azure's own, unmodified client.
// What the client's released version has methods for is called by them; what the API has got since is sent through
// the same client by operation specifications written as its own.
import assert from "node:assert/strict";
import { MicrosoftSupport } from "@azure/arm-support";
import { createSerializer } from "@azure/core-client";

const { AZURE_ENDPOINT, AZURE_TOKEN, AZURE_SUBSCRIPTION, SUPPORT_PLAN } = process.env;
const run = Date.now().toString(36);
const name = (what) => `${what}-${run}`;
const signedIn = { getToken: async () => ({ token: AZURE_TOKEN, expiresOnTimestamp: Date.now() + 60_000 }) };
const settings = { endpoint: AZURE_ENDPOINT, $host: AZURE_ENDPOINT, apiVersion: "2024-04-01", retryOptions: { maxRetries: 1 } };
const client = new MicrosoftSupport(signedIn, AZURE_SUBSCRIPTION, settings);

const ofSubscription = `/subscriptions/${AZURE_SUBSCRIPTION}/providers/Microsoft.Support`;
const own = "/providers/Microsoft.Support";

/** Sends what the client's version has no method for through its pipeline: version, token, retries, errors are its own. */
async function send(httpMethod, path, body, query = {}) {
  const any = { type: { name: "any" }, serializedName: "body" };
  const parameter = (parameterPath, serializedName, mapper = {}) =>
    ({ parameterPath, mapper: { serializedName, type: { name: "String" }, ...mapper } });
  return client.sendOperationRequest(
    { body, ...query },
    {
      httpMethod,
      path,
      baseUrl: AZURE_ENDPOINT,
      serializer: createSerializer({}, false),
      ...(body === undefined ? {} : { requestBody: { parameterPath: "body", mapper: any }, mediaType: "json", contentType: "application/json" }),
      queryParameters: [
        parameter("apiVersion", "api-version", { isConstant: true, defaultValue: "2020-04-01" }),
        ...Object.keys(query).map((key) => parameter(key, key)),
      ],
      responses: { 200: { bodyMapper: any }, 201: { bodyMapper: any }, 202: { bodyMapper: any }, 204: {}, default: {} },
    },
  );
}

async function refused(promise, status, code) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.name, "RestError");
    assert.equal(error.statusCode, status);
    assert.equal(error.code, code);
    assert.ok(error.response.headers.get("x-ms-request-id"));
    assert.equal(error.response.headers.get("x-ms-error-code"), code);
    const { details } = JSON.parse(error.response.bodyAsText).error;
    assert.ok(details.length > 0 && details.every((detail) => detail.code && detail.message));
    return true;
  });
}

async function all(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
}

const contactDetails = {
  firstName: "Marek",
  lastName: "Zima",
  preferredContactMethod: "email",
  primaryEmailAddress: "marek.zima@contoso.example",
  phoneNumber: "+48 22 555 01 00",
  preferredTimeZone: "Central European Standard Time",
  country: "POL",
  preferredSupportLanguage: "en-us",
};
const problem = {
  title: "The virtual network does not answer",
  description: "Since this morning no machine in it can be reached.",
  severity: "moderate",
  serviceId: `${own}/services/azure`,
  problemClassificationId: `${own}/services/azure/problemClassifications/technical`,
  technicalTicketDetails: { resourceId: `/subscriptions/${AZURE_SUBSCRIPTION}/resourceGroups/one` },
  contactDetails,
};

const steps = {
  async "operations, services and problem classifications"() {
    assert.ok((await all(client.operations.list())).some((each) => each.name === "Microsoft.Support/supportTickets/write"));
    const services = await all(client.services.list());
    assert.ok(["azure", "sql-server", "billing"].every((each) => services.some((service) => service.name === each)));
    assert.equal((await client.services.get("azure")).id, problem.serviceId);
    const classifications = await all(client.problemClassifications.list("sql-server"));
    assert.ok(classifications.some((each) => each.name === "technical-2025"));
    const one = await client.problemClassifications.get("azure", "technical");
    assert.equal(one.id, problem.problemClassificationId);
    await refused(client.services.get("nothing"), 404, "ResourceNotFound");
  },

  async "a ticket is created once, and got"() {
    const free = { name: name("ticket"), type: "Microsoft.Support/supportTickets" };
    assert.equal((await client.supportTickets.checkNameAvailability(free)).nameAvailable, true);
    const created = await client.supportTickets.beginCreateAndWait(free.name, problem);
    assert.equal(created.name, free.name);
    assert.equal(created.id, `${ofSubscription}/supportTickets/${free.name}`);
    assert.equal(created.status, "Open");
    assert.equal(created.severity, "moderate");
    assert.match(created.supportTicketId, /^[0-9]{13}$/);
    assert.equal(created.serviceLevelAgreement.slaMinutes, 240);
    assert.ok(created.createdDate instanceof Date);
    assert.deepEqual(created.contactDetails, { ...contactDetails });
    assert.equal(created.technicalTicketDetails.resourceId, problem.technicalTicketDetails.resourceId);
    const again = await client.supportTickets.beginCreateAndWait(free.name, problem);
    assert.equal(again.supportTicketId, created.supportTicketId);
    const taken = await client.supportTickets.checkNameAvailability(free);
    assert.deepEqual([taken.nameAvailable, taken.reason], [false, "AlreadyExists"]);
    await refused(client.supportTickets.beginCreateAndWait(free.name, { ...problem, title: "Other" }), 409, "Conflict");
    assert.equal((await client.supportTickets.get(free.name)).title, problem.title);
  },

  async "a ticket under a plan, with a file of a workspace"() {
    const workspace = name("files");
    const path = `${ofSubscription}/fileWorkspaces/${workspace}`;
    assert.equal((await send("PUT", path)).type, "Microsoft.Support/fileWorkspaces");
    assert.ok((await send("GET", path)).properties.expirationTime);
    const chunks = ["first line\n", "second\n"].map((text) => Buffer.from(text));
    const properties = { chunkSize: chunks[0].length, fileSize: chunks[0].length + chunks[1].length, numberOfChunks: 2 };
    await send("PUT", `${path}/files/error.log`, { properties });
    for (const [chunkIndex, chunk] of chunks.entries()) {
      await send("POST", `${path}/files/error.log/upload`, { content: chunk.toString("base64"), chunkIndex });
    }
    assert.equal((await send("GET", `${path}/files`)).value[0].name, "error.log");
    assert.equal((await send("GET", `${path}/files/error.log`)).properties.fileSize, properties.fileSize);
    const ticket = await send("PUT", `${ofSubscription}/supportTickets/${name("planned")}`, {
      properties: {
        ...problem,
        severity: "highestcriticalimpact",
        supportPlanId: `${own}/supportPlans/${SUPPORT_PLAN}`,
        fileWorkspaceName: workspace,
        advancedDiagnosticConsent: "Yes",
      },
    });
    assert.equal(ticket.properties.require24X7Response, true);
    assert.equal(ticket.properties.supportPlanId, `${own}/supportPlans/${SUPPORT_PLAN}`);
    assert.equal(ticket.properties.fileWorkspaceName, workspace);
    assert.deepEqual((await send("GET", `${ofSubscription}/supportTickets/${ticket.name}/chatTranscripts`)).value, []);
  },

  async "tickets are listed, filtered, page after page"() {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const filter = `createdDate ge ${since} and status eq 'open'`;
    const open = await all(client.supportTickets.list({ filter }));
    assert.ok([name("ticket"), name("planned")].every((each) => open.some((ticket) => ticket.name === each)));
    const names = [];
    let pages = 0;
    for await (const page of client.supportTickets.list({ top: 1 }).byPage()) {
      assert.ok(page.length <= 1);
      names.push(...page.map((ticket) => ticket.name));
      pages++;
    }
    assert.ok(pages >= 2);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(await all(client.supportTickets.list({ filter: "status eq 'updating'" })), []);
    await refused(all(client.supportTickets.list({ filter: "title eq 'x'" })), 400, "BadRequest");
  },

  async "both sides communicate"() {
    const ticket = name("ticket");
    const free = { name: "first", type: "Microsoft.Support/communications" };
    assert.equal((await client.communications.checkNameAvailability(ticket, free)).nameAvailable, true);
    const said = { subject: "More", body: "It began at 8.", sender: contactDetails.primaryEmailAddress };
    const written = await client.communications.beginCreateAndWait(ticket, free.name, said);
    assert.deepEqual(
      [written.subject, written.body, written.communicationType, written.communicationDirection],
      ["More", "It began at 8.", "web", "inbound"],
    );
    assert.equal((await client.communications.checkNameAvailability(ticket, free)).nameAvailable, false);
    assert.equal((await client.communications.get(ticket, free.name)).body, said.body);
    await client.communications.beginCreateAndWait(ticket, "second", said);
    const filter = "communicationType eq 'web'";
    assert.equal((await all(client.communications.list(ticket, { top: 1, filter }))).length, 2);
  },

  async "a ticket is changed, closed and reopened"() {
    const ticket = name("ticket");
    const changed = await client.supportTickets.update(ticket, {
      severity: "minimal",
      contactDetails: { firstName: "Ada", preferredTimeZone: "UTC" },
    });
    assert.equal(changed.severity, "minimal");
    assert.equal(changed.serviceLevelAgreement.slaMinutes, 480);
    assert.deepEqual(
      [changed.contactDetails.firstName, changed.contactDetails.lastName, changed.contactDetails.preferredTimeZone],
      ["Ada", "Zima", "UTC"],
    );
    await refused(client.supportTickets.update(ticket, { contactDetails: { country: "XXX" } }), 400, "BadRequest");
    assert.equal((await client.supportTickets.update(ticket, { status: "closed" })).status, "Closed");
    assert.equal((await client.supportTickets.update(name("planned"), { status: "closed" })).status, "Closed");
    const closed = await all(client.supportTickets.list({ filter: "status eq 'closed'" }));
    assert.ok(closed.some((each) => each.name === ticket));
  },

  async "a ticket of one's own organisation, and what it says to refusals"() {
    const path = `${own}/supportTickets/${name("own")}`;
    const billing = {
      ...problem,
      serviceId: `${own}/services/billing`,
      problemClassificationId: `${own}/services/billing/problemClassifications/invoice`,
    };
    assert.equal((await send("PUT", path, { properties: billing })).id, path);
    assert.equal((await send("GET", path)).properties.serviceDisplayName, "Billing");
    assert.equal((await send("PATCH", path, { severity: "minimal" })).properties.severity, "minimal");
    assert.ok((await send("GET", `${own}/supportTickets`)).value.some((each) => each.name === name("own")));
    const check = { name: name("own"), type: "Microsoft.Support/supportTickets" };
    assert.equal((await send("POST", `${own}/checkNameAvailability`, check)).nameAvailable, false);
    await refused(
      send("PUT", `${ofSubscription}/supportTickets/${name("theirs")}`, {
        properties: { ...problem, severity: "critical", contactDetails: { ...contactDetails, primaryEmailAddress: "bob@alpineskihouse.example" } },
      }),
      422,
      "SeverityANeedsReachableContact",
    );
    const stranger = new MicrosoftSupport(signedIn, "00000000-0000-4000-8000-000000000000", settings);
    await refused(all(stranger.supportTickets.list()), 404, "SubscriptionNotFound");
    const unknown = new MicrosoftSupport({ getToken: async () => ({ token: "none", expiresOnTimestamp: Date.now() + 60_000 }) }, AZURE_SUBSCRIPTION, settings);
    await refused(all(unknown.services.list()), 401, "AuthenticationFailed");
    await refused(all(new MicrosoftSupport(signedIn, AZURE_SUBSCRIPTION, { ...settings, apiVersion: undefined }).services.list()), 400, "InvalidApiVersionParameter");
  },
};

for (const [step, does] of Object.entries(steps)) {
  await does();
  console.log(`ok - ${step}`);
}
