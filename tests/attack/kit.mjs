// What attacks share: a server of their own, journeys through forms, a strict reader of HTML.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import { Site } from '../harness/site.mjs';
import { Client, decode } from '../harness/client.mjs';

export { Site, Client, decode };
export { run, labagora, freeFolder, PROGRAM, ROOT } from '../harness/site.mjs';
export { routes, routeOf, crawl, ROLES } from '../harness/crawl.mjs';

export const LONG = process.env.AGORA_LONG === '1';
export const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

export const long = (name, options, fn) => test(name, { ...options, skip: LONG ? false : 'AGORA_LONG=1' }, fn);

// ---- servers ----

let port = +(process.env.AGORA_ATTACK_PORT ?? 0);
const isFree = p => new Promise(done => {
  const s = createServer().once('error', () => done(false));
  s.listen(p, '127.0.0.1', () => s.close(() => done(true)));
});

// A demonstration by default. AGORA_ATTACK_PORT: the first of the ports to use; else any.
export async function serve(kind = 'demo', options = {}) {
  while (port && !await isFree(port)) port++;
  const site = await Site.made(kind, port ? { ...options, port: port++ } : options);
  return site.start();
}

export async function team(site, options) {
  const as = role => site.as(role, options);
  return { member: await as('member'), facilitator: await as('facilitator'),
    moderator: await as('moderator'), administrator: await as('administrator') };
}

// ---- journeys ----

// Writes a need up to the last look; gives the draft's ref.
export async function draft(client, { title = 'Un titre', text = 'Des mots.', forWhom = 'patients', commune } = {}) {
  let page = await client.submit(await client.get('/besoins/nouveau'), '/besoins/nouveau', { title, text });
  const ref = page.url.match(UUID)?.[0];
  assert.ok(ref, `no draft: ${page.status} ${page.url} ${page.main.slice(0, 300)}`);
  page = await client.get(`/besoins/nouveau/${ref}/pour-qui`);
  await client.submit(page, '/pour-qui', { for: forWhom });
  page = await client.get(`/besoins/nouveau/${ref}/ou`);
  await client.submit(page, '/ou', commune ? { commune } : {});
  return ref;
}

// Of somebody who is signed in: written and sent; gives the need's ref.
export async function need(client, words) {
  const ref = await draft(client, words);
  const page = await client.submit(await client.get(`/besoins/nouveau/${ref}/relire`), '/relire', {});
  const found = page.url.match(/\/besoins\/([0-9a-f-]{36})/)?.[1];
  assert.ok(found, `not sent: ${page.status} ${page.url} ${page.main.slice(0, 300)}`);
  return found;
}

export async function published(client, moderator, words) {
  const ref = await need(client, words), page = await moderator.get(`/equipe/moderation/${ref}`);
  if (page.forms.some(f => /\/publier$/.test(f.action))) await moderator.submit(page, '/publier', {});
  return ref;
}

// The draft of somebody who is not signed in, with the address it is to be sent from.
export async function receive(client, email, words = {}, name = 'Quelqu’un') {
  const ref = await draft(client, words), path = `/besoins/nouveau/${ref}/recevoir`;
  const page = await client.submit(await client.get(path), '/recevoir', { email, name, consent: '1' });
  return { ref, page };
}

export const signUp = async (client, fields) => client.submit(await client.get('/inscription'), '/inscription',
  { name: 'Quelqu’un', kind: 'unsaid', lang: 'fr', ...fields });
export const askLink = async (client, email) =>
  client.submit(await client.get('/connexion'), '/connexion', { email }, 'link');
export const withPassword = async (client, email, password) => client.submit(await client.get('/connexion'),
  '/connexion', { email, password_current: password }, 'password');

// Mails as the administrator of a site without relay reads them, newest first.
export async function mails(administrator, to) {
  const page = await administrator.get('/admin/envois');
  return [...page.html.matchAll(/<article class="ag-mail">([^]*?)<\/article>/g)].map(([, html]) => {
    const cells = [...html.matchAll(/<dd>([^]*?)<\/dd>/g)].map(m => decode(m[1]));
    const body = decode(html.match(/<pre>([^]*?)<\/pre>/)?.[1] ?? '');
    return { to: cells[0], subject: cells[1], body, link: body.match(/\/lien\/[0-9a-f-]{36}/)?.[0] };
  }).filter(mail => !to || mail.to === to);
}

// Everything a POST may change, in a line: rows and their newest number, table by table. What comes
// by the clock alone (app_job, a session's last visit, seals) is left out.
export async function state(site) {
  await site.sql('pragma busy_timeout = 5000; delete from delivery_news');     // or the chore of every minute would tell followers between two looks
  const tables = (await site.sql(`select name from sqlite_master where type='table'
    and name not in ('app_job', 'app_session', 'app_seal') and name not like 'sqlite%'`)).split('\n');
  const sums = tables.map(t => `select '${t}', count(*), total(${t === 'app_persona' ? 'length(name) + unread' : 'rowid'}) from ${t}`).join(' union all ');
  const counts = await site.sql(sums);
  const deep = await site.sql(`select group_concat(h, '|') from (
    select 'p' || id || roles || lang || length(password_hash) || hex(substr(sealed, 1, 8)) as h from app_person
    union all select 'n' || ref || state || supports || length(title) || length(text) || formulation || promised_day from agora_need
    union all select 'd' || hex(ref) || title || step || coalesce(hex(waits_for), '') || hex(owner) from agora_draft
    union all select 's' || hex(tag) || person from app_session
    union all select 'q' || object || coalesce(hex(taken_by), '') from moderation_item
    union all select 'u' || hex(persona) || unread || name from app_persona)`);
  return counts + '\n' + deep;
}

