// Somebody with a bare Debian 12 types ./start: how long until they see the first page?
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, ROOT, run } from '../harness/site.mjs';

const MACHINE = join(import.meta.dirname, 'machine');
let root, refused, port, running;

before(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'labagora-newcomer-')), 'root');
  port = await freePort();
  const made = await run(MACHINE, ['make', root, ROOT], { limit: 280_000 });
  if (made.code !== 0) refused = `no bare machine can be made here: ${made.err.trim().slice(0, 300) || made.signal}`;
});
after(async () => {
  running?.kill('SIGINT');
  await running?.ended;
  await run(MACHINE, ['remove', root]);
  await rmdir(dirname(root)).catch(() => {});
});

// Until the first answer; { child, seconds, said() }.
async function start(...options) {
  const began = Date.now();
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/tmp', TERM: 'dumb', LANG: 'C.UTF-8' };
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy']) if (process.env[name]) env[name] = process.env[name];
  const child = spawn('chroot', [root, '/srv/lab-agora/start', '--port', String(port), ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '', over = false;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', d => { said += d; });
  child.ended = new Promise(done => child.on('close', (code, signal) => { over = true; done({ code, signal }); }));
  running = child;
  while (!await fetch(`http://127.0.0.1:${port}/`).then(r => r.ok, () => false)) {
    if (over) throw new Error(`./start has ended: ${said.slice(-3000)}`);
    if (Date.now() - began > 285_000) throw new Error(`no answer in time: ${said.slice(-3000)}`);
    await pause(50);
  }
  const seconds = (Date.now() - began) / 1000;
  await pause(200);
  return { child, seconds, said: () => said };
}

async function stop({ child }) {
  child.kill('SIGINT');
  running = null;
  return child.ended;
}

test('on a bare Debian ./start shows the first page in under three minutes', async t => {
  if (refused) return t.skip(refused);
  const gone = await run('chroot', [root, '/srv/lab-agora/start', '--no-install', '--port', String(port)]);
  assert.notEqual(gone.code, 0);
  assert.match(gone.err, /libmicrohttpd-dev/, 'it does not say what is missing');

  const first = await start();
  t.diagnostic(`the first page after ${first.seconds.toFixed(0)} s`);
  assert.ok(first.seconds < 180, `${first.seconds} s`);
  assert.match(first.said(), /Installing from Debian, to build and run Lab Agora: .*libmicrohttpd-dev/);
  for (const role of ['member', 'facilitator', 'moderator', 'administrator'])
    assert.match(first.said(), new RegExp(`${role} +http://127\\.0\\.0\\.1:${port}/lien/`));
  const page = await (await fetch(`http://127.0.0.1:${port}/besoins`)).text();
  assert.ok(page.split('class="ag-need"').length > 5, 'there are no needs in the demonstration');
  assert.equal((await stop(first)).code, 0, 'Ctrl-C is no clean end');
});

test('the second ./start takes less than two seconds and asks apt for nothing', async t => {
  if (refused) return t.skip(refused);
  const again = await start();
  t.diagnostic(`the first page after ${again.seconds.toFixed(1)} s`);
  assert.ok(again.seconds < 2, `${again.seconds} s`);
  assert.doesNotMatch(again.said(), /Installing|apt/);
  assert.equal((await stop(again)).code, 0);
});

test('./start --empty makes a site without people, beside the demonstration', async t => {
  if (refused) return t.skip(refused);
  const empty = await start('--empty');
  assert.match(empty.said(), /administrator: http\S+\/lien\//);
  assert.doesNotMatch(await (await fetch(`http://127.0.0.1:${port}/besoins`)).text(), /class="ag-need"/);
  assert.equal((await stop(empty)).code, 0);
});
