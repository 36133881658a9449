// Sessions, links of mails, and what a browser has begun before somebody signs in.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { askLink, draft, mails, need, published, receive, serve, signUp, team, UUID, withPassword } from './all.mjs';

let site, roles;
const keyOf = async client => (await client.get('/retours/nouveau')).form('/retours/nouveau').fields.find(f => f[0] === 'csrf')[1];
const isIn = async client => (await client.request('GET', '/moi')).status === 200;
const linkFor = async email => (await mails(roles.administrator, email))[0]?.link;
const copy = client => { const c = site.client(); c.cookies = new Map(client.cookies); return c; };

before(async () => {
  site = await serve('demo', { settings: { 'rate-limits': 0 } });
  roles = await team(site);
});
after(() => site?.remove());

// ---- cookies ----

test('cookies are HttpOnly, Lax, for the whole site, of this host alone; over TLS Secure and __Host-', async () => {
  const client = site.client(), seen = [];
  const keep = page => seen.push(...page.headers.getSetCookie());
  const path = (await site.command('user', 'link', '--email', await site.add('Biscuit'))).out.match(/\/lien\/\S+/)[0];
  const page = await client.request('GET', path);
  keep(page);
  keep(await client.send(page, /\/lien\//));
  keep(await client.send(await client.get('/affichage'), '/affichage', { theme: 'dark' }));
  assert.ok(seen.length >= 4, seen.join());
  for (const line of seen) {
    assert.match(line, /; Path=\/(;|$)/);
    assert.match(line, /; HttpOnly(;|$)/);
    assert.match(line, /; SameSite=Lax(;|$)/);
    assert.doesNotMatch(line, /Domain/i);
  }
  const tls = await serve('demo', { settings: { 'public-url': 'https://lab.example.org' } });
  try {
    const lines = (await tls.client().request('GET', '/connexion')).headers;
    assert.match(lines.getSetCookie()[0], /^__Host-agora-form=[^;]+; Path=\/;.*; Secure$/);
    assert.match(lines.get('strict-transport-security'), /max-age=\d{7,}/);
    const plain = await tls.client().request('GET', '/moi', { headers: { Cookie: `agora=${randomUUID()}` } });
    assert.equal(plain.status, 303);
  } finally { await tls.remove(); }
});

test('a session is new at each entry: one that was planted before leads nowhere', async () => {
  const email = await site.add('Fixée'), planted = randomUUID(), client = site.client();
  client.cookies.set('agora', planted);
  client.cookies.set('agora-form', randomUUID());
  const path = (await site.command('user', 'link', '--email', email)).out.match(/\/lien\/\S+/)[0];
  await client.enter(path);
  assert.notEqual(client.cookies.get('agora'), planted);
  const thief = site.client();
  thief.cookies.set('agora', planted);
  assert.equal(await isIn(thief), false);
  const again = await site.asAddress(email);
  assert.notEqual(again.cookies.get('agora'), client.cookies.get('agora'));
});

test('tokens of one kind open nothing of another kind', async () => {
  const email = await site.add('Genres'), client = await site.asAddress(email), token = client.cookies.get('agora');
  const { out } = await site.command('user', 'link', '--email', email), link = out.match(UUID)[0];
  const visitor = site.client(), mine = await draft(visitor, { title: 'À moi seule' }), browser = visitor.cookies.get('agora-form');
  for (const path of [`/lien/${token}`, `/lien/${browser}`, `/lien/${mine}`]) assert.equal((await site.client().get(path)).status, 410, path);
  for (const value of [link, browser, mine]) {
    const thief = site.client();
    thief.cookies.set('agora', value);
    assert.equal(await isIn(thief), false);
  }
  for (const value of [token, link, mine]) {
    const thief = site.client();
    thief.cookies.set('agora-form', value);
    assert.equal((await thief.request('GET', `/besoins/nouveau/${mine}/quoi`)).status, 404);
  }
});

// ---- ends ----

test('a session ends with its sign-out, a change of roles, of password, "close all", and erasure', async () => {
  for (const [what, end] of [
    ['sign-out', async c => c.submit(await c.get('/moi'), '/deconnexion')],
    ['roles', async () => site.command('user', 'role', '--email', 'fin1@example.org', '--role', 'moderator')],
    ['password', async c => c.submit(await c.get('/moi/securite'), '/moi/securite', { password: 'une phrase bien longue' }, 'set')],
    ['close all', async c => c.submit(await c.get('/moi/securite'), '/sessions')],
    ['erasure', async c => c.submit(await c.get('/moi/donnees'), '/effacer', { word: 'effacer' })],
  ]) {
    const email = await site.add(`Fin${what === 'roles' ? 1 : what}`.replace(' ', ''));
    const one = await site.asAddress(email), two = await site.asAddress(email), thief = copy(one), second = copy(two);
    assert.ok(await isIn(thief));
    await end(one);
    assert.equal(await isIn(thief), false, `${what}: the old cookie still opens`);
    if (what !== 'sign-out') assert.equal(await isIn(second), false, `${what}: the other browser is still in`);
  }
});

test('a session ends by itself: idle and in all, sooner for the team', async () => {
  const own = await serve('demo', { settings: { 'rate-limits': 0 } });
  try {
    const people = { member: await own.as('member'), team: await own.as('moderator') };
    const MIN = 60_000, DAY = 1440 * MIN;
    const back = async (seen, created) => {
      await own.stop();
      const now = await own.sql(`select max(seen_at) from app_session`);
      await own.sql(`update app_session set seen_at = ${now} - ${seen}, created_at = ${now} - ${created}`);
      await own.start();
    };
    const inside = async () => Object.fromEntries(await Promise.all(Object.entries(people).map(async ([k, c]) => [k, (await c.request('GET', '/moi')).status === 200])));
    await back(25 * MIN, 11 * 60 * MIN);
    assert.deepEqual(await inside(), { member: true, team: true });
    await back(5 * MIN, 12.1 * 60 * MIN);
    assert.deepEqual(await inside(), { member: true, team: false });
    await back(31 * MIN, 32 * MIN);
    assert.deepEqual(await inside(), { member: true, team: false });
    await back(14.1 * DAY, 15 * DAY);
    assert.deepEqual(await inside(), { member: false, team: false });
    await back(DAY, 60.1 * DAY);
    assert.deepEqual(await inside(), { member: false, team: false });
  } finally { await own.remove(); }
});

// ---- links ----

test('a link lets in once, also when twenty press at the same instant', async () => {
  const email = await site.add('Course'), path = (await site.command('user', 'link', '--email', email)).out.match(/\/lien\/\S+/)[0];
  const racers = await Promise.all(Array.from({ length: 20 }, async () => { const c = site.client(); return [c, await c.get(path)]; }));
  await Promise.all(racers.map(([c, page]) => c.send(page, /\/lien\//)));
  const inside = (await Promise.all(racers.map(([c]) => isIn(c)))).filter(Boolean).length;
  assert.equal(inside, 1);
});

test('a password that a stranger typed at sign-up is not that of the person who opens the mail', async () => {
  const stranger = site.client(), owner = site.client();
  await signUp(stranger, { email: 'cible@example.org', password: 'la phrase de l’autre' });
  await owner.enter(await linkFor('cible@example.org'));
  assert.ok(await isIn(owner));
  await withPassword(stranger, 'cible@example.org', 'la phrase de l’autre');
  assert.equal(await isIn(stranger), false);
  assert.match((await owner.get('/moi/donnees')).main, /Mot de passe aucun/);
});

test('nor are the health and the consent that a stranger stated', async () => {
  await signUp(site.client(), { email: 'dite@example.org', kind: 'patient', consent: '1', name: 'Malade Imaginaire' });
  const owner = site.client(), link = await linkFor('dite@example.org');
  const asked = (await owner.get(link)).main;
  await owner.enter(link);
  const kept = (await owner.get('/moi/donnees')).main;
  assert.ok(/Malade Imaginaire/.test(asked) || !/Vous avez accepté/.test(kept), 'a consent stands that its person never saw');
});

test('a link that was asked for before does not outlive a new password and "close all"', async () => {
  const email = await site.add('Prudente');
  await askLink(site.client(), email);
  const stolen = await linkFor(email), owner = await site.asAddress(email);
  await owner.submit(await owner.get('/moi/securite'), '/moi/securite', { password: 'une phrase bien longue' }, 'set');
  await owner.submit(await owner.get('/moi/securite'), '/sessions');
  assert.equal((await site.client().get(stolen)).status, 410);
});

test('an erased account does not come back by a link that was sent before', async () => {
  const who = site.client();
  for (let i = 0; i < 2; i++) await signUp(who, { email: 'partie@example.org', name: 'Partie', kind: 'patient', consent: '1' });
  const [second, first] = (await mails(roles.administrator, 'partie@example.org')).map(m => m.link);
  await who.enter(first);
  await who.submit(await who.get('/moi/donnees'), '/effacer', { word: 'effacer' });
  assert.equal((await site.client().get(second)).status, 410, 'address, name, illness and consent are still kept in it');
});

test('the address of the page of a link is not offered to be sent to the team', async () => {
  const email = await site.add('Perdue'), path = (await site.command('user', 'link', '--email', email)).out.match(/\/lien\/\S+/)[0];
  const client = site.client(), page = await client.get(path);
  const leads = page.links.filter(l => l.includes(encodeURIComponent(path)) || (l.includes(path) && !l.startsWith(path) && !/^\/(en|ar)\/lien/.test(l)));
  assert.deepEqual(leads, []);
  await client.submit(await client.get(`/retours/nouveau?page=${encodeURIComponent(path)}`), '/retours/nouveau', { text: 'Je ne comprends pas' });
  assert.ok(!(await roles.facilitator.get('/equipe/retours')).html.includes(path.slice(6)), 'whoever reads remarks can sign in as her');
});

// ---- what was begun before ----

test('nothing is published in somebody’s name but what they have seen', async () => {
  const email = await site.add('Alba'), alba = await site.asAddress(email);
  await published(alba, roles.moderator, { title: 'Un premier besoin' });
  await receive(site.client(), email, { title: 'Propos d’un autre', text: 'Jamais écrit par elle' });
  const phone = site.client();
  await phone.enter(await linkFor(email));        // "you have begun something": she presses the button
  assert.ok(!(await site.client().get('/besoins')).html.includes('Propos d’un autre'), 'under her name, by one press of a button, past moderation');
});

test('a link of somebody else does not carry away what this browser has begun', async () => {
  const victim = site.client(), mine = await draft(victim, { title: 'Ce que je n’ai dit à personne' });
  const thief = await site.add('Voleur'), path = (await site.command('user', 'link', '--email', thief)).out.match(/\/lien\/\S+/)[0];
  const page = await victim.get(path);
  const says = /Voleur|voleur@/.test(page.main);
  await victim.submit(page, /\/lien\//);
  const elsewhere = await site.asAddress(thief);
  assert.ok(says || (await elsewhere.request('GET', `/besoins/nouveau/${mine}/quoi`)).status === 404, 'the thief reads it, and nothing said whose account it was');
});

test('a draft follows its author from the browser where it was begun to the one that opens the mail', async () => {
  const desk = site.client(), email = await site.add('Suivie');
  const { ref } = await receive(desk, email, { title: 'À suivre' });
  const phone = site.client();
  await phone.enter(await linkFor(email));
  assert.match((await phone.get('/moi/besoins')).html, /À suivre/);
  assert.equal((await desk.request('GET', `/besoins/nouveau/${ref}/quoi`)).status, 404);
});

test('a name can be seen, and turns no sentence round', async () => {
  const taken = [];
  for (const [i, name] of ['\u200b', '\u2060\u2060', '\u00ad', '\ufeff\u200d', '\u3164', '\u202egrebluot', 'a\u2066b', '\u061c\u200f'].entries()) {
    const page = await signUp(site.client(), { email: `vide${i}@example.org`, name });
    if (/envoye/.test(page.url)) taken.push(escape(name));
  }
  assert.deepEqual(taken, []);
});

// ---- the same act twice ----

test('a form that is sent again with other words is another act: none is lost in silence', async () => {
  const client = site.client(), page = await client.get('/retours/nouveau');      // as "Back" shows it again
  await client.submit(page, '/retours/nouveau', { text: 'premier mot ZZ1' });
  await client.submit(page, '/retours/nouveau', { text: 'premier mot ZZ1' });
  const second = await client.submit(page, '/retours/nouveau', { text: 'second mot ZZ2' });
  const seen = (await roles.facilitator.get('/equipe/retours')).html;
  assert.equal(seen.match(/<p>premier mot ZZ1/g)?.length, 1, 'the same words once');
  assert.ok(!/merci/.test(second.url) || seen.includes('second mot ZZ2'), 'thanked for what was thrown away');
  const first = await client.get('/besoins/nouveau');
  await client.submit(first, '/besoins/nouveau', { title: 'AAA', text: 'a' });
  const answer = await client.submit(first, '/besoins/nouveau', { title: 'AAA corrigé', text: 'a' });
  assert.ok(answer.status >= 400 || /corrigé/.test(await site.sql(`select group_concat(title) from agora_draft where title like 'AAA%'`)));
});

test('the same form from twenty tabs at once makes one need', async () => {
  const client = await site.asAddress(await site.add('Pressée')), ref = await draft(client, { title: 'Une seule fois' });
  const page = await client.get(`/besoins/nouveau/${ref}/relire`);
  const all = await Promise.all(Array.from({ length: 20 }, () => client.send(page, '/relire')));
  assert.equal(new Set(all.map(p => p.location)).size, 1);
  assert.equal(await site.sql(`select count(*) from agora_need where title = 'Une seule fois'`), '1');
  const twice = await Promise.all(Array.from({ length: 10 }, async () => client.post(`/besoins/nouveau/${ref}/relire`, { csrf: await keyOf(client), once: randomUUID() })));
  assert.ok(twice.every(p => p.status === 404));
  assert.ok(await need(client));
});

// ---- leading elsewhere ----

test('after signing in one goes on here, whatever `next` says', async () => {
  const bad = ['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'https:evil.example', 'javascript:alert(1)', '/\t/evil.example', '/\n/evil.example',
    '/%09/evil.example', '/en//evil.example', '/ar//evil.example', '/en/en//evil.example', '/en\\evil.example', '//evil.example/%2e%2e', '/.//evil.example', '/..//evil.example', '/./\\evil.example',
    '///evil.example', '/https://evil.example', ' //evil.example', '/ /evil.example', '/\u2028/evil.example', '/。evil', '//127.0.0.1@evil.example', '/@evil.example', '.evil.example', '@evil.example',
    `//${'a'.repeat(400)}`, '/\u0000/evil.example', '/en', '/en/', 'en//evil.example', '/%2f/evil.example', '/%5cevil.example', '/;//evil.example', '/?//evil.example', '/#//evil.example'];
  const email = await site.add('Allante');
  const owner = await site.asAddress(email);
  await owner.submit(await owner.get('/moi/securite'), '/moi/securite', { password: 'une phrase bien longue' }, 'set');
  for (const next of bad) {
    for (const lang of ['', '/en']) {
      const client = site.client(), page = await client.get(`${lang}/connexion`);
      const answer = await client.send(page, '/connexion', { next, email, password_current: 'une phrase bien longue' }, 'password');
      const where = new URL(answer.location ?? '/', site.base + '/connexion');
      assert.ok(answer.status < 500);
      assert.equal(where.origin, site.base, `${JSON.stringify(next)} → ${answer.location}`);
      assert.ok(!/^\/\/|^\/\\/.test(answer.location ?? '/'), `${JSON.stringify(next)} → ${answer.location}`);
      assert.ok((await client.get(`${lang}/moi`)).status === 200 || answer.status === 400, next);
      const straight = await client.request('GET', `${lang}/connexion?next=${encodeURIComponent(next)}`);
      assert.equal(new URL(straight.location ?? '/', site.base).origin, site.base);
    }
  }
  for (const path of ['/retours/merci?page=//evil.example', '/retours/merci?page=/%5Cevil.example', '/retours/nouveau?page=https://evil.example'])
    for (const link of (await site.client().get(path)).links) assert.ok(['http:', 'tel:', 'mailto:'].includes(new URL(link, site.base).protocol) && !/evil/.test(new URL(link, site.base).host), link);
});
