// No room left: what is there can be read, what is sent is not lost, and room makes it whole again.
import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freeFolder, run, Site } from '../harness/site.mjs';

let mount, refused, site, member;
const SIZE_MB = 24, TEXT = 'Un texte que personne ne voudrait écrire deux fois, ni perdre en route.';

before(async () => {
  mount = join(await freeFolder('disk'), 'small');
  await mkdir(mount);
  const { code, err } = await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}M`, 'tmpfs', mount]);
  if (code !== 0) refused = `a small disk cannot be mounted here: ${err.trim()}`;
});
after(async () => {
  await site?.stop();
  if (!refused) await run('umount', ['-l', mount]);
});

const filler = () => join(mount, 'filler');
const fill = async () => {
  // Down to the last block: dd ends with "no space left", which is what we want.
  await run('dd', ['if=/dev/zero', `of=${filler()}`, 'bs=4096']);
  await run('sync', []);
};

test('a full disk: pages are served, a form says that nothing can be saved and keeps the text', async t => {
  if (refused) return t.skip(refused);
  site = new Site(join(mount, 'data'), {});
  site.port = (await (await Site.made('empty')).port);
  assert.equal((await site.command('init', '--admin', 'admin@example.org')).code, 0);
  await site.start();
  const email = await site.add('Mathilde');
  member = await site.asAddress(email);
  const form = await member.get('/moi/profil');
  await fill();

  assert.equal((await site.client().get('/connexion')).status, 200);
  assert.equal((await member.get('/moi')).status, 200);
  let page;
  for (let i = 0; i < 200; i++) {      // the write-ahead log may still have room of its own
    page = await member.send(form, '/moi/profil', { name: `${TEXT.slice(0, 30)} ${i}`, once: crypto.randomUUID() });
    if (page.status !== 303) break;
  }
  assert.equal(page.status, 507, page.main);
  assert.match(page.main, /Rien ne peut être enregistré/);
  assert.ok(page.html.includes(TEXT.slice(0, 30)), 'what was typed is lost');
  assert.ok(page.headers.get('content-security-policy'));
  assert.equal((await site.client().get('/healthz')).status, 200, 'it has died');
  assert.equal((await site.client().get('/readyz')).status, 503);
  assert.match(site.err, /nothing can be saved/);
});

test('once there is room again, it writes again, without a new start', async t => {
  if (refused) return t.skip(refused);
  await rm(filler());
  const page = await member.submit(await member.get('/moi/profil'), '/moi/profil', { name: 'Mathilde de retour' });
  assert.equal(page.status, 200, page.main);
  assert.match((await member.get('/moi/profil')).html, /Mathilde de retour/);
  const { code, err } = await site.command('audit', 'verify');
  assert.equal(code, 0, err);
  assert.equal((await site.stop()).code, 0);
  assert.equal(await site.sql('PRAGMA integrity_check'), 'ok');
});

test('a start on a full disk fails with a sentence, and hurts nothing', async t => {
  if (refused) return t.skip(refused);
  await fill();
  await site.start().then(() => site.stop(), error => assert.doesNotMatch(error.message, /signal|SIG/));
  await rm(filler());
  await site.start();
  assert.equal((await site.client().get('/connexion')).status, 200);
  assert.equal((await site.command('audit', 'verify')).code, 0);
  await writeFile(filler(), '');
});
