// Marked words through every field; then where they must not be: logs, mails, addresses, figures, the
// event log; and after leaving, in no byte of the folder.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Relay } from '../mail/relay.mjs';
import { askLink, draft, need, raw, receive, serve, signUp, withPassword } from './all.mjs';

let site, relay, admin, moderator, facilitator;
const seen = { locations: [], urls: [] };
const canary = word => `kwzq${word}vxj`;
const PEOPLE = { name: canary('nom'), title: canary('titre'), text: canary('texte'), draft: canary('brouillon'), remark: canary('remarque'), report: canary('signalement'),
  gone: canary('retire'), goneText: canary('retiretexte'), search: canary('recherche'), password: canary('passe') + ' une phrase', as: canary('commequi'), answer: canary('reponse'),
  translated: canary('traduit'), reason: canary('motif'), tried: canary('essaye') + ' une phrase', kept: canary('garde') };
const EMAIL = `${canary('adresse')}@example.org`;

// Writes down every place that this client is sent to.
const watched = client => {
  const request = client.request.bind(client);
  client.request = async (method, path, more) => {
    const page = await request(method, path, more);
    seen.urls.push(page.url);
    if (page.location) seen.locations.push(page.location);
    return page;
  };
  return client;
};

async function bytesWith(word) {
  const found = [];
  for (const name of await readdir(site.data, { recursive: true })) {
    const bytes = await readFile(join(site.data, name)).catch(() => null);
    if (bytes?.includes(word)) found.push(name);
  }
  return found;
}
async function gone(word, limit = 8000) {
  let found;
  for (const until = Date.now() + limit; Date.now() < until; await pause(150)) if (!(found = await bytesWith(word)).length) return [];
  return found;
}

before(async () => {
  relay = await new Relay().start();
  site = await serve('demo', { settings: { 'rate-limits': 0, 'log-level': 'debug', 'smtp-url': relay.url } });
  admin = await site.as('administrator');
  moderator = watched(await site.as('moderator'));
  facilitator = watched(await site.as('facilitator'));
});
after(async () => { await site?.remove(); await relay?.stop(); });

let author, ref;
test('marked words go through every field', async () => {
  const visitor = watched(site.client());
  await signUp(visitor, { email: EMAIL, name: PEOPLE.name, kind: 'patient', consent: '1', password: PEOPLE.password });
  const link = (await relay.next(EMAIL)).text.match(/\/lien\/[0-9a-f-]{36}/)[0];
  author = watched(site.client());
  await author.enter(link);
  await withPassword(visitor, EMAIL, PEOPLE.tried);
  await author.submit(await author.get('/moi/securite'), '/moi/securite', { password: PEOPLE.password }, 'set');
  await author.get(`/recherche?q=${PEOPLE.search}`);
  ref = await need(author, { title: PEOPLE.title, text: PEOPLE.text });
  let page = await moderator.get(`/equipe/moderation/${ref}`);
  await moderator.submit(page, new RegExp(`/${ref}$`), { reason: 'unclear', text: PEOPLE.reason }, 'return');
  page = await author.submit(await author.get(`/besoins/${ref}`), '/reprendre', {});
  await author.submit(await author.get(page.url.replace('quoi', 'relire')), '/relire', {});
  await moderator.submit(await moderator.get(`/equipe/moderation/${ref}`), '/publier', {});
  const work = async (word, fields) => facilitator.submit(await facilitator.get(`/equipe/besoins/${ref}/${word}`), `/${word}`, fields);
  await work('qualifier', { theme: 'pain', for: 'me', as_who: PEOPLE.as, need_what: PEOPLE.as, so_that: PEOPLE.as });
  await author.submit(await author.get(`/besoins/${ref}`), '/formulation', {}, 'yes');
  await work('repondre', { answer: PEOPLE.answer });
  await work('traduire', { title: PEOPLE.translated, text: PEOPLE.translated });
  const other = await need(author, { title: PEOPLE.gone, text: PEOPLE.goneText });
  await moderator.submit(await moderator.get(`/equipe/moderation/${other}`), '/publier', {}).catch(() => {});
  const supporter = watched(await site.as('member'));
  await supporter.submit(await supporter.get(`/besoins/${ref}`), '/moi-aussi', {});
  await supporter.submit(await supporter.get(`/signaler/besoin/${ref}`), `/signaler/besoin/${ref}`, { reason: 'privacy', text: PEOPLE.report });
  await draft(author, { title: PEOPLE.draft, text: PEOPLE.draft });
  await author.submit(await author.get('/retours/nouveau'), '/retours/nouveau', { text: PEOPLE.remark });
  await author.post('/besoins/nouveau', { title: PEOPLE.kept, text: PEOPLE.kept });
  await pause(1500);
});

const clean = (text, where, but = []) => {
  for (const [field, word] of Object.entries({ ...PEOPLE, email: EMAIL }))
    if (!but.includes(field)) assert.ok(!String(text).toLowerCase().includes(word.toLowerCase()), `${where} holds ${field}: …${String(text).slice(Math.max(0, String(text).indexOf(word) - 100)).slice(0, 200)}`);
};

test('no log says any of them, nor any token', () => {
  clean(site.err, 'the log');
  clean(site.out, 'what it prints');
  assert.ok(site.err.includes('anchor of the log'), 'there is a log');
  for (const value of [...author.cookies.values()]) assert.ok(!site.err.includes(value));
});

