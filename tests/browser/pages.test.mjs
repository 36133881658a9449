// Every page there is, once in full on a phone; then in other languages, themes and widths and without
// scripts: pair by pair, and in a long run every combination.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { everyPage, ROLES } from '../harness/crawl.mjs';
import { town } from '../harness/town.mjs';
import { axe, checkPage, contextOf, DESK, fitsAt, launch, LONG, nameOf, PHONE, shoot, skip, watched, wordsOf } from './browser.mjs';

const { site, clients, seeds } = await town();
const { found, missing } = await everyPage(clients, seeds);
const pages = found.filter(f => f.page.status === 200 && /html/.test(f.page.headers.get('content-type')));
const more = [      // states that a route alone does not show
  { name: 'accueil-membre', url: '/', role: 'member' },
  { name: 'besoin-auteur', url: seeds.member[0], role: 'member' },
  { name: 'besoin-attend', url: seeds.member[2], role: 'member' },
  { name: 'besoin-equipe', url: seeds.member[1], role: 'facilitator' },
  { name: 'besoins-repondus', url: '/besoins?state=answered', role: 'visitor' },
  { name: 'recherche-mot', url: '/recherche?q=fatigue', role: 'visitor' },
  { name: 'recherche-rien', url: '/recherche?q=zzzzqqqq', role: 'visitor' },
  { name: 'equipe-admin', url: '/equipe', role: 'administrator' },
];
const all = [...pages.map(({ route, url, role }) => ({ name: nameOf(route.path), url, role })), ...more];

let browser;
const windows = {};
before(async () => {
  if (skip) return;
  browser = await launch();
  for (const role of ROLES) windows[role] = await watched(await contextOf(browser, clients[role]));
});
after(async () => {
  await browser?.close();
  await site.remove();
});

test('each page can be reached by a link, or by an act', () => assert.deepEqual(missing, []));

for (const { name, url, role } of all)
  test(`${name}, on a phone`, { skip }, async () => {
    const page = windows[role];
    await page.setViewportSize(PHONE.viewport);
    await checkPage(page, url);
    await shoot(page, name, 390);
    await fitsAt(page, 320);
    await page.setViewportSize(DESK.viewport);
    await shoot(page, name, 1280);
  });

// ---- pair by pair ----

const FACTORS = { lang: ['fr', 'en'], theme: ['light', 'dark'], width: [390, 1280], scripts: [true, false] };
// Of four factors with two values each, six rows hold every pair.
const PAIRS = [['fr', 'light', 390, true], ['en', 'dark', 1280, true], ['fr', 'dark', 1280, false],
  ['en', 'light', 390, false], ['en', 'dark', 390, false], ['fr', 'light', 1280, true]];
const every = Object.values(FACTORS).reduce((rows, values) => rows.flatMap(row => values.map(v => [...row, v])), [[]]);
const opened = new Map();

async function windowFor(role, [lang, theme, width, scripts]) {
  const key = [role, theme, width, scripts].join();
  if (!opened.has(key)) {
    const context = await contextOf(browser, clients[role], { ...(width === 390 ? PHONE : DESK), colorScheme: theme, javaScriptEnabled: scripts });
    opened.set(key, await watched(context));
  }
  return opened.get(key);
}

async function checkCombination({ url, role }, combination) {
  const [lang, , width, scripts] = combination, page = await windowFor(role, combination);
  const address = lang === 'fr' ? url : `/${lang}${url.replace(/^\/$/, '')}`;
  page.seen.errors.length = 0;
  const response = await page.goto(address);
  assert.equal(response.status(), 200, address);
  assert.equal(await page.locator('html').getAttribute('lang'), lang, address);
  assert.equal(await page.locator('h1').count(), 1, address);
  const { html } = { html: await page.content() };
  if (scripts) assert.deepEqual(await axe(page), [], `${address} ${combination}`);
  else assert.ok(html.includes('</main>'), address);
  await fitsAt(page, width, 844);
  assert.deepEqual(page.seen.errors, [], address);
  assert.deepEqual([...page.seen.foreign], [], address);
}

if (LONG) {
  for (const one of all)
    for (const combination of every)
      test(`${one.name}: ${combination.join(' ')}`, { skip }, () => checkCombination(one, combination));
} else {
  // Each page is seen in one more row; over the pages, every row comes about as often.
  all.forEach((one, i) => {
    const combination = PAIRS[1 + i % (PAIRS.length - 1)];
    test(`${one.name}: ${combination.map(v => ({ true: 'scripts', false: 'no scripts' })[v] ?? v).join(' ')}`, { skip },
      () => checkCombination(one, combination));
  });
}

test('without scripts a page says what it says with them', { skip }, async () => {
  for (const { url, role } of all.filter((_, i) => LONG || i % 4 === 0)) {
    const said = [];
    for (const scripts of [true, false]) {
      const page = await windowFor(role, ['fr', 'light', 1280, scripts]);
      await page.goto(url);
      said.push((await wordsOf(page)).replace(/Signes restants : [\d  ]+/g, '').replace(/\s+/g, ' '));
    }
    if (said[0] !== said[1]) assert.ok(said[0].includes(said[1].slice(0, 60)), `${url}: without scripts "${said[1].slice(0, 200)}"`);
  }
});

// ---- addresses ----

test('no address asked for holds an e-mail, a word of a draft or a key', { skip }, async () => {
  const urls = [...Object.values(windows), ...opened.values()].flatMap(page => page.seen.urls);
  assert.ok(urls.length > 200);
  for (const url of new Set(urls)) assert.doesNotMatch(decodeURIComponent(url), /@|csrf|once=|password|cookie|session|cabinet ferme/i);
});
