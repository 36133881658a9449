// Words that want to be markup, in every field that keeps or repeats words; then every page, feed and
// file as every role: what comes out is what went in, and nothing else.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { LONG, crawl, draft, need, payloads, published, readHtml, routes, ROLES, serve, team, fitting } from './all.mjs';

// What XML knows no way to write stands as the sign for "cannot be shown".
const printable = text => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '\ufffd');

const EACH = LONG ? payloads.length : 24;       // needs that go through everything
const short = fitting(40);
let site, roles, all, sent = new Map();          // mark → payload
const turns = new Map();
// Each field goes through all of them in turn; of a text there are enough for each to come.
const next = (field, from = payloads) => {
  const turn = turns.get(field) ?? 7 * turns.size;
  turns.set(field, turn + 1);
  const p = from[turn % from.length];
  sent.set(p.mark, p);
  return p;
};

// Blanks at the ends go; a blank before : ; ? ! becomes unbreakable; a control sign is shown as one that
// cannot be shown; that is all that may change.
const flat = s => s.replace(/\r\n?/g, '\n').replace(/[\u0001-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd').replace(/[\u00a0\u202f ]+/g, ' ').replace(/\s+/g, ' ').trim();

function check(page, where) {
  const type = page.headers.get('content-type') ?? '', html = page.html;
  if (!/html/.test(type) || (page.status >= 300 && page.status < 400)) return;
  const { problems, texts } = readHtml(html.replace(/<\/?mark>/g, '')); // words that were found are marked
  assert.deepEqual(problems, [], where);
  texts.push(...texts.filter(t => t.where === 'json').flatMap(t => stringsOf(JSON.parse(t.text)).map(text => ({ text, where: 'json@value' }))));
  const whole = flat(texts.filter(t => t.where === '#text').map(t => t.text).join(' '));
  for (const t of texts.filter(t => t.where !== 'json'))
    for (const [mark] of t.text.matchAll(/zq\d{4}/g)) {
      const p = sent.get(mark) ?? payloads.find(p => p.mark === mark), wanted = flat(t.where.startsWith('json') ? p.text : printable(p.text));
      // A slug, an address of ours: no sign in it that could mean anything. A description: cut at its end.
      if (/@(href|action|content|value|src)$/.test(t.where) && /^[^\s<>"]*$/.test(t.text)
        && (/^[\w-]*$/.test(t.text) || t.text.startsWith('/') || t.text.startsWith(site.base))) continue;
      if (t.where === '#text' && new RegExp(`/besoins/[\\w-]*${mark}[\\w-]*`).test(t.text)) continue;
      if (t.where === 'meta@content' && endsIn(flat(t.text), wanted, mark)) continue;
      const seen = t.where === '#text' ? whole : flat(t.text);
      const found = seen.includes(wanted) || wanted.startsWith(seen.replace(/…$/, '')) || cut(seen, wanted, mark)
        || (where === '/recherche' && wanted.includes(seen.slice(seen.lastIndexOf('… ', seen.indexOf(mark)) + 2, seen.indexOf(mark) + 6)));
      assert.ok(found, `${where}: ${t.where} bears ${mark}, but not ${JSON.stringify(wanted)}: ${JSON.stringify(seen.slice(Math.max(0, seen.indexOf(mark) - 80), seen.indexOf(mark) + 80))}`);
    }
}
const stringsOf = v => typeof v === 'string' ? [v] : v && typeof v === 'object' ? Object.values(v).flatMap(stringsOf) : [];
// Of a description the beginning is there, at its end.
function endsIn(seen, wanted, mark) {
  for (let n = wanted.length; n >= wanted.indexOf(mark) + mark.length; n--) if (seen.endsWith(wanted.slice(0, n).trim())) return true;
  return false;
}
// Of an excerpt the beginning is there, then "…".
function cut(seen, wanted, mark) {
  const head = wanted.slice(0, wanted.indexOf(mark) + mark.length);
  return seen.includes(head) && seen.includes('…');
}

before(async () => {
  site = await serve('demo', { settings: { 'rate-limits': 0 } });
  roles = await team(site);
  all = await routes();
});
after(() => site?.remove());

// No pseudonym holds them: what is not seen, and what turns a sentence round.
const UNSEEN = /[\p{Cc}\p{Cn}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/u;

test('words of visitors, members and the team come out as they went in', { timeout: 300_000 }, async () => {
  let { facilitator, moderator, administrator } = roles, visitor = site.client();
  const steps = [];
  const step = async (page, where) => { check(page, where); steps.push(where); return page; };

  for (let i = 0; i < EACH; i++) {
    const name = next('name', short);
    if (i % 6 === 5) {                             // sixty writes at once is what one person has
      facilitator = await site.asAddress(await site.add(`Fac${i}`, 'facilitator'));
      moderator = await site.asAddress(await site.add(`Mod${i}`, 'moderator'));
    }
    if (name.text.includes('@') || UNSEEN.test(name.text)) continue;
    const email = await addWith(administrator, `m${i}@example.org`, name.text);
    const author = await site.asAddress(email);
    await step(await author.get('/moi'), 'mine');
    await step(await author.get('/moi/donnees'), 'data');
    const ref = await need(author, { title: next('title').text, text: Array.from({ length: 7 }, () => next('text').text).join('\n\n') });
    await step(await author.get(`/besoins/${ref}`), 'held need');
    // a moderator sends it back, the author mends it, another look
    let page = await step(await moderator.get(`/equipe/moderation/${ref}`), 'case');
    page = await moderator.submit(page, new RegExp(`/equipe/moderation/${ref}$`), { reason: 'unclear', text: next(1).text }, 'return');
    await step(page, 'queue');
    page = await step(await author.get(`/besoins/${ref}`), 'returned need');
    page = await step(await author.submit(page, '/reprendre', {}), 'mending');
    const draftRef = page.url.match(/nouveau\/([0-9a-f-]{36})/)[1];
    page = await step(await author.get(`/besoins/nouveau/${draftRef}/relire`), 'last look');
    await step(await author.submit(page, '/relire', {}), 'sent again');
    page = await moderator.get(`/equipe/moderation/${ref}`);
    await moderator.submit(page, '/publier', {});
    // facilitators
    page = await step(await facilitator.get(`/equipe/besoins/${ref}/qualifier`), 'qualify');
    const theme = page.html.match(/name="theme"[^]*?<option value="([a-z-]+)"/)[1];
    await step(await facilitator.submit(page, '/qualifier', { theme, as_who: next(2).text, need_what: next(3).text, so_that: next(4).text }), 'qualified');
    page = await step(await author.get(`/besoins/${ref}`), 'asked to agree');
    if (page.forms.some(f => /formulation$/.test(f.action))) await step(await author.submit(page, '/formulation', {}, 'yes'), 'agreed');
    page = await facilitator.get(`/equipe/besoins/${ref}/prendre`);
    await step(await facilitator.submit(page, '/prendre', { note: next(5).text }), 'taken up');
    page = await facilitator.get(`/equipe/besoins/${ref}/promettre`);
    await step(await facilitator.submit(page, '/promettre', { day: '2027-01-31' }), 'promised');
    page = await facilitator.get(`/equipe/besoins/${ref}/repondre`);
    await step(await facilitator.submit(page, '/repondre', { answer: `${next(6).text}\n\n${next(7).text}` }), 'answer drafted');
    await step(await facilitator.get(`/equipe/besoins/${ref}/relire-reponse`), 'answer desk');
    page = await facilitator.get(`/equipe/besoins/${ref}/traduire`);
    await step(await facilitator.submit(page, '/traduire', { title: next(8).text, text: next(9).text }), 'translated');
    // others
    page = await step(await visitor.get(`/signaler/besoin/${ref}`), 'report');
    await step(await visitor.submit(page, `/signaler/besoin/${ref}`, { reason: 'other', text: next(10).text }), 'reported');
    await step(await moderator.get(`/equipe/moderation/${ref}`), 'case with reports');
    const said = next(11).text;
    page = await visitor.get('/retours/nouveau');
    await step(await visitor.submit(page, '/retours/nouveau', { text: said }), 'remark');
  }
  assert.ok(steps.length > EACH * 12);
});

// By the form of sign-up, as anybody: no other name is refused for what it looks like.
async function addWith(administrator, email, name) {
  const { mails, signUp } = await import('./all.mjs');
  const who = site.client(), page = await signUp(who, { email, name });
  assert.match(page.url, /envoye/, `name ${JSON.stringify(name)} was refused: ${page.main.slice(0, 200)}`);
  await who.enter((await mails(administrator, email))[0].link);
  return email;
}

test('groups of remarks, their feed and their notices hold', async () => {
  let { facilitator } = roles;
  let desk = await facilitator.get('/equipe/retours');
  check(desk, 'desk of remarks');
  const refs = [...new Set(desk.links.map(l => l.match(/^\/equipe\/retours\/([0-9a-f-]{36})$/)?.[1]).filter(Boolean))].slice(0, EACH);
  assert.ok(refs.length > 5);
  for (const [i, ref] of refs.entries()) {
    if (i % 20 === 19) facilitator = await site.asAddress(await site.add(`Group${i}`, 'facilitator'));
    let page = await facilitator.get(`/equipe/retours/${ref}`);
    check(page, 'remark');
    page = await facilitator.submit(page, `/equipe/retours/${ref}`, { title: next(12).text, group: '' });
    check(page, 'sorted');
    assert.equal(page.status, 200, page.main.slice(0, 500));
    const group = page.links.map(l => l.match(/groupes\/([0-9a-f-]{36})/)?.[1]).filter(Boolean)[0];
    page = await facilitator.get(`/equipe/retours/groupes/${group}`);
    check(page, 'group');
    check(await facilitator.submit(page, `/groupes/${group}`, { title: next(13).text, state: 'planned', answer: next(14).text }), 'group answered');
  }
  const feed = await site.client().request('GET', '/retours.atom');
  assert.deepEqual(wrongXml(feed.html).filter(x => typeof x === 'string'), []);
});

test('the feed of remarks is XML whatever sign the team pasted', async () => {
  const client = await site.asAddress(await site.add('Groupes', 'facilitator'));
  const page = await client.get('/equipe/retours');
  const group = page.links.map(l => l.match(/groupes\/([0-9a-f-]{36})/)?.[1]).filter(Boolean)[0];
  await client.submit(await client.get(`/equipe/retours/groupes/${group}`), `/groupes/${group}`, { state: 'planned', answer: 'Pasted\u000bfrom a letter' });
  assert.deepEqual(wrongXml((await site.client().request('GET', '/retours.atom')).html).filter(x => !(x >= 0xfffe)), []);
});

test('also when that sign is U+FFFE or U+FFFF', async () => {
  assert.deepEqual(wrongXml((await site.client().request('GET', '/retours.atom')).html), []);
});

const wrongXml = xml => {
  const text = xml.replace(/^<\?xml[^>]*\?>/, '').replace(/<\/?[a-zA-Z:]+(\s+[a-zA-Z:]+="[^"<]*")*\s*\/?>/g, '');
  return [text.match(/<[^]{0,60}/)?.[0], text.match(/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)[^]{0,30}/)?.[0],
    xml.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)?.[0]?.charCodeAt(0)].filter(x => x !== undefined);
};

test('feed and sitemap stay XML, CSV runs no formula, whatever was written', async () => {
  const visitor = site.client();
  for (const path of ['/besoins.atom', '/sitemap.xml', '/en/besoins.atom?theme=%3Cb%3E%22', '/besoins.atom?order=shared'])
    assert.deepEqual(wrongXml((await visitor.request('GET', path)).html), [], path);
  const csv = (await visitor.request('GET', '/besoins.csv')).html;
  const rows = readCsv(csv.replace(/^\ufeff/, ''), ';'), width = rows[0].length;
  for (const row of rows.filter(r => r.length > 1)) {
    assert.equal(row.length, width, JSON.stringify(row));
    for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r]/, JSON.stringify(cell));
  }
  const seen = rows.flat().join('\n');
  assert.ok([...sent.keys()].filter(mark => seen.includes(mark)).length > EACH / 2, 'words are there');
});

export function readCsv(text, separator) {
  const rows = [[]];
  for (let i = 0, cell = '', quoted = false; i <= text.length; i++) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') { cell += '"'; i++; }
    else if (c === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && (c === separator || c === '\n' || c === undefined)) {
      rows.at(-1).push(cell.replace(/\r$/, ''));
      cell = '';
      if (c === '\n') rows.push([]);
    } else cell += c;
  }
  return rows;
}

