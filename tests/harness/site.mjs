// One Lab Agora under test: a data folder of its own, and the server when it runs. Tests see it from
// outside only: the program, its addresses, its files.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from './client.mjs';

export const ROOT = resolve(import.meta.dirname, '../..');
export const PROGRAM = resolve(process.env.LABAGORA ?? join(ROOT, 'build/labagora'));

// Whatever happens, nothing of ours is left running or lying about.
const running = new Set(), folders = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

export async function freeFolder(name = 'site') {
  const folder = await mkdtemp(join(tmpdir(), `labagora-${name}-`));
  folders.add(folder);
  return folder;
}

export async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

// Settings of the person who runs the tests are not those of the site under test.
function environment(more) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('AGORA_'));
  return { ...Object.fromEntries(kept), ...more };
}

// Runs a program to its end: { code, signal, out, err }.
export function run(program, args, { env, cwd, input, limit = 60_000 } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { env: environment(env), cwd, stdio: 'pipe' });
    const said = { out: '', err: '' };
    running.add(child);
    child.stdout.setEncoding('utf8').on('data', d => { said.out += d; });
    child.stderr.setEncoding('utf8').on('data', d => { said.err += d; });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const timer = setTimeout(() => child.kill('SIGKILL'), limit);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      done({ code, signal, ...said });
    });
  });
}

export const labagora = (args, options) => run(PROGRAM, args, options);

export class Site {
  // proxy: clients choose the address they come from, so that one test's haste is not another's limit.
  constructor(data, { settings = {}, env = {}, proxy = true, port, program = PROGRAM } = {}) {
    Object.assign(this, { data, settings, env, port, program });
    if (proxy) this.settings = { proxy: '127.0.0.1', ...settings };
  }

  // A folder with the demonstration, or an empty one; not served yet.
  static async made(kind = 'demo', options = {}) {
    const site = new Site(join(await freeFolder(), 'data'), options);
    site.port ??= await freePort();
    if (kind === 'demo') site.settings.demo ??= 1;
    const made = kind === 'demo' ? await site.command('demo')
      : await site.command('init', '--admin', 'admin@example.org');
    if (made.code !== 0) throw new Error(`labagora ${kind}: ${made.err || made.out}`);
    site.firstLink = made.out.match(/\/lien\/[0-9a-f-]{36}/)?.[0];
    return site;
  }

  static async demo(options) { return (await Site.made('demo', options)).start(); }
  static async empty(options) { return (await Site.made('empty', options)).start(); }

  get base() { return `http://127.0.0.1:${this.port}`; }
  get pid() { return this.child?.pid; }

  flags() {
    const all = { data: this.data, port: this.port, ...this.settings };
    return Object.entries(all).filter(([, value]) => value !== undefined)
      .flatMap(([name, value]) => [`--${name}`, String(value)]);
  }

  command(name, ...args) {
    return run(this.program, [name, ...args, ...this.flags()], { env: this.env });
  }

  // Starts it and waits for its first answer, however long the machine takes.
  async start({ limit = 20_000 } = {}) {
    this.port ??= await freePort();
    const child = spawn(this.program, ['serve', ...this.flags()],
      { env: environment(this.env), stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.out = this.err = '';
    this.links = {};
    running.add(child);
    child.stdout.setEncoding('utf8').on('data', d => { this.out += d; });
    child.stderr.setEncoding('utf8').on('data', d => { this.err += d; });
    this.ended = new Promise(done => child.on('close', (code, signal) => {
      running.delete(child);
      done({ code, signal });
    }));
    let over;
    this.ended.then(end => { over = end; });
    for (const until = Date.now() + limit; ; await pause(10)) {
      if (over) throw new Error(`labagora serve ended with ${over.code ?? over.signal}: ${this.err}${this.out}`);
      if (await fetch(`${this.base}/healthz`).then(r => r.ok, () => false)) break;
      if (Date.now() > until) throw new Error(`no answer from ${this.base} in ${limit} ms: ${this.err}`);
    }
    // It listens a moment before it greets.
    for (let i = 0; i < 200 && !this.out.includes('Ctrl-C'); i++) await pause(10);
    for (const [, role, path] of this.out.matchAll(/^ {2}(\w+) +\S+?(\/lien\/\S+)/gm)) this.links[role] = path;
    return this;
  }

  // Ends it as an operator would; { code, signal, ms }.
  async stop(signal = 'SIGINT') {
    if (!this.child) return {};
    const began = Date.now();
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    const end = await this.ended;
    clearTimeout(timer);
    this.child = null;
    return { ...end, ms: Date.now() - began };
  }

  async remove() {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  client(options) { return new Client(this.base, options); }

  // Somebody of the demonstration, signed in with the link of their role: "member", "facilitator"…
  async as(role, options) {
    const client = this.client(options), path = this.links[role];
    if (!path) throw new Error(`no sign-in link for ${role}: ${this.out}`);
    return client.enter(path);
  }

  // Anybody who has an address here, with a link made for them.
  async asAddress(email, options) {
    const { code, out, err } = await this.command('user', 'link', '--email', email);
    if (code !== 0) throw new Error(`labagora user link: ${err}`);
    return this.client(options).enter(out.trim().replace(/^https?:\/\/[^/]+/, ''));
  }

  async add(name, role) {
    const email = `${name.toLowerCase()}@example.org`;
    const { code, err } = await this.command('user', 'add', '--email', email, '--name', name,
      ...(role ? ['--role', role] : []));
    if (code !== 0) throw new Error(`labagora user add: ${err}`);
    return email;
  }

  // The address of a person of demo/people.txt, by their place in it.
  static async demoAddress(role, nth = 0) {
    const blocks = (await readFile(join(ROOT, 'demo/people.txt'), 'utf8')).split(/\n\s*\n/)
      .map(block => block.replace(/^#.*\n?/gm, '')).filter(block => /^name:/m.test(block));
    const found = blocks.map((block, i) => ({ i, role: block.match(/^role: *(\w+)/m)?.[1] ?? 'member' }))
      .filter(person => person.role === role)[nth];
    if (!found) throw new Error(`demo/people.txt has no ${role} number ${nth}`);
    return `personne-${found.i + 1}@demo.invalid`;
  }

  sql(statement) {
    return run('sqlite3', ['-batch', '-bail', join(this.data, 'community.db'), statement]).then(done => {
      if (done.code !== 0) throw new Error(`sqlite3: ${done.err}`);
      return done.out.trim();
    });
  }
}