// ---- bytes on a socket, for what fetch will not send ----

export function raw(site, { method = 'GET', path = '/', headers = {}, body } = {}) {
  return new Promise((done, fail) => {
    const r = httpRequest({ host: '127.0.0.1', port: site.port, method, path, headers, agent: false, setHost: !headers.Host }, answer => {
      const parts = [];
      answer.on('data', d => parts.push(d));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers,
        lines: answer.rawHeaders, body: Buffer.concat(parts).toString('utf8') }));
      answer.on('error', fail);
    });
    r.on('error', fail);
    r.setTimeout(10_000, () => r.destroy(new Error('no answer in 10 s')));   // Node may miss an end without answer
    r.end(body);
  });
}

// ---- a strict reader of HTML ----

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const RAW = new Set(['script', 'style', 'textarea', 'title']);
// What pages of ours are made of; anything else came from somebody's words.
const TAGS = new Set(('html head meta title link script body a header nav details summary ul ol li div main h1 h2 h3 h4 p '
  + 'span svg path circle rect line polyline polygon g text b i small strong em code pre blockquote footer aside form input label textarea select '
  + 'option datalist mark button fieldset legend dl dt dd table caption thead tbody tr th td article section time hr '
  + 'br figure figcaption noscript abbr bdi sup q cite use symbol defs').split(' '));

// { problems, texts: [{ text, where }] }; where: "#text", or "tag@attribute".
export function readHtml(html) {
  const problems = [], texts = [], openTags = [];
  let at = 0;
  const say = text => problems.push(`${text} at ${at}: ${html.slice(Math.max(0, at - 60), at + 80)}`);
  if (!/^<!doctype html>/i.test(html)) say('no doctype');
  at = html.indexOf('>') + 1;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    const text = html.slice(at, next < 0 ? html.length : next);
    if (text) texts.push({ text: decode(text), where: '#text', parent: openTags.at(-1) });
    if (next < 0) break;
    at = next;
    if (html.startsWith('<!', at)) { say('a comment or declaration'); at += 2; continue; }
    const close = html.slice(at).match(/^<\/([a-z][a-z0-9]*)\s*>/i);
    if (close) {
      const name = close[1].toLowerCase(), i = openTags.lastIndexOf(name);
      if (i < 0) say(`</${name}> closes nothing`);
      else openTags.length = i;
      at += close[0].length;
      continue;
    }
    const name = html.slice(at).match(/^<([a-z][a-zA-Z0-9]*)/)?.[1];
    if (!name) { say('a bare <'); at++; continue; }
    if (!TAGS.has(name.toLowerCase())) say(`<${name}> is no tag of ours`);
    let i = at + 1 + name.length;
    for (let m; (m = html.slice(i, i + 70000).match(/^\s+([^\s"'<>\/=]+)(?:="([^"]*)")?/));) {
      const [whole, attribute, value = ''] = m, clear = decode(value);
      if (/^on|^srcdoc$|^formaction$|^style$|^xlink/i.test(attribute)) say(`attribute ${attribute}`);
      if (/^(href|src|action)$/i.test(attribute) && !/^(https?:\/\/|mailto:|tel:|\/(?!\/)|#|\?|$)/i.test(clear)) say(`${attribute}="${clear}"`);
      if (!/^[a-zA-Z][a-zA-Z0-9:-]*$/.test(attribute)) say(`odd attribute ${attribute}`);
      texts.push({ text: clear, where: `${name}@${attribute}` });
      i += whole.length;
    }
    const end = html.slice(i).match(/^\s*\/?>/);
    if (!end) { say(`<${name}> does not end`); at = i + 1; continue; }
    at = i + end[0].length;
    if (VOID.has(name) || end[0].includes('/')) continue;
    if (!RAW.has(name)) { openTags.push(name); continue; }
    const stop = at + html.slice(at).search(new RegExp(`</${name}`, 'i'));
    if (stop < at) { say(`<${name}> never ends`); break; }
    const inside = html.slice(at, stop);
    if (name === 'script') {
      if (inside && !/^<script type="application\/ld\+json">$/.test(html.slice(next, at))) say('a script inside the page');
      if (inside) try { JSON.parse(inside); } catch (e) { say(`JSON-LD: ${e.message}`); }
      if (inside) texts.push({ text: inside, where: 'json' });
    } else {
      texts.push({ text: decode(inside).replace(/^\n/, ''), where: `#${name}` });
    }
    at = stop + name.length + 3;
  }
  return { problems, texts };
}
