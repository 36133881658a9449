// The commands as an operator types them: what they say, what they refuse, and with which exit code.
import assert from 'node:assert/strict';
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { freeFolder, freePort, labagora, run, Site } from '../harness/site.mjs';

const listed = (await labagora(['--help'])).out.match(/^ {2}(\w+) {2,}/gm).map(line => line.trim());

test('--help lists the commands and --version says which one it is', async () => {
  for (const name of ['serve', 'init', 'demo', 'user', 'audit', 'routes', 'docs'])
    assert.ok(listed.includes(name), `${name} is not listed among ${listed}`);
  const { code, out } = await labagora(['--version']);
  assert.match(out, /^labagora \d+\.\d+\.\d+\n$/);
  assert.equal(code, 0);
});

test('without a command it says how to use it, and fails', async () => {
  const { code, out, err } = await labagora([]);
  assert.equal(code, 2);
  assert.match(out + err, /labagora COMMAND/);
});

for (const name of listed)
  test(`${name} --help explains it and makes nothing`, async () => {
    const cwd = await freeFolder('help');
    const { code, out, err } = await labagora([name, '--help'], { cwd });
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^labagora ${name}`));
    assert.equal(err, '');
    assert.equal((await run('ls', ['-A', cwd])).out, '');
  });

test('an unknown command is named, and the exit code is 2', async () => {
  const { code, err } = await labagora(['sevre']);
  assert.equal(code, 2);
  assert.match(err, /"sevre"/);
});

test('a settings slip is refused by name, with the nearest one that exists', async () => {
  const cwd = await freeFolder(), data = join(cwd, 'data');
  const flag = await labagora(['serve', '--prot', '8080'], { cwd });
  assert.equal(flag.code, 2);
  assert.match(flag.err, /--prot/);
  const env = await labagora(['init', '--data', data], { cwd, env: { AGORA_PUBLIC_ULR: 'https://a.example' } });
  assert.equal(env.code, 2);
  assert.match(env.err, /public-ulr.*public-url/);
  await labagora(['init', '--data', data], { cwd });
  await appendFile(join(data, 'labagora.conf'), '\nmail-form = a@example.org\n');
  const file = await labagora(['serve', '--data', data], { cwd });
  assert.equal(file.code, 2);
  assert.match(file.err, /line \d+.*mail-form.*mail-from/);
});

test('a value that is none is refused with what is wanted', async () => {
  for (const [name, value] of [['port', 'x'], ['port', '70000'], ['host', 'here'],
    ['public-url', 'ftp://a.example'], ['public-url', 'https://a.example/'],
    ['smtp-url', 'mail.example:25'], ['log-level', 'loud'], ['demo', '2']]) {
    const { code, err } = await labagora(['routes', `--${name}`, value]);
    assert.equal(code, 2, `${name}=${value}`);
    assert.ok(err.includes(`"${name}"`), err);
  }
  const missing = await labagora(['routes', '--port']);
  assert.equal(missing.code, 2);
  assert.match(missing.err, /"--port" needs a value/);
});

test('a flag overrules the environment, and that the file', async () => {
  const site = await Site.made('empty');
  const link = async (args, env) => (await labagora(['user', 'link', '--email', 'admin@example.org',
    '--data', site.data, ...args], { env })).out.match(/^(.*)\/lien\//)?.[1];
  await appendFile(join(site.data, 'labagora.conf'), '\npublic-url = https://file.example\n');
  assert.equal(await link([]), 'https://file.example');
  const env = { AGORA_PUBLIC_URL: 'https://env.example' };
  assert.equal(await link([], env), 'https://env.example');
  assert.equal(await link(['--public-url', 'https://flag.example'], env), 'https://flag.example');
  assert.equal(await link(['--public-url=https://flag.example'], env), 'https://flag.example');
});

test('init makes a folder that only its owner reads, with a settings file that explains itself', async () => {
  const site = await Site.made('empty');
  assert.match(site.firstLink, /\/lien\/[0-9a-f-]{36}/);
  const conf = await readFile(join(site.data, 'labagora.conf'), 'utf8');
  for (const name of ['port', 'public-url', 'smtp-url', 'mail-from', 'contact-email'])
    assert.match(conf, new RegExp(`^# ${name} = `, 'm'));
  const { out } = await run('find', [site.data, '-printf', '%y %m %P\n']);
  for (const line of out.trim().split('\n')) {
    const [kind, mode, path] = line.split(' ');
    assert.equal(mode, kind === 'd' ? '700' : '600', `${path ?? 'the folder'} has mode ${mode}`);
  }
});

