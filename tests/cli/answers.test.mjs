// What every answer must carry, and what is refused: headers, sizes, forms of others.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { crawl, ROLES, routes } from '../harness/crawl.mjs';
import { labagora, Site } from '../harness/site.mjs';

let site, all;
const clients = {};
before(async () => {
  site = await Site.demo();
  all = await routes();
  clients.visitor = site.client();
  for (const role of ROLES.slice(1)) clients[role] = await site.as(role);
  // The chores of the first minute, so that what changes later was changed by a request.
  const chores = (await labagora(['docs', 'chores'])).out.match(/^\| `[^`]+`/gm).length;
  for (let i = 0; i < 200 && +await site.sql('SELECT count(*) FROM app_job') < chores; i++) await pause(50);
});
after(() => site.remove());

const CSP = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
  "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'",
  "frame-ancestors 'none'", "base-uri 'none'"];

function hasSafeHeaders(page, what) {
  const h = page.headers, csp = h.get('content-security-policy') ?? '';
  for (const part of CSP) assert.ok(csp.includes(part), `${what}: CSP without ${part}`);
  assert.doesNotMatch(csp, /unsafe|\*|https?:|data:/, what);
  assert.equal(h.get('x-content-type-options'), 'nosniff', what);
  assert.equal(h.get('referrer-policy'), 'same-origin', what);
  assert.equal(h.get('cross-origin-opener-policy'), 'same-origin', what);
  assert.equal(h.get('cross-origin-resource-policy'), 'same-origin', what);
  assert.ok(h.get('permissions-policy'), what);
  assert.ok(h.get('cache-control'), `${what}: no Cache-Control`);
  assert.ok(h.get('content-type') || page.status === 303 || page.status === 204, what);
  assert.doesNotMatch(`${h.get('server')}${h.get('x-powered-by')}`, /\d/, what);
}

// Row by row. Seen-at stamps and the list of chores are written by the clock, not by a GET.
async function rows(...but) {
  const leave = new RegExp(`^INSERT INTO (${['app_job', 'app_session', ...but].join('|')})\\b`);
  return new Set((await site.sql('.dump')).split('\n').filter(line => !leave.test(line)));
}
const changed = (before, now) => [...now].filter(line => !before.has(line)).concat([...before].filter(line => !now.has(line)));

test('every page, feed and asset carries the safe headers, and reading writes nothing', async () => {
  const before = await rows();
  let n = 0;
  for (const role of ROLES)
    for (const [url, page] of await crawl(clients[role], all, { each: 2 })) {
      n++;
      hasSafeHeaders(page, `${role} ${url}`);
      assert.ok(page.status < 500 && page.status !== 429, `${role} ${url}: ${page.status}`);
      const cache = page.headers.get('cache-control');
      if (url.startsWith('/assets/')) assert.match(cache, /immutable/, url);
      else if (role !== 'visitor' && page.status === 200) assert.match(cache, /no-store/, `${role} ${url}`);
      else assert.doesNotMatch(cache, /immutable/, url);
    }
  assert.ok(n > 40, `${n} pages`);
  assert.deepEqual(changed(before, await rows()), [], 'a GET wrote something');
});

test('no page leads to an address of this site that is not there', async () => {
  const wrong = [];
  for (const [prefix, role] of [['', 'visitor'], ['/en', 'visitor'], ['', 'administrator']])
    for (const [url, page] of await crawl(clients[role], all, { each: 3, prefix, seeds: [prefix || '/'] }))
      if (page.status === 404 || page.status === 400) wrong.push(`${role} ${url}: ${page.status}`);
  assert.deepEqual(wrong, []);
});

test('HEAD says what GET says, without a body', async () => {
  for (const path of ['/', '/connexion', '/nulle-part', '/healthz']) {
    const get = await site.client().request('GET', path), head = await site.client().request('HEAD', path);
    assert.equal(head.status, get.status, path);
    assert.equal(head.body.length, 0);
    assert.equal(head.headers.get('content-type'), get.headers.get('content-type'), path);
    hasSafeHeaders(head, `HEAD ${path}`);
  }
});

test('an address that is not there gets a page in its language, with a way on', async () => {
  const fr = await site.client().get('/nulle-part'), en = await site.client().get('/en/nowhere');
  for (const [page, lang] of [[fr, 'fr'], [en, 'en']]) {
    assert.equal(page.status, 404);
    assert.match(page.html, new RegExp(`<html lang="${lang}"`));
    assert.match(page.html, /<h1>/);
    assert.ok(page.links.some(l => l === '/' || l === '/en' || l === '/en/'), 'no way home');
    hasSafeHeaders(page, page.url);
  }
  const other = `/besoins/${randomUUID()}`;
  assert.equal((await site.client().get(other)).status, 404);
});

test('what is not a form of ours is refused: 400 for what cannot be read, 413 for what is too long', async () => {
  const odd = await site.client().request('POST', '/connexion', { body: '{}', headers: { 'Content-Type': 'application/json' } });
  assert.equal(odd.status, 400);
  hasSafeHeaders(odd, 'POST of JSON');
  const long = await site.client().post('/connexion', { email: 'a'.repeat(70_000) });
  assert.equal(long.status, 413);
  hasSafeHeaders(long, 'POST of 70 kB');
});

test('a form that was left open too long says so, and keeps what was typed', async () => {
  const visitor = site.client();
  await visitor.get('/connexion');
  const page = await visitor.post('/connexion', { how: 'link', email: 'quelqu.un.de.tres.long@example.org',
    csrf: randomUUID(), once: randomUUID() });
  assert.equal(page.status, 419);
  hasSafeHeaders(page, '419');
  assert.ok(page.html.includes('quelqu.un.de.tres.long@example.org'), 'what was typed is lost');
  const sent = await visitor.submit(page, '/connexion');
  assert.equal(sent.status, 200, sent.main);
});

test('who takes all of the list again and again waits, and reads on', async () => {
  const greedy = site.client({ ip: '10.9.9.7' }), seen = [];
  for (let i = 0; i < 21; i++) seen.push(await greedy.request('GET', '/besoins.csv'));
  assert.deepEqual(seen.map(page => page.status), [...Array(20).fill(200), 429]);
  assert.match(seen.at(-1).headers.get('retry-after'), /^[1-5]$/);
  assert.equal((await greedy.get('/besoins')).status, 200, 'reading is not limited by it');
});

test('signing in too often gets 429 with how long to wait', async () => {
  const hasty = site.client({ ip: '10.9.9.9' });
  const page = await hasty.get('/connexion');
  let last;
  for (let i = 0; i < 40 && last?.status !== 429; i++) last = await hasty.send(page, '/connexion', { email: `a${i}@example.org` });
  assert.equal(last.status, 429, 'forty tries from one address');
  assert.ok(+last.headers.get('retry-after') > 0);
  hasSafeHeaders(last, '429');
  assert.ok(last.html.includes('example.org'), 'what was typed is lost');
  assert.equal((await site.client({ ip: '10.9.9.8' }).get('/connexion')).status, 200, 'another address waits too');
  assert.equal((await hasty.get('/')).status, 200, 'reading is not limited by it');
});

// A4: each unsafe route with no token, a made-up one, somebody else's, a foreign and a null origin.
test('no form is taken without the key of its session, or from another site', async () => {
  const anybody = await site.add('Rosine', 'facilitator,moderator,admin'), other = await site.asAddress(anybody);
  const csrfOf = async c => (await c.get('/moi/profil')).form('/moi/profil').fields.find(([n]) => n === 'csrf')[1];
  const foreign = await csrfOf(other);
  const tries = [
    ['no key', () => ({}), {}, 419], ['a made-up key', () => ({ csrf: randomUUID(), once: randomUUID() }), {}, 419],
    ["another session's key", () => ({ csrf: foreign, once: randomUUID() }), {}, 419],
    ['a foreign origin', own => ({ csrf: own, once: randomUUID() }), { Origin: 'https://elsewhere.example' }, 403],
    ['a null origin', own => ({ csrf: own, once: randomUUID() }), { Origin: 'null' }, 403],
  ];
  const people = ['app_person', 'app_persona', 'app_link', 'app_event', 'app_seal', 'app_mail', 'app_once'];
  const unsafe = all.filter(r => r.method === 'POST' && r.csrf), before = await rows(...people);
  for (const [n, [what, fields, headers, want]] of tries.entries()) {
    let client, own;
    for (const [i, route] of unsafe.entries()) {
      if (i % 30 === 0) {      // each person may write sixty times in a row
        client = await site.asAddress(await site.add(`Essai${n}x${i}`, 'facilitator,moderator,admin'));
        own = await csrfOf(client);
      }
      const path = route.path.replace(/\{ref\}/g, () => randomUUID()).replace('{-slug}', '').replace('{name}', 'essai');
      client.headers['X-Forwarded-For'] = `10.7.${n}.${i}`;
      const page = await client.post(path, fields(own), headers);
      assert.equal(page.status, want, `POST ${route.path} with ${what}: ${page.status}`);
    }
  }
  assert.deepEqual(changed(before, await rows(...people)), [], 'a refused form changed something');
});

test('cookies are HttpOnly and SameSite=Lax; behind TLS they are __Host- and Secure, with HSTS', async () => {
  const secure = await Site.empty({ settings: { 'public-url': 'https://lab.example' } });
  for (const [s, prefix] of [[site, ''], [secure, '__Host-']]) {
    const page = await s.client().request('GET', '/connexion'), [cookie] = page.headers.getSetCookie();
    assert.ok(cookie.startsWith(`${prefix}agora-form=`), cookie);
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) assert.ok(cookie.includes(part), cookie);
    assert.equal(/; Secure/.test(cookie), prefix !== '', cookie);
    assert.doesNotMatch(cookie, /domain=/i);
    assert.equal(page.headers.has('strict-transport-security'), prefix !== '');
  }
  await secure.remove();
});

// What no client library would send.
function raw(bytes) {
  return new Promise((done, fail) => {
    const socket = connect(site.port, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    socket.setTimeout(5000, () => { socket.destroy(); done({ said, open: true }); });
    socket.on('data', d => { said += d; });
    socket.on('close', () => done({ said, open: false }));
    socket.on('error', fail);
  });
}

for (const [what, bytes] of [
  ['two lengths', 'POST /connexion HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
  ['a length and chunks', 'POST /connexion HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['no host', 'GET / HTTP/1.1\r\n\r\n'],
  ['a path that climbs', 'GET /assets/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a path that cannot be decoded', 'GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n'],
])
  test(`a request with ${what} is refused`, async () => {
    const { said } = await raw(bytes);
    assert.match(said, /^HTTP\/1\.1 (400|404) /);
    assert.doesNotMatch(said, /:0:0:/);
    if (/lengths|chunks|host/.test(what)) assert.match(said, /connection: close/i);
  });
