// Mail as it arrives at a real server: what it says, and that none is lost, whatever the server does.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { publish, writeNeed } from '../harness/needs.mjs';
import { freePort, Site } from '../harness/site.mjs';
import { Relay } from './relay.mjs';

const WAITING = 1, SENT = 2, REFUSED = 3;
// No mail says what somebody has, and none quotes them.
const HEALTH = /cancer|tumeur|tumou?r|chimio|chemo|rayons|métasta|metasta|oncolog|malad|patient|illness|disease|traitement|treatment|soignant|carer|hôpital|hospital|douleur|pain|symptôm|symptom|santé|health/i;
let relay, site;

before(async () => {
  relay = await new Relay().start();
  site = await Site.empty({ settings: { 'smtp-url': relay.url, 'mail-from': 'Université d’été <lab@example.org>' } });
});
after(async () => {
  await site.remove();
  await relay.stop();
});

async function signUp(who, email, prefix = '') {
  const page = await who.get(`${prefix}/inscription`);
  return who.submit(page, '/inscription', { email, name: `Encre de ${email.split('@')[0]}` });
}
const linkOf = mail => mail.text.match(new RegExp(`${site.base}(\\S*/lien/\\S+)`))?.[1];
const rows = () => site.sql('SELECT state, attempts, problem FROM app_mail ORDER BY id').then(text =>
  text.split('\n').filter(Boolean).map(line => line.split('|')).map(([state, attempts, problem]) => ({ state: +state, attempts: +attempts, problem })));
// What waits for its next minute is due at once: while the server is stopped, for it alone may write.
async function timePasses() {
  await site.stop();
  await site.sql(`UPDATE app_mail SET due_at = 0 WHERE state = ${WAITING}`);
  await site.start();
}

test('a sign-up brings a mail within seconds, and its headers are right', async () => {
  const began = Date.now(), page = await signUp(site.client(), 'mathilde@example.org');
  assert.equal(page.status, 200, page.main);
  const mail = await relay.next('mathilde@example.org');
  assert.ok(mail, 'no mail came');
  assert.ok(mail.at - began < 3000, `it took ${mail.at - began} ms`);
  assert.equal(mail.envelopeFrom, 'lab@example.org');
  assert.deepEqual(mail.from.value, [{ address: 'lab@example.org', name: 'Université d’été' }]);
  assert.equal(mail.to.text, 'mathilde@example.org');
  assert.equal(mail.subject, 'Confirmez votre adresse');
  assert.match(mail.messageId, /^<[0-9a-f-]{36}@127\.0\.0\.1>$/);
  assert.ok(Math.abs(mail.date - Date.now()) < 120_000, `${mail.date}`);
  assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
  assert.equal(mail.headers.get('content-type').value, 'text/plain');
  assert.equal(mail.attachments.length, 0);
  for (const name of ['x-mailer', 'user-agent', 'received']) assert.ok(!mail.headers.has(name), name);
});

test('a mail is plain ASCII on the wire, in short lines', async () => {
  await signUp(site.client(), 'wire@example.org');
  const { raw } = await relay.next('wire@example.org');
  assert.match(raw, /^[\r\n\x20-\x7e]*$/, 'a byte that some server on the way would mangle');
  for (const line of raw.split('\r\n')) assert.ok(line.length <= 78, line);
  assert.doesNotMatch(raw.replaceAll('\r\n', ''), /[\r\n]/, 'a line end of half a kind');
});

test('accents of a subject arrive, in both languages', async () => {
  await site.add('Zoé2');
  for (const [prefix, subject] of [['', 'Vous avez déjà un compte'], ['/en', 'You already have an account']]) {
    const email = `twice${prefix.slice(1)}@example.org`, somebody = site.client();
    await signUp(somebody, email, prefix);
    await somebody.enter(linkOf(await relay.next(email)));
    await signUp(site.client(), email, prefix);
    const mail = await relay.next(email);
    assert.equal(mail.subject, subject);
    assert.match(mail.text, prefix ? /^Hello,/ : /^Bonjour,/);
  }
});

test('no mail holds a health word, or what a stranger typed', async () => {
  const words = await readFile(new URL('../../src/features/accounts/fr.msg', import.meta.url), 'utf8');
  assert.doesNotMatch(words.match(/^accounts\.mail\..*$/gm).join('\n'), HEALTH);
  await signUp(site.client(), 'quiet@example.org');
  const mail = await relay.next('quiet@example.org');
  assert.doesNotMatch(mail.subject + mail.text, HEALTH);
  assert.doesNotMatch(mail.raw + mail.text, /Encre/, 'the name may be a stranger’s joke');
});

test('the link of a mail lets in once, after a button', async () => {
  await signUp(site.client(), 'once@example.org');
  const path = linkOf(await relay.next('once@example.org'));
  assert.ok(path, 'no link');
  assert.equal((await site.client().get(path)).status, 200);
  assert.equal((await site.client().get(path)).status, 200, 'a mail program that looks at links used it up');
  const somebody = await site.client().enter(path);
  assert.equal((await somebody.get('/moi')).status, 200);
  const again = await site.client().get(path);
  assert.equal(again.status, 410);
  assert.match(again.main, /lien/i);
});

