// Chromium, as people have it: a phone, a desk, with scripts and without; and what must hold on each
// page that it shows.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { ROOT } from '../harness/site.mjs';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const skip = existsSync(PROGRAM) ? false : `there is no ${PROGRAM}`;
export const LONG = Boolean(process.env.LONG);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const FIRST_LOAD = 40 * 1024;

export const launch = () => chromium.launch({
  executablePath: PROGRAM,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
});

const EUROPE = { locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce', serviceWorkers: 'block' };
export const PHONE = { ...EUROPE, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const DESK = { ...EUROPE, viewport: { width: 1280, height: 900 } };

// A browser of somebody: with the cookies of a client of harness/client.mjs, coming from its address.
export async function contextOf(browser, client, options = PHONE) {
  const context = await browser.newContext({ ...options, baseURL: client.base,
    extraHTTPHeaders: { 'X-Forwarded-For': client.headers['X-Forwarded-For'] } });
  context.setDefaultTimeout(8000);
  await context.addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: client.base })));
  return context;
}

// A page that writes down what must not happen, and what came over the network.
export async function watched(context) {
  const page = await context.newPage(), seen = { errors: [], foreign: new Set(), urls: [] };
  const own = new URL(context._options.baseURL).origin;
  // A page that says what is wrong is no error; a part of a page that is not there is one.
  page.on('console', m => m.type() === 'error' && !/^Failed to load resource/.test(m.text()) && seen.errors.push(m.text()));
  page.on('response', r => r.status() >= 400 && !r.request().isNavigationRequest() && seen.errors.push(`${r.status()} ${r.url()}`));
  // Whoever leaves a page ends what it was still fetching: that is the browser's doing, not the site's.
  page.on('requestfailed', r => r.failure().errorText === 'net::ERR_ABORTED' && !r.isNavigationRequest()
    || seen.errors.push(`${r.failure().errorText} ${r.url()}`));
  page.on('pageerror', e => seen.errors.push(String(e)));
  page.on('dialog', d => { seen.errors.push(`dialog: ${d.message()}`); d.dismiss(); });
  page.on('request', r => {
    seen.urls.push(r.url());
    if (new URL(r.url()).origin !== own && !r.url().startsWith('data:')) seen.foreign.add(r.url());
  });
  page.seen = seen;
  return page;
}

export async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(runOnly => globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] }), RULES);
  return found.violations.map(v => `${v.id} (${v.impact}): ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' ; ')} ${v.nodes[0].failureSummary?.split('\n')[1]?.trim() ?? ''}`);
}

export const overflow = page => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

// What stands out of the window, widest first: for the message of a failed test.
const widest = page => page.evaluate(() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => `${e.tagName.toLowerCase()}.${e.className} to ${Math.round(e.getBoundingClientRect().right)}`).slice(0, 4).join(', '));

export async function fitsAt(page, width, height = 640) {
  await page.setViewportSize({ width, height });
  const over = await overflow(page);
  assert.ok(over <= 0, `${over} px wider than ${width}: ${await widest(page)}`);
}

// Bytes of a first load: what the protocol says came, a page that came plain counted as nginx sends it.
export async function weigh(page, url) {
  const cdp = await page.context().newCDPSession(page), sizes = new Map(), plain = new Set();
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  cdp.on('Network.responseReceived', e => {
    const coded = Object.keys(e.response.headers).some(h => h.toLowerCase() === 'content-encoding');
    if (!coded && /html|css|javascript|json|svg|manifest/.test(e.response.mimeType)) plain.add(e.requestId);
  });
  cdp.on('Network.loadingFinished', e => sizes.set(e.requestId, e.encodedDataLength));
  const response = await page.goto(url);
  await page.waitForLoadState('load');
  for (const id of plain) {
    const body = await cdp.send('Network.getResponseBody', { requestId: id }).catch(() => null);
    if (body) sizes.set(id, 400 + gzipSync(body.body, { level: 5 }).length);      // 400: the headers
  }
  await cdp.detach();
  return { response, bytes: [...sizes.values()].reduce((a, b) => a + b, 0) };
}

// One address in full: what each page owes everybody.
export async function checkPage(page, url, { axeToo = true } = {}) {
  page.seen.errors.length = 0;
  const { response, bytes } = await weigh(page, url);
  assert.equal(response.status(), 200, url);
  assert.equal(await page.locator('h1').count(), 1, 'one h1');
  assert.ok((await page.title()).length > 3, 'a title');
  assert.ok(bytes <= FIRST_LOAD, `first load of ${bytes} bytes`);
  assert.ok(await overflow(page) <= 0, `wider than the window: ${await widest(page)}`);
  if (axeToo) assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.seen.errors, [], 'errors in the console');
  assert.deepEqual([...page.seen.foreign], [], 'requests to other hosts');
}

export async function shoot(page, name, width) {
  const folder = join(ROOT, 'build/shots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
}

export const nameOf = path => path.replace(/^\//, '').replace(/\{-slug\}/, '').replace(/[{}]/g, '').replace(/[^\w.-]+/g, '-') || 'accueil';
export const wordsOf = page => page.evaluate(() => document.querySelector('main').innerText.replace(/\s+/g, ' ').trim());
