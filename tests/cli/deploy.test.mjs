// What deploy/ ships, used: the site behind nginx, a backup taken while people write, a restore.
import assert from 'node:assert/strict';
import { chmod, copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { freeFolder, freePort, ROOT, run, Site } from '../harness/site.mjs';

process.env.PATH += ':/usr/sbin';
const hasNginx = await run('nginx', ['-v']).then(r => r.code === 0, () => false);
const skip = hasNginx ? false : 'nginx is not installed';
let site, nginx, plain, tls, folder;

before(async () => {
  if (!hasNginx) return;
  site = await Site.empty({ settings: { 'public-url': 'https://lab.example.org' } });
  folder = await freeFolder('nginx');
  [plain, tls] = [await freePort(), await freePort()];
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=lab.example.org',
    '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]);
  const shipped = (await readFile(join(ROOT, 'deploy/nginx.conf'), 'utf8'))
    .replaceAll('/etc/ssl/labagora/', `${folder}/`).replaceAll('/var/log/nginx/', `${folder}/`)
    .replace('server 127.0.0.1:8080;', `server 127.0.0.1:${site.port};`)
    .replace(/^\s*listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`).replace('listen 443 ssl', `listen 127.0.0.1:${tls} ssl`);
  await writeFile(join(folder, 'site.conf'), shipped);
  await writeFile(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
    ${process.getuid() === 0 ? 'user root;' : ''}
    events {} http { ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(n => `${n}_temp_path ${folder}/${n};`).join(' ')}
    include ${folder}/site.conf; }`);
});
after(async () => {
  nginx?.kill('SIGTERM');
  await site?.remove();
});

const curl = (...args) => run('curl', ['-sk', '--http2', '--resolve', `lab.example.org:${tls}:127.0.0.1`, '-m', '10', ...args]);
const url = path => `https://lab.example.org:${tls}${path}`;

test('nginx finds no fault with the file, and serves the site over TLS and HTTP/2', { skip }, async () => {
  const checked = await run('nginx', ['-t', '-c', join(folder, 'nginx.conf')]);
  assert.equal(checked.code, 0, checked.err);
  assert.doesNotMatch(checked.err, /\[(warn|error|emerg)\]/);
  nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  for (let i = 0; i < 100 && (await curl(url('/healthz'))).code !== 0; i++) await pause(30);
  const { out } = await curl('-i', url('/connexion'));
  assert.match(out, /^HTTP\/2 200/);
  assert.match(out, /strict-transport-security: max-age=31536000/i);
  assert.match(out, /set-cookie: __Host-agora-form=[^\n]*Secure/i);
  assert.doesNotMatch(out, /nginx\/|libmicrohttpd/i);
});

test('pages go compressed, assets stay as they are, /metrics and /readyz are not shown', { skip }, async () => {
  const page = (await curl('-i', '--compressed', url('/connexion'))).out;
  assert.match(page, /content-encoding: gzip/i);
  const asset = page.match(/\/assets\/agora[^"]*\.css/)[0];
  const css = (await curl('-I', '-H', 'Accept-Encoding: gzip', url(asset))).out;
  assert.match(css, /content-encoding: gzip/i);
  assert.match(css, /immutable/);
  for (const path of ['/metrics', '/readyz']) assert.match((await curl('-i', url(path))).out, /^HTTP\/2 404/);
});

test('a form works through it, and its log holds no token and no address asked for', { skip }, async () => {
  const jar = join(folder, 'jar');
  const page = (await curl('-b', jar, '-c', jar, url('/connexion'))).out;
  const [, csrf] = page.match(/name="csrf" value="([^"]+)"/), [, once] = page.match(/name="once" value="([^"]+)"/);
  const sent = (await curl('-i', '-b', jar, '-c', jar, '-H', 'Origin: https://lab.example.org', url('/connexion'), '-d',
    new URLSearchParams({ csrf, once, how: 'link', email: 'zoe@example.org' }).toString())).out;
  assert.match(sent, /^HTTP\/2 303/, sent);
  await curl(url('/lien/0193b1e0-0000-4000-8000-00000000abcd'));
  await curl(url('/en/lien/0193b1e0-0000-4000-8000-00000000abcd'));
  await curl(url('/recherche?q=solitude'));
  const log = await readFile(join(folder, 'labagora.log'), 'utf8');
  assert.match(log, / POST \/connexion 303 /);
  assert.match(log, / GET \/lien\/- /);
  assert.match(log, / GET \/en\/lien\/- /);
  assert.doesNotMatch(log, /abcd|solitude|zoe/);
});

test('a client cannot say where it comes from', { skip }, async () => {
  let last;
  for (let i = 0; i < 40 && !/^HTTP\/2 429/.test(last); i++)
    last = (await curl('-i', '-H', `X-Forwarded-For: 10.0.0.${i}`, url('/connexion'), '-d', 'email=a')).out;
  assert.match(last, /^HTTP\/2 429/, 'forty forged addresses were believed');
});

function raw(bytes) {
  return new Promise((done, fail) => {
    const socket = connect(plain, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    socket.on('data', d => { said += d; socket.end(); });
    socket.setTimeout(5000, () => { socket.destroy(); done('nothing'); });
    socket.on('close', () => done(said));
    socket.on('error', fail);
  });
}

test('nginx makes line ends right before they reach labagora', { skip }, async () => {
  assert.match(await raw('GET /healthz HTTP/1.1\nHost: lab.example.org\n\n'), /^HTTP\/1\.1 301/);
});

for (const [what, head] of [['a NUL in a header', 'X-A: a\0b\r\n'], ['a NUL in the path', null],
  ['a folded header', 'X-A: a\r\n b\r\n'], ['two lengths', 'Content-Length: 1\r\nContent-Length: 2\r\n'],
  ['a length beside chunks', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n'], ['a header without a name', ': a\r\n']])
  test(`nginx refuses ${what}`, { skip }, async () => {
    const path = head === null ? '/a\0b' : '/', said = await raw(
      `POST ${path} HTTP/1.1\r\nHost: lab.example.org\r\n${head ?? ''}Connection: close\r\n\r\n`);
    assert.match(said, /^HTTP\/1\.1 400/, said.slice(0, 200));
  });

test('while labagora is stopped, a sentence says so', { skip }, async () => {
  await site.stop();
  const { out } = await curl('-i', url('/'));
  assert.match(out, /^HTTP\/2 503/);
  assert.match(out, /retry-after: 30/i);
  assert.match(out, /revient dans un instant/);
});

test('a backup taken while people write is whole, and can be restored with the key', async () => {
  const live = await Site.empty(), target = await freeFolder('backup');
  await live.add('Mathilde', 'moderator');
  const anchor = (await live.command('audit', 'anchor')).out.trim().split(' ');
  let on = true, written = 0;
  const writing = (async () => { while (on) await live.add(`Personne${written++}`); })();
  const { code, out, err } = await run(join(ROOT, 'deploy/backup'), [live.data, target]);
  on = false;
  await writing;
  assert.equal(code, 0, err);
  const copy = out.trim();
  assert.equal((await stat(copy)).mode & 0o777, 0o600);
  const again = new Site(join(await freeFolder('restored'), 'data'), { port: await freePort() });
  await mkdir(join(again.data, 'keys'), { recursive: true, mode: 0o700 });
  await chmod(again.data, 0o700);
  await copyFile(copy, join(again.data, 'community.db'));
  await copyFile(join(live.data, 'keys/instance.key'), join(again.data, 'keys/instance.key'));
  const verify = await again.command('audit', 'verify', ...anchor);
  assert.equal(verify.code, 0, verify.err);
  await again.start();
  assert.equal((await (await again.asAddress('mathilde@example.org')).get('/moi')).status, 200);
  await Promise.all([live.remove(), again.remove()]);
});

test('a backup of nothing, or of a damaged file, fails and leaves nothing', async () => {
  const target = await freeFolder('backup'), source = await freeFolder('damaged');
  const backup = () => run(join(ROOT, 'deploy/backup'), [source, target]);
  assert.equal((await backup()).code, 1);
  await writeFile(join(source, 'community.db'), 'no database at all, but long enough to be looked at'.repeat(40));
  assert.notEqual((await backup()).code, 0);
  assert.equal((await run('ls', ['-A', target])).out, '');
});

test('the unit starts what is installed, and systemd understands it', async t => {
  const unit = await readFile(join(ROOT, 'deploy/labagora.service'), 'utf8');
  for (const line of ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'UMask=0077', 'LimitCORE=0', 'MemoryDenyWriteExecute=yes'])
    assert.ok(unit.includes(`\n${line}\n`), line);
  const has = await run('systemd-analyze', ['--version']).then(r => r.code === 0, () => false);
  if (!has) return t.skip('systemd-analyze is not installed');
  const file = join(await freeFolder('unit'), 'labagora.service');
  await writeFile(file, unit.replace('/usr/local/bin/labagora serve', '/bin/true'));
  const { err } = await run('systemd-analyze', ['verify', '--man=no', file]);
  assert.doesNotMatch(err, /labagora\.service.*(Unknown|Failed|Invalid|ignoring)/i);
});