test('an address that nobody has gets a mail too: a page never tells', async () => {
  const page = async email => {
    const who = site.client();
    return (await who.submit(await who.get('/connexion'), '/connexion', { email }, 'link')).main.replaceAll(email, '');
  };
  const known = await page('mathilde@example.org'), unknown = await page('nobody@example.org');
  assert.equal(known, unknown);
  assert.equal((await relay.next('nobody@example.org')).subject, 'Aucun compte à cette adresse');
});

test('no address on two lines, and none with a second one, gets a mail', async () => {
  const before = relay.attempts;
  for (const email of ['a@example.org\r\nBcc: b@example.org', 'a@example.org, b@example.org', '<a@example.org>', 'a b@example.org'])
    assert.equal((await signUp(site.client(), email)).status, 422, email);
  assert.equal(relay.attempts, before);
});

test('451 means later: it is sent again, once, as the same mail', async () => {
  relay.refusals = [451];
  await signUp(site.client(), 'later@example.org');
  assert.ok(await relay.until(async () => (await rows()).at(-1).attempts === 1), 'no attempt was written down');
  const [row] = (await rows()).slice(-1);
  assert.equal(row.state, WAITING);
  assert.match(row.problem, /451/);
  await timePasses();
  const mail = await relay.next('later@example.org');
  assert.ok(mail, 'it was not sent again');
  assert.equal(await relay.next('later@example.org', { limit: 1500 }), undefined, 'it was sent twice');
  assert.ok(await relay.until(async () => (await rows()).at(-1).state === SENT));
  assert.equal((await site.client().enter(linkOf(mail)).then(c => c.get('/moi'))).status, 200);
});

test('550 means never: it is marked refused, and an administrator sees it and can send it again', async () => {
  relay.refusals = [550];
  await signUp(site.client(), 'wrong@example.org');
  assert.ok(await relay.until(async () => (await rows()).at(-1).state === REFUSED), 'it was not marked refused');
  assert.match((await rows()).at(-1).problem, /550/);
  const before = relay.attempts;
  await timePasses();
  assert.equal(await relay.next('wrong@example.org', { limit: 1000 }), undefined);
  assert.equal(relay.attempts, before, 'it was tried again');
  const admin = await site.asAddress('admin@example.org'), list = await admin.get('/admin/envois');
  assert.equal(list.status, 200);
  assert.match(list.main, /550/);
  const again = list.forms.find(f => f.method === 'post' && f.action.startsWith('/admin/envois'));
  assert.ok(again, 'no way to send it again');
  await admin.submit(list, again.action);
  assert.ok(await relay.next('wrong@example.org'), 'it was not sent again');
});

// The two headers of RFC 8058; the path behind them.
function stopOf(mail) {
  const [, url] = mail.raw.match(/^List-Unsubscribe:\s+<(\S+)>\r\n/m) ?? [];
  assert.ok(url?.startsWith(`${site.base}/arreter/`), mail.raw.slice(0, 900));
  assert.match(mail.raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n/m);
  assert.ok(mail.text.includes(url), 'the foot of the mail has the same link');
  return url;
}
// As mail programs do: a form in parts, no cookie, no page before it, no redirect followed.
async function oneClick(url) {
  const body = new FormData();
  body.set('List-Unsubscribe', 'One-Click');
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
}
// Chores run at the next start as if their time had come.
async function choresRun(sql = '') {
  await site.stop();
  await site.sql(`DELETE FROM app_job; ${sql}`);
  await site.start();
}

test('a mail program stops mails about news by one POST, without a session', async () => {
  const author = await site.asAddress(await site.add('Rose'));
  const moderator = await site.asAddress(await site.add('Luc', 'moderator'));
  const { ref } = await writeNeed(author, { title: 'Un fil à suivre', text: 'Avec un secret dedans.' });
  const mail = await relay.next('rose@example.org');
  assert.ok(mail, 'no mail about news');
  const url = stopOf(mail);
  assert.equal((await site.client().get(url.slice(site.base.length))).status, 200);
  assert.equal((await oneClick(url)).status, 200);
  assert.equal((await oneClick(url)).status, 200);
  await publish(moderator, ref);
  assert.equal(await relay.next('rose@example.org', { limit: 1500 }), undefined, 'it went on');
  assert.equal((await oneClick(`${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`)).status, 404);
  assert.ok(!site.err.includes('/arreter/'), 'the link stands in the log');
});

test('a mail with a link for signing in has no such header', async () => {
  await signUp(site.client(), 'nolist@example.org');
  assert.doesNotMatch((await relay.next('nolist@example.org')).raw, /^List-/m);
});