test('no cell of the CSV is a formula, by whatever separator it is read', async () => {
  const csv = (await site.client().request('GET', '/besoins.csv')).html.replace(/^\ufeff/, '');
  for (const separator of [';', ',', '\t'])
    for (const cell of readCsv(csv, separator).flat())
      assert.doesNotMatch(cell.trim(), /^[=@]|^[+-](?!\d+$)[^\s]*\(/, JSON.stringify(cell.slice(0, 60)));
});

test('every page that there is, as every role, in two languages', { timeout: 300_000 }, async () => {
  const clients = { visitor: site.client(), ...roles };
  let pages = 0;
  for (const role of ROLES) for (const prefix of ['', '/en']) {
    const seen = await crawl(clients[role], all, { each: LONG ? 400 : 30, prefix });
    for (const [url, page] of seen) {
      assert.ok(page.status < 500, `${url} as ${role}: ${page.status}`);
      check(page, `${url} as ${role}`);
      pages++;
    }
  }
  assert.ok(pages > 250, `${pages} pages`);
});

test('what is repeated without being kept: searches, filters, refused forms, queries', async () => {
  const { member, facilitator, moderator, administrator } = roles, visitor = site.client();
  const echo = async (client, method, path, fields, where) => {
    const page = method === 'GET' ? await client.get(`${path}?${new URLSearchParams(fields)}`)
      : await client.post(path, fields);
    assert.ok(page.status < 500, `${path}: ${page.status}`);
    check(page, `${where ?? path}`);
    return page;
  };
  for (const p of LONG ? payloads : payloads.filter((_, i) => i % 2 === 0)) {
    sent.set(p.mark, p);
    const t = p.text;
    await echo(visitor, 'GET', '/recherche', { q: t });
    await echo(visitor, 'GET', '/besoins', { theme: t, territory: t, after: t, lang: t, order: t });
    await echo(visitor, 'GET', '/besoins/nouveau', { titre: t });
    await echo(visitor, 'GET', '/connexion', { next: t });
    await echo(visitor, 'GET', '/connexion', { next: '/' + t });
    await echo(visitor, 'GET', '/inscription', { next: '/' + t });
    await echo(visitor, 'GET', '/retours/nouveau', { page: '/' + t });
    await echo(visitor, 'GET', '/retours/merci', { page: '/' + t });
    await echo(visitor, 'GET', '/' + encodeURIComponent(t).replace(/%2F|%5C|%0|%1|%7F/gi, ''), {});
    await echo(administrator, 'GET', '/equipe/membres', { nom: t });
    await echo(administrator, 'GET', '/admin/journal', { what: t, before: t });
    await echo(moderator, 'GET', '/equipe/moderation', { lane: t, after: t });
    // refused: the words come back
    let page = await visitor.get('/inscription');
    check(await visitor.submit(page, '/inscription', { email: t, name: t, kind: t, lang: t, consent: t }), 'refused sign-up');
    page = await visitor.get('/connexion');
    check(await visitor.submit(page, '/connexion', { email: t, next: '/' + t }, 'link'), 'refused sign-in');
    page = await member.get('/moi/profil');
    check(await member.submit(page, '/moi/profil', { name: t + 'x'.repeat(41), kind: t, lang: t }), 'refused profile');
    // without its key: kept, to be sent again
    page = await visitor.post('/besoins/nouveau', { title: t, text: t + ' mot mot', [t]: t + ' mot', csrf: t, once: t });
    assert.equal(page.status, 419);
    check(page, 'kept words');
  }
  await draft(visitor);
});

test('a header cannot be ended by what is repeated in it', async () => {
  const visitor = site.client();
  for (const tail of ['%0d%0aSet-Cookie:%20x=y', '%0aX:%20y', '%0d', '\u2028', '%E5%98%8A%E5%98%8DSet-Cookie:x=y', ' ;x'])
    for (const path of [`/retours/merci?page=/${tail}`, `/connexion?next=/${tail}`, `/equipe/${tail}`, `/moi/besoins${tail}`, `/en${tail}`]) {
      const page = await visitor.request('GET', path);
      assert.ok(page.status < 500, path);
      for (const [name, value] of page.headers) {
        assert.doesNotMatch(value, /[\r\n]/);
        assert.ok(name !== 'x' && !(name === 'set-cookie' && /x=y/.test(value)), `${path} → ${name}: ${value}`);
      }
    }
  const page = await roles.administrator.get('/equipe/membres');
  const form = page.form(/roles$/), nom = 'a\r\nSet-Cookie: x=y&b=c"';
  const answer = await roles.administrator.send(page, form.action, { nom });
  assert.doesNotMatch(answer.location ?? '', /[\r\n"]/);
  for (const cookie of ['agora=', 'agora="x"', `agora=${'0'.repeat(36)}`, 'agora-theme="><script>', 'agora-size=9', 'agora-form=zz; agora-form=aa', `agora=${'a'.repeat(9000)}`])
    assert.ok((await site.client().request('GET', '/', { headers: { Cookie: cookie } })).status < 500, cookie);
});

// The reader above is ours; Chromium is everybody's.
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
test('a browser runs none of it', { skip: chromium ? false : 'no Chromium here', timeout: 300_000 }, async () => {
  const { chromium: browsers } = await import('playwright-core');
  const browser = await browsers.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  try {
    for (const role of LONG ? ROLES : ['visitor', 'moderator', 'facilitator']) {
      const context = await browser.newContext({ extraHTTPHeaders: { 'X-Forwarded-For': '10.9.9.9' } });
      if (role !== 'visitor') await context.addCookies([...roles[role].cookies].map(([name, value]) => ({ name, value, url: site.base })));
      await context.addInitScript(() => addEventListener('securitypolicyviolation', e => { (globalThis.seen ??= []).push(`${e.violatedDirective} ${e.blockedURI}`); }));
      const tab = await context.newPage(), dialogs = [];
      tab.on('dialog', d => { dialogs.push(d.message()); d.dismiss(); });
      const client = role === 'visitor' ? site.client() : roles[role];
      const urls = [...(await crawl(client, all, { each: LONG ? 60 : 8 }))].filter(([, p]) => /html/.test(p.headers.get('content-type') ?? '') && /zq\d{4}/.test(p.html)).map(([url]) => url);
      assert.ok(urls.length > 3, `${role} meets ${urls.length} pages with words`);
      for (const url of urls) {
        await tab.goto(site.base + url);
        const seen = await tab.evaluate(() => ({ csp: globalThis.seen ?? [],
          odd: [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on|^srcdoc|^formaction/.test(a.name)) || /^(iframe|object|embed|math|video|audio|base|template|marquee|img)$/i.test(e.localName)).map(e => e.outerHTML.slice(0, 200)),
          hosts: [...document.querySelectorAll('[href],[src],[action]')].map(e => e.href || e.src || e.action).filter(u => typeof u === 'string' && /^javascript|evil\.example/.test(u)) }));
        assert.deepEqual(seen, { csp: [], odd: [], hosts: [] }, `${url} as ${role}`);
      }
      assert.deepEqual(dialogs, []);
      await context.close();
    }
  } finally {
    await browser.close();
  }
});
