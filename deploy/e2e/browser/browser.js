import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const gateway = new URL(process.env.GATEWAY ?? 'http://localhost:8080').origin;
export const gatewayTls = new URL(process.env.GATEWAY_TLS ?? 'https://localhost:8443').origin;

const PASSWORD = 'partner-support-demo';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Runs a scenario in a browser that has never been anywhere. */
export async function inBrowser(scenario) {
  const profile = await mkdtemp(join(tmpdir(), 'browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: FLAGS,
    ignoreHTTPSErrors: true, // the stack's own authority
    viewport: { width: 1400, height: 1000 },
  });
  context.setDefaultTimeout(20_000);
  try {
    await scenario(await context.newPage(), context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Types name and password into Keycloak's page. */
export async function signIn(page, person) {
  await page.locator('#username').fill(person);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('#kc-login').click();
}

/** Nothing that a script of the page can reach looks like a token. */
export async function assertNoTokenInReachOf(page) {
  const reachable = await page.evaluate(() => JSON.stringify({
    cookie: document.cookie,
    local: { ...localStorage },
    session: { ...sessionStorage },
    address: location.href,
    name: window.name,
    visited: performance.getEntries().map(entry => entry.name),
    page: document.documentElement.outerHTML,
  }));
  assert.doesNotMatch(reachable, /\beyJ[\w-]+\.eyJ/, 'a token is in reach of the page');
  assert.equal(JSON.parse(reachable).cookie, '', 'a cookie is in reach of the page');
}
