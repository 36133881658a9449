// What another user of the machine meets: the folder, its files, the socket. And a command that hangs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { labagora, serve, Site } from './all.mjs';

// As nobody; only root can become somebody else.
const asNobody = script => spawnSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', '/bin/sh', '-c', script], { encoding: 'utf8' });
const skip = process.getuid() === 0 && asNobody('id -u').stdout.trim() === '65534' ? false : 'only root can try it as another user';
let parent, site;

before(async () => {
  parent = await mkdtemp(join(tmpdir(), 'labagora-open-'));
  await chmod(parent, 0o755);
});
after(async () => { await site?.stop(); await rm(parent, { recursive: true, force: true }); });

test('keys, settings and lock are for their owner alone, whatever the umask', async () => {
  for (const mask of ['022', '000']) {
    const data = join(parent, `mask${mask}`), { LABAGORA } = process.env;
    const made = spawnSync('/bin/sh', ['-c', `umask ${mask}; exec "$0" init --data "$1" --admin a@example.org`, LABAGORA ?? (await import('./all.mjs')).PROGRAM, data],
      { encoding: 'utf8', env: Object.fromEntries(Object.entries(process.env).filter(([n]) => !n.startsWith('AGORA_'))) });
    assert.equal(made.status, 0, made.stderr);
    for (const name of ['.', 'keys', 'keys/instance.key', 'labagora.conf', 'lock'])
      assert.equal((await stat(join(data, name))).mode & 0o077, 0, `${name} under umask ${mask}`);
  }
});

test('another user reads no key and speaks to no server', { skip }, async () => {
  const data = join(parent, 'shared');
  await mkdir(data, { mode: 0o755 });
  await chmod(data, 0o755);
  assert.equal((await labagora(['init', '--data', data, '--admin', 'a@example.org'])).code, 0);
  const one = await serve('empty');
  await one.remove();
  site = new Site(data, { port: one.port });
  await site.start();
  for (const file of ['keys/instance.key', 'labagora.conf', 'lock']) assert.notEqual(asNobody(`cat ${data}/${file}`).status, 0, file);
  const said = asNobody(`python3 - <<'E'\nimport socket\ns=socket.socket(socket.AF_UNIX)\ns.connect("${data}/control.sock")\ns.sendall(b"A\\0\\0\\0\\012user\\0list\\0")\nprint(s.recv(100))\nE`);
  assert.match(said.stderr, /Permission denied/);
  assert.notEqual(asNobody(`touch ${data}/x`).status, 0);
  // also when somebody has opened the way by mistake: who it is, is asked again
  await chmod(join(data, 'control.sock'), 0o666);
  assert.equal(asNobody(`python3 - <<'E'\nimport socket\ns=socket.socket(socket.AF_UNIX)\ns.connect("${data}/control.sock")\ns.sendall(b"A\\0\\0\\0\\012user\\0list\\0")\nprint(len(s.recv(100)))\nE`).stdout.trim().replace(/^$/, '0'), '0');
});

test('nor the databases, in a folder that was there before', { skip }, async () => {
  const files = (await readdir(site.data)).filter(name => /\.db/.test(name));
  assert.ok(files.length >= 2);
  const read = files.filter(name => asNobody(`head -c 16 ${site.data}/${name} >/dev/null`).status === 0);
  assert.deepEqual(read, [], 'held needs, drafts and reports stand in them in clear');
});

test('a command that hangs holds up neither the next nor the end of the server', { timeout: 60_000 }, async () => {
  const own = await serve('empty');
  const stuck = connect(join(own.data, 'control.sock'));
  await new Promise(done => stuck.on('connect', done));
  stuck.on('error', () => {});
  await pause(100);
  const next = await Promise.race([own.command('user', 'list').then(r => r.code), pause(1500).then(() => 'waits')]);
  own.child.kill('SIGINT');
  const end = await Promise.race([own.ended.then(() => 'ended'), pause(2500).then(() => 'goes on')]);
  stuck.destroy();
  own.child.kill('SIGKILL');
  await own.ended;
  assert.deepEqual([next, end], [0, 'ended']);
});
