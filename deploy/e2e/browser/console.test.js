// The main job, clicked through in the API's own console.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { gateway, gatewayTls, inBrowser, signIn } from './browser.js';

class Operation {
  #block;
  #page;

  constructor(page, id) {
    this.#page = page;
    this.#block = page.locator(`.opblock[id$="-${id}"]`);
  }

  async open() {
    await this.#block.locator('.opblock-summary-control').click();
    await this.#block.locator('.try-out__btn').click();
    return this;
  }

  async fill(parameter, value) {
    await this.#block.locator(`tr[data-param-name="${parameter}"] input`).fill(value);
    return this;
  }

  async body(value) {
    await this.#block.locator('textarea.body-param__text').fill(JSON.stringify(value, null, 2));
    return this;
  }

  /** Clicks Execute and reads what the console shows of the answer; after a 503 once more, as the answer says. */
  async execute(again = true) {
    const answered = this.#page.waitForResponse(answer => answer.url().includes('/v1/'));
    await this.#block.locator('button.execute').click();
    const status = (await answered).status();
    const shown = this.#block.locator('.live-responses-table tr.response');
    await shown.locator('.response-col_status', { hasText: String(status) }).waitFor();
    const body = JSON.parse(await shown.locator('code.language-json').first().innerText());
    return status === 503 && again ? this.execute(false) : { status, body };
  }
}

async function signInToConsole(page, context, address, person) {
  await page.goto(`${address}/docs/`);
  await page.locator('.auth-wrapper .btn.authorize').click();
  const oidc = page.locator('.auth-container', { hasText: 'authorizationCode' });
  const opened = context.waitForEvent('page');
  await oidc.locator('.auth-btn-wrapper .authorize').click();
  const popup = await opened;
  const closed = popup.waitForEvent('close');
  await signIn(popup, person);
  await closed;
  await oidc.getByText('Logout').waitFor();
  await page.locator('.auth-btn-wrapper .btn-done').first().click();
}

const operation = (page, id) => new Operation(page, id).open();

test('the main job can be clicked through in the console', () => inBrowser(async (page, context) => {
  const refusedByPolicy = [];
  page.on('console', message => /Content Security Policy/.test(message.text()) && refusedByPolicy.push(message.text()));
  await signInToConsole(page, context, gateway, 'contoso-admin');

  const benefits = await (await operation(page, 'listTechnicalBenefits')).execute();
  assert.equal(benefits.status, 200);
  const support = benefits.body.items.find(benefit => benefit.name === 'Microsoft Product Support');

  if (support.canActivate) { // the stack may have been through this before
    const activation = await operation(page, 'activateBenefit');
    await activation.fill('benefitId', support.benefitId);
    await activation.fill('Idempotency-Key', randomUUID());
    assert.equal((await activation.execute()).status, 202);
  }

  const contracts = await operation(page, 'listContracts');
  let contract;
  for (const end = Date.now() + 30_000; !contract && Date.now() < end;) {
    const answer = await contracts.execute();
    assert.equal(answer.status, 200);
    contract = answer.body.items.find(item => item.lines.some(line => line.benefitId === support.benefitId));
  }
  assert.match(contract?.accessId, /^\d+$/);

  const linking = await operation(page, 'linkContract');
  await linking.fill('Idempotency-Key', randomUUID());
  await linking.body({ accessId: contract.accessId, contractId: contract.contractId, portal: 'ON_PREMISES' });
  const link = await linking.execute();
  assert.ok([200, 201].includes(link.status), JSON.stringify(link));
  assert.ok(['linked', 'already-linked'].includes(link.body.outcome));

  const plans = await operation(page, 'listSupportPlans');
  await plans.fill('productId', 'sql-server');
  await plans.fill('version', '2025');
  const offered = await plans.execute();
  assert.equal(offered.status, 200);
  const before = offered.body.available.find(plan => plan.benefitId === support.benefitId);
  assert.ok(before, JSON.stringify(offered.body));

  const opening = await operation(page, 'openIncident');
  await opening.fill('Idempotency-Key', randomUUID());
  await opening.body({
    kind: 'BREAK_FIX', productId: 'sql-server', version: '2025', severity: 'C', channel: 'WEB', planId: before.planId,
    title: 'No failover', description: 'The availability group does not fail over.',
    contact: { name: 'Anna Nowak', email: 'anna.nowak@contoso.example', language: 'en', country: 'PL',
      timeZone: 'Europe/Warsaw', reachableAroundTheClock: false },
  });
  const incident = await opening.execute();
  assert.equal(incident.status, 201, JSON.stringify(incident));
  assert.equal(incident.body.unitsSpent, 1);
  assert.equal(incident.body.remaining, before.remaining - 1);
  assert.deepEqual(refusedByPolicy, []);
}));

test('the console signs in at the TLS address as well', () => inBrowser(async (page, context) => {
  await signInToConsole(page, context, gatewayTls, 'contoso-user');
  const benefits = await (await operation(page, 'listTechnicalBenefits')).execute();
  assert.equal(benefits.status, 200);
}));
