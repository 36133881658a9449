// The server as a process: its start, its end, its lock, the commands beside it, its ops pages.
import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { run, Site } from '../harness/site.mjs';

let site;
before(async () => { site = await Site.demo({ proxy: false }); });
after(() => site.remove());

test('at start it prints one sign-in link for each role of the demonstration', async () => {
  for (const role of ['member', 'facilitator', 'moderator', 'administrator']) {
    const page = await site.client().get(site.links[role]);
    assert.equal(page.status, 200, role);
  }
});

test('a link lets in once; looking at it does not use it up', async () => {
  const path = site.links.member;
  assert.equal((await site.client().request('HEAD', path)).status, 200);
  const somebody = site.client(), first = await somebody.get(path), second = await somebody.get(path);
  await somebody.enter(path);
  assert.equal((await somebody.get('/moi')).status, 200);
  assert.equal((await site.client().get(path)).status, 410);
  const late = await site.client();
  late.cookies = new Map(somebody.cookies);
  assert.ok((await late.submit(second, /\/lien\//)).status >= 400);
  assert.equal(first.status, 200);
});

test('commands beside the running server go through its socket', async () => {
  const add = await site.command('user', 'add', '--email', 'zoe@example.org', '--name', 'Zoé', '--role', 'moderator');
  assert.equal(add.code, 0, add.err);
  assert.match(add.out, new RegExp(`^${site.base}/lien/[0-9a-f-]{36}\\n$`));
  assert.match((await site.command('user', 'list', '--name', 'Zo')).out, /^Zoé +moderator/m);
  const zoe = await site.asAddress('zoe@example.org');
  assert.equal((await zoe.get('/moi')).status, 200);
  assert.equal((await site.command('user', 'add', '--email', 'zoe@example.org', '--name', 'Z')).code, 1);

  const role = await site.command('user', 'role', '--email', 'zoe@example.org', '--role', 'facilitator,admin');
  assert.equal(role.code, 0, role.err);
  assert.match((await site.command('user', 'list', '--name', 'Zo')).out, /^Zoé +facilitator admin/m);
  assert.match((await zoe.get('/moi')).url, /^\/connexion/, 'a change of roles ends the sessions');
  assert.equal((await site.command('user', 'link', '--email', 'nobody@example.org')).code, 1);
  assert.equal((await site.command('user', 'frobnicate')).code, 2);
});

test('the log is verified and anchored while the server serves', async () => {
  const verify = await site.command('audit', 'verify');
  assert.equal(verify.code, 0, verify.err);
  assert.match(verify.out, /^the log holds: \d+ events under \d+ seals\n$/);
  const anchor = await site.command('audit', 'anchor');
  assert.match(anchor.out, /^--events \d+ --digest [0-9a-f]{64}\n$/);
  const through = await site.command('audit', 'verify', ...anchor.out.trim().split(' '));
  assert.equal(through.code, 0, through.err);
});

test('a second server and a second init on the same folder are refused', async () => {
  const serve = await site.command('serve');
  assert.equal(serve.code, 1);
  assert.match(serve.err, /another process/);
  assert.equal((await site.command('init')).code, 1);
  assert.equal((await site.client().get('/healthz')).status, 200);
});

test('a port that is taken is named', async () => {
  const other = await Site.made('empty', { port: site.port });
  const { code, err } = await other.command('serve');
  assert.equal(code, 1);
  assert.ok(err.includes(String(site.port)), err);
});

test('what it keeps can be read by its owner alone, also while it serves', async () => {
  assert.equal((await stat(site.data)).mode & 0o777, 0o700);
  for (const line of (await run('find', [site.data, '-mindepth', '1', '-printf', '%y %m %P\n'])).out.trim().split('\n')) {
    const [kind, mode, path] = line.split(' ');
    assert.equal(mode, kind === 'd' ? '700' : '600', `${path} has mode ${mode}`);
  }
});

test('healthz, readyz, version and metrics answer in plain text', async () => {
  for (const path of ['/healthz', '/readyz', '/version', '/metrics']) {
    const page = await site.client().get(path);
    assert.equal(page.status, 200, path);
    assert.match(page.headers.get('content-type'), /^text\/plain/);
    assert.equal(page.headers.get('cache-control'), 'no-store', path);
  }
  const metrics = (await site.client().get('/metrics')).html;
  for (const name of ['uptime_seconds', 'http_requests_total', 'writer_jobs_total', 'disk_room_mb'])
    assert.match(metrics, new RegExp(`^labagora_${name} \\d+$`, 'm'));
  assert.doesNotMatch(metrics, /@|lien|persona|[0-9a-f]{8}-[0-9a-f]{4}/, 'nothing of a person');
  assert.match((await site.client().get('/readyz')).html, /^database ok$/m);
});

test('behind a proxy, metrics want their token', async () => {
  const behind = await Site.empty({ settings: { 'metrics-token': 'a-long-secret' } });
  const get = headers => behind.client({ headers }).get('/metrics');
  assert.equal((await get({})).status, 404);
  assert.equal((await get({ Authorization: 'Bearer another' })).status, 404);
  assert.equal((await get({ Authorization: 'Bearer a-long-secret' })).status, 200);
  await behind.remove();
});

test('Ctrl-C ends it within two seconds, with exit code 0, and with requests under way', async () => {
  const short = await Site.empty();
  let on = true;
  const busy = Promise.all(Array.from({ length: 8 }, async () => {
    while (on) await short.client().get('/connexion').catch(() => { on = false; });
  }));
  await pause(200);
  const end = await short.stop('SIGINT');
  on = false;
  await busy;
  assert.equal(end.code, 0, short.err);
  assert.ok(end.ms < 2000, `it took ${end.ms} ms`);
  assert.doesNotMatch(short.err, /error|fault/i);
});

test('SIGTERM ends it as well, and the second start answers within two seconds', async () => {
  const short = await Site.empty();
  assert.equal((await short.stop('SIGTERM')).code, 0);
  const began = Date.now();
  await short.start();
  assert.ok(Date.now() - began < 2000, `it took ${Date.now() - began} ms`);
  await short.remove();
});

test('forty starts with people at the door: each comes up, and each ends well', async () => {
  const short = await Site.made('empty');
  for (let i = 0; i < 40; i++) {
    let on = true;
    const knocking = Promise.all(['/healthz', '/connexion', '/metrics', '/connexion'].map(async path => {
      while (on) await fetch(short.base + path).catch(() => new Promise(setImmediate));
    }));
    await short.start().finally(() => { on = false; });
    await knocking;
    const end = await short.stop();
    assert.equal(end.code, 0, `start ${i}: ${end.signal} ${short.err}`);
  }
  await short.remove();
});

test('killed while it writes, it starts again with all that it had acknowledged', async () => {
  const short = await Site.empty();
  for (let round = 0; round < 3; round++) {
    let on = true, known = 0;
    const writing = Promise.all(Array.from({ length: 4 }, async (_, n) => {
      for (let i = 0; on; i++) {
        const email = `r${round}-${n}-${i}@example.org`;
        const { code } = await short.command('user', 'add', '--email', email, '--name', `R${round} ${n} ${i}`);
        if (code === 0) known++;
        else on = false;
      }
    }));
    await pause(400 + 200 * round);
    await short.stop('SIGKILL');
    on = false;
    await writing;
    // Commands that came after the kill wrote by themselves: they count as well.
    const check = await short.sql('PRAGMA integrity_check');
    assert.equal(check, 'ok');
    await short.start();
    const { out } = await short.command('user', 'list', '--name', `R${round}`);
    const there = out.split('\n').filter(Boolean).length;
    assert.ok(known > 0, 'nothing was acknowledged before the kill');
    assert.ok(there >= Math.min(known, 500), `${known} acknowledged, ${there} there`);
    assert.equal((await short.command('audit', 'verify')).code, 0);
  }
  await short.remove();
});

test('a log line holds no address, no name and no token', async () => {
  const short = await Site.empty();
  await short.add('Mathilde');
  const somebody = await short.asAddress('mathilde@example.org');
  await somebody.get('/moi');
  await somebody.get('/recherche?q=mathilde');
  await short.stop();
  const log = short.err;
  assert.doesNotMatch(log, /mathilde|example\.org|\/lien\//i);
  for (const value of somebody.cookies.values()) assert.ok(!log.includes(value));
  await short.remove();
});