test('mails hold the address and the name, and none of the words; what was sent is emptied', async () => {
  for (const mail of relay.mails) {
    clean(mail.subject, 'a subject', []);
    clean(mail.text, 'a mail', ['name']);
    clean(mail.raw.replace(EMAIL, ''), 'the source of a mail', ['name', 'email']);
    for (const [url] of mail.text.matchAll(/https?:\S+/g)) assert.match(url, /\/(lien\/[0-9a-f-]{36}|moi\/notifications|moi\/profil|moi\/suivis|connexion|inscription|arreter\/[0-9a-f-]{36}\/[0-9a-f-]{36}|besoins\/[0-9a-f-]{36})$/);
  }
  assert.ok(relay.mails.length >= 3);
  for (const until = Date.now() + 5000; Date.now() < until; await pause(100)) if (await site.sql('select count(*) from app_mail where state = 1') === '0') break;
  assert.equal(await site.sql("select count(*) from app_mail where state = 2 and (length(sealed) > 0 or length(problem) > 0)"), '0');
  const outbox = (await admin.get('/admin/envois')).html;
  clean(outbox.replace(/<pre>[^]*?<\/pre>/g, ''), 'the outbox');
});

test('addresses hold the words of a title once it is public, and no other word', () => {
  const put = seen.locations.concat(seen.urls.filter(u => !/^\/(en\/)?recherche/.test(u))).join('\n');
  clean(put, 'addresses', ['title', 'gone']);
});

test('the address of a need that is not public holds none of its words', async () => {
  const page = await author.get('/moi/besoins');
  const held = await need(author, { title: canary('heldtitre') });
  await author.submit(await author.get(`/besoins/${held}/retirer`), '/retirer', {}).catch(() => {});
  const all = seen.locations.join('\n');
  assert.ok(page.status === 200 && !all.includes(canary('heldtitre')), 'a held title stands in Location, so in the log of the proxy');
});

test('figures, pages of failures and the event log hold none of them', async () => {
  clean((await raw(site, { path: '/metrics', headers: { Authorization: 'Bearer x' } })).body, '/metrics');
  for (const path of [`/${PEOPLE.title}`, '/equipe', `/besoins/${ref}/retirer`]) clean((await site.client().get(path)).html.replaceAll(`/${PEOPLE.title}`, '').replaceAll(`%2F${PEOPLE.title}`, ''), path);
  clean(await site.sql("select group_concat(what || '|' || kind || '|' || id || '|' || quote(persona), char(10)) from app_event"), 'app_event');
  assert.equal(await site.sql("select group_concat(name) from pragma_table_info('app_event')"), 'seq,at,persona,what,kind,id,state_from,state_to');
  clean((await admin.get('/admin/journal')).main, 'the journal', ['name', 'title', 'gone']);
});

test('no page links to elsewhere, and none sends its address along', async () => {
  const page = await author.get(`/besoins/${ref}`);
  for (const link of page.links.filter(l => /^https?:/.test(l))) assert.ok(link.startsWith(site.base), link);
  assert.equal(page.headers.get('referrer-policy'), 'same-origin');
  assert.match(page.headers.get('cache-control'), /no-store/);
});

test('a need that is withdrawn is found no more, and its words leave the index for good', async () => {
  const found = await author.get('/moi/besoins'), other = found.html.match(new RegExp(`/besoins/([0-9a-f-]{36})-${PEOPLE.gone}`))[1];
  await author.submit(await author.get(`/besoins/${other}/retirer`), '/retirer', {});
  for (const client of [site.client(), moderator, facilitator]) assert.ok(!(await client.get(`/recherche?q=${PEOPLE.gone}`)).html.includes(other));
  let left = [];
  for (const until = Date.now() + 8000; Date.now() < until; await pause(150)) {
    left = (await bytesWith(PEOPLE.goneText)).filter(f => /search/.test(f));
    if (!left.length) break;
  }
  assert.deepEqual(left, []);
});

let erased = false;
test('after erasure no byte of the folder holds them', { timeout: 120_000 }, async () => {
  // the control: they are all there before
  for (const field of ['name', 'title', 'text', 'draft', 'remark', 'report', 'as', 'answer', 'translated', 'reason']) assert.ok((await bytesWith(PEOPLE[field])).length, field);
  await author.submit(await author.get('/moi/donnees'), '/effacer', { word: 'effacer' });
  erased = true;
  for (const field of Object.keys(PEOPLE).filter(f => !['title', 'tried'].includes(f))) assert.deepEqual(await gone(PEOPLE[field]), [], field);
  assert.deepEqual(await gone(EMAIL), [], 'the address');
  assert.equal((await site.client().request('GET', `/besoins/${ref}`)).status, 404);
  assert.equal((await site.command('audit', 'verify')).code, 0);
});

test('nor its title, in what others were answered', async () => {
  assert.ok(erased);
  assert.deepEqual(await gone(PEOPLE.title, 4000), [], `app_once keeps ${await site.sql(`select count(*) from app_once where location like '%${PEOPLE.title}%'`)} addresses with it`);
});

test('on a browser that is shared nobody sends, nor owns, what the one before them wrote', async () => {
  const kiosk = site.client(), later = await site.add('Suivante');
  await receive(kiosk, 'premiere@example.org', { title: 'Écrit par la première', text: 'Mes mots' });      // she will open her mail at home
  await askLink(kiosk, later);
  await kiosk.enter((await relay.next(later)).text.match(/\/lien\/[0-9a-f-]{36}/)[0]);
  assert.equal(await site.sql(`select count(*) from agora_need where title = 'Écrit par la première'`), '0', 'it is sent in the name of the next one');
  assert.ok(!(await kiosk.get('/moi/besoins')).html.includes('Écrit par la première'), 'the next one is its author now');
});
