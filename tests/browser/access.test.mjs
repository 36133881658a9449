// Without a mouse, with large letters, with wide lines, in the dark, on paper: what axe does not see.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { town } from '../harness/town.mjs';
import { axe, contextOf, DESK, launch, overflow, PHONE, skip, watched } from './browser.mjs';
import { named, word } from './words.mjs';

const { site, clients, needs } = await town();
let browser;
before(async () => { browser = skip ? null : await launch(); });
after(async () => {
  await browser?.close();
  await site.remove();
});
const open = async (role, options) => watched(await contextOf(browser, clients[role] ?? site.client(), options));

const MAIN = [['/', 'visitor'], ['/besoins', 'visitor'], [`/besoins/${needs[0]}`, 'visitor'], ['/besoins/nouveau', 'member'],
  ['/inscription', 'visitor'], ['/aide', 'visitor'], ['/solutions', 'visitor'], ['/solutions/nouvelle', 'member'], ['/moi', 'member'], [`/besoins/${needs[1]}`, 'facilitator'],
  ['/equipe/moderation', 'moderator'], ['/equipe/besoins', 'facilitator'], ['/admin/envois', 'administrator']];

// ---- the keyboard ----

// Goes on by Tab until the focus stands on what is looked for; each stop must be seen.
async function tabTo(page, selector, most = 60) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(wanted => {
      const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
      const seen = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
      return { tag: e.outerHTML.slice(0, 120), is: e.matches(wanted), seen, inside: box.width > 0 && box.right > 0 };
    }, selector);
    assert.ok(at.seen && at.inside, `the focus cannot be seen on ${at.tag}`);
    if (at.is) return;
  }
  throw new Error(`${page.url()}: Tab does not lead to ${selector}`);
}

test('by keyboard alone: the first stop skips to the content, and a need is written to its last step', { skip }, async () => {
  const page = await open('nobody', DESK);
  await page.goto('/');
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.className), /ag-skip/);
  await page.keyboard.press('Enter');
  assert.match(page.url(), /#contenu$/);
  await tabTo(page, 'a[href$="/besoins/nouveau"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/nouveau$/);
  await tabTo(page, '[name=title]');
  await page.keyboard.type('Quatre heures de route pour vingt minutes');
  await tabTo(page, '[name=text]');
  await page.keyboard.type('Deux fois par semaine, et personne pour conduire.');
  await tabTo(page, 'form[method=post] button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(proches|pour-qui)$/);
  if (page.url().endsWith('/proches')) {
    await tabTo(page, 'a.ag-btn[href$="/pour-qui"]', 120);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/pour-qui$/);
  }
  await tabTo(page, '[name=for]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  assert.ok(await page.locator('[name=for][value=relative]').isChecked());
  assert.match(page.url(), /\/pour-qui$/, 'choosing has sent the form');
  await tabTo(page, 'form[method=post] button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/ou$/);
  await tabTo(page, '[name=commune]');
  await page.keyboard.type('Mende');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/relire$/);
  assert.match(await page.locator('main').innerText(), /Mende/);
  await tabTo(page, 'form[method=post] button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/recevoir$/);
});

test('the menu of a phone opens and closes by keyboard, and no Tab is trapped', { skip }, async () => {
  const page = await open('member', PHONE);
  await page.goto('/');
  await tabTo(page, '.ag-menu summary');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('.ag-menu[open] nav').isVisible());
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.ag-menu[open]').count(), 0);
  const stops = new Set();
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement === document.body ? '' : [...document.querySelectorAll('*')].indexOf(document.activeElement));
    if (at === '' || (stops.has(at) && stops.size > 10)) break;
    stops.add(at);
  }
  const links = await page.locator('footer a').count();
  assert.ok(stops.size > links, `${stops.size} stops`);
});

// ---- letters and lines ----