test('init twice and demo twice say so and change nothing', async () => {
  const site = await Site.made('empty');
  const key = join(site.data, 'keys/instance.key');
  const before = [await readFile(key), (await stat(join(site.data, 'community.db'))).mtimeMs];
  const again = await site.command('init');
  assert.equal(again.code, 1);
  assert.match(again.err, /already/);
  const demo = await site.command('demo');
  assert.equal(demo.code, 1);
  assert.match(demo.err, /already/);
  assert.equal((await site.command('demo', '--if-empty')).code, 0);
  assert.deepEqual([await readFile(key), (await stat(join(site.data, 'community.db'))).mtimeMs], before);
});

test('commands that are asked wrongly end with 2 and say how to ask', async () => {
  const site = await Site.made('empty');
  for (const args of [['user'], ['user', 'link'], ['user', 'add', '--email', 'a@example.org'],
    ['user', 'role', '--email', 'admin@example.org', '--role', 'king'], ['audit'], ['audit', 'look'],
    ['demo', '--scale', '0'], ['demo', '--seed', 'x'], ['docs'], ['docs', 'all'], ['init', '--amdin', 'x'],
    ['serve', 'now']]) {
    const { code, err } = await site.command(...args);
    assert.equal(code, 2, args.join(' '));
    assert.ok(err.trim().length > 10, args.join(' '));
  }
});

test('what is not there ends with 1 and says what to do', async () => {
  const nowhere = new Site(join(await freeFolder(), 'none'), { port: await freePort() });
  const serve = await nowhere.command('serve');
  assert.equal(serve.code, 1);
  assert.match(serve.err, /labagora init/);
  const site = await Site.made('empty');
  const { code, err } = await site.command('user', 'link', '--email', 'nobody@example.org');
  assert.equal(code, 1);
  assert.match(err, /user add/);
});

test('a key that is gone or is another one is refused, not replaced', async () => {
  const site = await Site.made('empty'), other = await Site.made('empty');
  const key = join(site.data, 'keys/instance.key');
  const serve = () => labagora(['serve', ...site.flags()], { limit: 3000 });
  await run('rm', [key]);
  const gone = await serve();
  assert.equal(gone.code, 1);
  assert.match(gone.err, /key/);
  await writeFile(key, await readFile(join(other.data, 'keys/instance.key')), { mode: 0o600 });
  const wrong = await serve();
  assert.equal(wrong.code, 1, 'it serves a database that this key cannot read');
  assert.match(wrong.err, /key/);
});

test('the routes name a permission each, and the documents have every setting', async () => {
  const routes = JSON.parse((await labagora(['routes', '--json'])).out);
  assert.ok(routes.length > 20);
  for (const r of routes) assert.ok(r.permission, r.path);
  assert.deepEqual(routes.filter(r => r.method === 'POST' && !r.csrf).map(r => r.path), ['/arreter/{ref}/{ref}']);
  const { out } = await labagora(['docs', 'settings']);
  assert.match(out, /`public-url`/);
  for (const what of ['permissions', 'workflows', 'chores', 'features'])
    assert.equal((await labagora(['docs', what])).code, 0);
});

// The clock is not part of the seed: what is compared holds no time, and no id made from one.
const WORDS = 'SELECT title, text, state, for_whom, stage, theme, territory, commune, supports FROM agora_need'
  + ' ORDER BY title, text; SELECT name, unread FROM app_persona ORDER BY name;';

test('the same seed makes the same demonstration, another seed another one', async () => {
  const words = [];
  for (const seed of ['7', '7', '8']) {
    const site = new Site(join(await freeFolder(), 'data'), { port: 1024 });
    const { code, err, out } = await site.command('demo', '--seed', seed, '--scale', '2');
    assert.equal(code, 0, err);
    assert.match(out, /\d+ of \d+\n$/);
    words.push(await site.sql(WORDS));
  }
  assert.ok(words[0].length > 10_000);
  assert.equal(words[0], words[1]);
  assert.notEqual(words[0], words[2]);
});
