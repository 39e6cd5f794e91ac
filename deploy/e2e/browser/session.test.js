// A page that signs in through the gateway and never sees a token.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { assertNoTokenInReachOf, gateway, gatewayTls, inBrowser, signIn } from './browser.js';

/** What a script of the page gets for a request of its own. */
const send = (page, path, options = {}) => page.evaluate(async ([path, options]) => {
  const answer = await fetch(path, options);
  const text = await answer.text();
  return {
    status: answer.status,
    redirected: answer.redirected,
    challenge: answer.headers.get('WWW-Authenticate'),
    headers: JSON.stringify([...answer.headers]),
    text,
    body: text ? JSON.parse(text) : null,
  };
}, [path, options]);

async function signedIn(page, address, person) {
  await page.goto(`${address}/session/sign-in?returnTo=/docs/?from%3Dsign-in%23top`);
  await signIn(page, person);
  await page.waitForURL(`${address}/docs/?from=sign-in#top`);
}

for (const address of [gateway, gatewayTls]) {
  test(`a page works with a session at ${address}`, () => inBrowser(async (page, context) => {
    await page.goto(`${address}/docs/`);
    const before = await send(page, '/session');
    assert.equal(before.status, 401);
    assert.equal(before.body.code, 'not-signed-in');

    await signedIn(page, address, 'contoso-admin');
    const cookies = (await context.cookies(address)).filter(cookie => cookie.name.includes('session'));
    const isSecure = address.startsWith('https');
    assert.equal(cookies[0].name, isSecure ? '__Host-session' : 'session');
    for (const cookie of cookies) {
      assert.deepEqual([cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path], [true, isSecure, 'Strict', '/']);
    }

    const session = await send(page, '/session');
    assert.equal(session.status, 200);
    assert.equal(session.body.name, 'Anna Nowak');
    assert.equal(session.body.partnerId, '4960001');
    assert.deepEqual(session.body.roles, ['global-admin']);

    const benefits = await send(page, '/v1/technical-benefits');
    assert.equal(benefits.status, 200);
    assert.ok(benefits.body.items.length > 0);

    // a check, which changes nothing and still is a POST
    const check = { method: 'POST', body: JSON.stringify({ partnerId: '4960001', productId: 'azure' }) };
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    const without = await send(page, '/v1/coverage-checks', { ...check, headers });
    assert.equal(without.status, 403);
    assert.equal(without.body.code, 'csrf-token-missing');
    const made = await send(page, '/v1/coverage-checks',
      { ...check, headers: { ...headers, 'X-CSRF-Token': session.body.csrfToken } });
    assert.equal(made.status, 200, made.text);

    for (const answer of [session, benefits, made]) {
      assert.doesNotMatch(answer.text + answer.headers, /\beyJ[\w-]+\.eyJ/);
    }
    await assertNoTokenInReachOf(page);

    // a second tab has the same session
    const tab = await context.newPage();
    await tab.goto(`${address}/docs/`);
    assert.equal((await send(tab, '/session')).body.csrfToken, session.body.csrfToken);

    const refused = await send(page, '/session/sign-out', { method: 'POST' });
    assert.equal(refused.status, 403);
    const out = await send(page, '/session/sign-out',
      { method: 'POST', headers: { 'X-CSRF-Token': session.body.csrfToken } });
    assert.equal(out.status, 204);

    for (const someTab of [page, tab]) {
      const after = await send(someTab, '/v1/technical-benefits');
      assert.equal(after.status, 401);
      assert.equal(after.redirected, false);
      assert.equal(after.challenge, 'Bearer');
    }
    assert.match((await send(tab, '/session')).body.nextStep, /\/session\/sign-in/);

    // signed out at the identity provider, too: the next sign-in asks for the password
    await page.goto(`${address}/session/sign-in`);
    await page.locator('#password').waitFor();
  }));
}

test('a page of another site can neither read nor change anything with the session', () => inBrowser(async (page, context) => {
  await signedIn(page, gatewayTls, 'contoso-admin');
  const { body: session } = await send(page, '/session');

  // the same machine, but another site to the browser
  const elsewhere = await context.newPage();
  await elsewhere.route('https://elsewhere.example/', route =>
    route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' }));
  await elsewhere.goto('https://elsewhere.example/');
  const read = await elsewhere.evaluate(address =>
    fetch(`${address}/session`, { credentials: 'include' }).then(answer => answer.status, () => 'refused'), gatewayTls);
  assert.notEqual(read, 200);

  const sent = context.waitForEvent('response', answer => answer.url().endsWith('/session/sign-out'));
  await elsewhere.evaluate(address => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = `${address}/session/sign-out`;
    document.body.append(form);
    form.submit();
  }, gatewayTls);
  assert.ok([401, 403].includes((await sent).status()));
  assert.equal((await send(page, '/session')).body.csrfToken, session.csrfToken);
}));

test('nobody is sent to another site after the sign-in', () => inBrowser(async page => {
  for (const target of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example']) {
    const answer = await page.goto(`${gateway}/session/sign-in?returnTo=${encodeURIComponent(target)}`);
    assert.equal(answer.status(), 400, target);
  }
}));