for (const [url, role] of MAIN)
  test(`${url.replace(/[0-9a-f-]{36}/, '…')} (${role}) bears letters of twice the size, and wide lines`, { skip }, async () => {
    const page = await open(role, PHONE);
    await page.goto(url);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    assert.ok(await overflow(page) <= 0, `${await overflow(page)} px too wide at 200 %`);
    await page.setViewportSize(DESK.viewport);
    assert.ok(await overflow(page) <= 0, `${await overflow(page)} px too wide at 200 % on a desk`);
    await page.setViewportSize(PHONE.viewport);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '';
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-block-end: 2em !important }`);
      document.adoptedStyleSheets = [sheet];
    });
    assert.ok(await overflow(page) <= 0, `${await overflow(page)} px too wide with the spacing of WCAG 1.4.12`);
    const cut = await page.evaluate(() => [...document.querySelectorAll('main *, header *, footer *')].filter(e => {
      const s = getComputedStyle(e), hides = /hidden|clip/.test(s.overflowX + s.overflowY);
      return hides && e.innerText?.trim() && !e.closest('.ag-vh, .ag-skip') && s.position !== 'absolute'
        && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2);
    }).map(e => e.outerHTML.slice(0, 100)));
    assert.deepEqual(cut, [], 'words are cut off');
    await page.context().close();
  });

test('letters, theme and language as they were chosen stay chosen, without scripts', { skip }, async () => {
  const page = await open('nobody', { ...PHONE, javaScriptEnabled: false });
  await page.goto('/affichage');
  const form = page.locator('form[action$="/affichage"]');
  await form.locator('[value=dark]').check();
  await form.locator('[value="2"]').check();
  await form.locator('button').first().click();
  await page.goto('/besoins');
  const before = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, parseFloat(getComputedStyle(document.body).fontSize)]);
  assert.ok(before[1] > 18, `letters of ${before[1]} px`);
  const [r, g, b] = before[0].match(/\d+/g).map(Number);
  assert.ok(r + g + b < 200, `the ground is ${before[0]}`);
  assert.ok(await overflow(page) <= 0);
});

// ---- names ----

test('links and buttons of one page that do different things have different names', { skip }, async () => {
  for (const [url, role] of MAIN.slice(0, 10)) {
    const page = await open(role, DESK);
    await page.goto(url);
    const twins = await page.evaluate(() => {
      const seen = new Map(), bad = [];
      for (const e of document.querySelectorAll('main a[href], main button')) {
        if (!e.checkVisibility()) continue;
        const name = (e.getAttribute('aria-label') ?? e.textContent).replace(/\s+/g, ' ').trim();
        const does = e.tagName === 'A' ? e.href.split('#')[0] : `${e.form?.action} ${e.name}=${e.value}`;
        if (seen.has(name) && seen.get(name) !== does) bad.push(`${name}: ${does}`);
        seen.set(name, does);
      }
      return bad;
    });
    assert.deepEqual(twins.slice(0, 5), [], url);
    await page.context().close();
  }
});

test('a translated text says which language it is in, and the rest of the page its own', { skip }, async () => {
  const page = await open('visitor', DESK);
  await page.goto('/en/besoins');
  const langs = await page.evaluate(() => [...document.querySelectorAll('main [lang]')].map(e => e.lang));
  assert.ok(langs.includes('fr'), 'French titles on an English page are not marked');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});

// ---- pages that say no ----

test('pages that refuse are as accessible as the others', { skip }, async () => {
  const page = await open('member', PHONE);
  const check = async what => {
    assert.equal(await page.locator('h1').count(), 1, what);
    assert.deepEqual(await axe(page), [], what);
    assert.ok(await overflow(page) <= 0, what);
  };
  await page.goto('/nulle-part');
  await check('404');
  await page.goto('/equipe/membres');
  await check('403');
  await page.goto('/lien/00000000-0000-4000-8000-000000000000');
  await check('410');
  await page.goto('/moi/profil');
  await page.locator('[name=name]').fill('');
  await page.getByRole('button', { name: named('fr', 'accounts.profile.send') }).click();
  await page.waitForLoadState('load');
  assert.match(await page.title(), /^1 /);
  assert.ok(await page.evaluate(() => document.activeElement.closest('[role=alert]') !== null), 'the focus is not on what is wrong');
  await check('422');
  await page.context().addCookies([{ name: 'agora', value: '00000000-0000-4000-8000-000000000000', url: site.base }]);
  await page.locator('[name=name]').fill('Un nom que je garde ici');
  await page.getByRole('button', { name: named('fr', 'accounts.profile.send') }).click();
  await page.waitForLoadState('load');
  await check('a form of an ended session');
  assert.ok((await page.content()).includes('Un nom que je garde ici'), 'what was typed is lost');
});

// ---- scripts help, and only help ----

test('with scripts a text survives a closed window, and is offered again', { skip }, async () => {
  const context = await contextOf(browser, site.client(), DESK), page = await watched(context);
  await page.goto('/besoins/nouveau');
  await page.locator('[name=text]').fill('Une longue histoire, à moitié dite');
  await page.evaluate(() => {      // the phone is put away
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.close();
  const again = await watched(context);
  await again.goto('/besoins/nouveau');
  await again.getByRole('button', { name: named('fr', 'app.draft.restore') }).click();
  assert.equal(await again.locator('[name=text]').inputValue(), 'Une longue histoire, à moitié dite');
  assert.deepEqual(again.seen.errors, []);
  await again.locator('[name=title]').fill('Un titre');
  await again.getByRole('button', { name: named('fr', 'agora.wizard.next') }).click();
  await again.waitForURL(/\/(proches|pour-qui)$/);
  await again.goto('/besoins/nouveau');
  assert.equal(await again.getByRole('button', { name: named('fr', 'app.draft.restore') }).count(), 0, 'it is offered though it was sent');
});

test('the search box suggests titles and words, and what was chosen is searched by keyboard', { skip }, async () => {
  const page = await open('visitor', PHONE), box = page.locator('main [name=q]');
  for (const path of ['/', '/recherche', '/en/recherche']) {
    await page.goto(path);
    await box.pressSequentially('trav');
    await page.waitForFunction(() => document.querySelector('main [name=q]').list.options.length > 0);
    const options = await box.evaluate(e => [...e.list.options].map(o => o.value));
    assert.ok(options.length <= 8 && options.some(o => /travail/i.test(o)), `${path}: ${options}`);
    assert.deepEqual(await axe(page), [], path);
    await box.fill(options.at(-1));
    await box.press('Enter');
    await page.waitForURL(/recherche\?q=/);
    assert.ok(await page.locator('main mark, main li h3').count() > 0, `${path}: nothing is found`);
    assert.ok(await overflow(page) <= 0, `${path}: too wide`);
  }
  assert.deepEqual(page.seen.errors, []);
});

test('on paper a need is a text, without menu or button', { skip }, async () => {
  const page = await open('visitor', DESK);
  await page.goto(`/besoins/${needs[0]}`);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => ({
    nav: [...document.querySelectorAll('header nav, form, button')].filter(e => e.checkVisibility()).length,
    text: document.querySelector('main').innerText.length,
  }));
  assert.equal(shown.nav, 0, 'menus or buttons on paper');
  assert.ok(shown.text > 200);
});

test('with forced colours nothing that matters is lost', { skip }, async () => {
  const page = await open('visitor', { ...DESK, forcedColors: 'active' });
  await page.goto(`/besoins/${needs[0]}`);
  const gone = await page.evaluate(() => [...document.querySelectorAll('main .ag-btn')].filter(e => {
    const s = getComputedStyle(e);
    return e.checkVisibility() && s.borderStyle === 'none' && s.outlineStyle === 'none';
  }).map(e => e.textContent.trim()));
  assert.deepEqual(gone, [], 'buttons without an edge');
  assert.ok(word('fr', 'agora.act.join'));
});