test('a digest comes once, says how much and where, and can be stopped', async () => {
  const author = await site.asAddress(await site.add('Iris')), follower = await site.asAddress(await site.add('Noel'));
  const moderator = await site.asAddress(await site.add('Lou', 'moderator'));
  const facilitator = await site.asAddress(await site.add('Max', 'facilitator'));
  const { ref } = await writeNeed(author, { title: 'Traitement du canari', text: 'Avec un secret dedans.' });
  await publish(moderator, ref);
  const page = await follower.get(`/besoins/${ref}`);
  await follower.submit(page, `/suivre/besoin/${ref}`);
  const desk = await facilitator.get(`/equipe/besoins/${ref}/promettre`);
  const day = new Date(Date.now() + 30 * 86400_000).toISOString().slice(0, 10);
  const promised = await facilitator.submit(desk, '/promettre', { day });
  assert.equal(promised.status, 200, promised.main);
  await choresRun();
  assert.equal(await relay.next('noel@example.org', { limit: 3000 }), undefined, 'weekly is the default');
  await choresRun('UPDATE delivery_notice SET mail_at = 1 WHERE mail_at > 0');
  const mail = await relay.next('noel@example.org');
  assert.ok(mail, 'no digest');
  assert.equal(mail.subject, 'Des nouvelles vous attendent');
  assert.match(mail.text, /1 nouvelle, à propos de 1 sujet/);
  assert.ok(mail.text.includes(`${site.base}/besoins/${ref}#fil\n`), mail.text);
  assert.doesNotMatch(mail.subject + mail.text, HEALTH);
  assert.doesNotMatch(mail.subject + mail.text, /canari|secret/);
  for (const line of mail.raw.split('\r\n')) assert.ok(line.length <= 200, line);
  assert.equal((await oneClick(stopOf(mail))).status, 200);
  assert.equal(await site.sql("SELECT count(*) FROM delivery_habit WHERE level = 4"), '1');
  await choresRun();
  assert.equal(await relay.next('noel@example.org', { limit: 1500 }), undefined, 'it came twice');
});

test('a server that is down loses nothing: all of it goes when it is back', async () => {
  await relay.stop();
  const names = ['un', 'deux', 'trois', 'quatre'].map(n => `${n}@example.org`);
  for (const email of names) assert.equal((await signUp(site.client(), email)).status, 200);
  assert.ok(await relay.until(async () => (await rows()).slice(-4).every(r => r.state === WAITING && r.attempts > 0)));
  await site.stop();
  await site.start();          // a start with a server that is not there
  assert.equal((await site.client().get('/connexion')).status, 200);
  await relay.start(relay.port);
  await timePasses();
  for (const email of names) assert.ok(await relay.next(email), `${email} got nothing`);
  assert.ok(await relay.until(async () => (await rows()).every(r => r.state !== WAITING)));
});

// Children of any of its threads.
async function helpers() {
  const tasks = `/proc/${site.pid}/task`, threads = await readdir(tasks);
  const lists = await Promise.all(threads.map(t => readFile(`${tasks}/${t}/children`, 'utf8').catch(() => '')));
  return lists.join(' ').split(/\s+/).filter(Boolean).map(Number);
}

test('the helper process is killed: mail goes on all the same', async () => {
  const [pid] = await helpers();
  assert.ok(pid, 'no helper process runs');
  process.kill(pid, 'SIGKILL');
  await signUp(site.client(), 'helped@example.org');
  assert.ok(await relay.next('helped@example.org', { limit: 15_000 }), 'no mail came');
  const [next] = await helpers();
  assert.notEqual(next, pid);
  assert.doesNotMatch(site.err, /helped@/);
});

test('ending the server ends its helper', async () => {
  const [pid] = await helpers();
  assert.equal((await site.stop()).code, 0);
  assert.throws(() => process.kill(pid, 0), /ESRCH/);
  await site.start();
});

test('a server on this machine with a certificate of its own, as Debian sets one up, gets the mail', async () => {
  const own = await new Relay({ tls: true }).start();
  const there = await Site.empty({ settings: { 'smtp-url': own.url, 'mail-from': 'lab@example.org' } });
  await signUp(there.client(), 'snakeoil@example.org');
  const mail = await own.next('snakeoil@example.org', { limit: 5000 });
  const why = await there.sql('SELECT problem FROM app_mail');
  await there.remove();
  await own.stop();
  assert.ok(mail, why);
});

test('without a server, mail waits where administrators see it', async () => {
  const none = await Site.empty(), who = none.client();
  await signUp(who, 'waits@example.org');
  const admin = await none.asAddress('admin@example.org');
  assert.match((await admin.get('/admin/envois')).html, /waits@example\.org/);
  assert.equal(await none.sql('SELECT state, attempts FROM app_mail'), `${WAITING}|0`);
  await none.stop();
  const late = await new Relay().start();
  none.settings['smtp-url'] = late.url;
  none.port = await freePort();
  await none.start();
  assert.ok(await late.next('waits@example.org'), 'what waited was not sent once there was a server');
  await none.remove();
  await late.stop();
});
