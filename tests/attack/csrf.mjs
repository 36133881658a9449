// Every POST of the program, sent as another site would have it sent.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { draft, need, published, readHtml, receive, routes, serve, state, team, askLink, mails } from './all.mjs';
import { writeSolution } from '../harness/solutions.mjs';

let site, roles, posts;
const keyOf = async client => (await client.get('/retours/nouveau')).form('/retours/nouveau').fields.find(f => f[0] === 'csrf')[1];

before(async () => {
  site = await serve('demo', { settings: { 'rate-limits': 0 } });
  roles = await team(site);
  posts = (await routes()).filter(r => r.method === 'POST');
});
after(() => site?.remove());

// For each route: who may, at what address, with what: something that a right form would do. A person
// of its own for each, since sixty writes at once are all that one has.
let people = 0;
const somebody = async role => site.asAddress(await site.add(`P${++people}`, role));

async function targets() {
  const author = await somebody(), other = await somebody(), visitor = site.client();
  const { moderator, facilitator } = roles;
  const open_ = await published(author, moderator, { title: 'Public' });
  const held = await need(await somebody(), { title: 'Retenu' });
  const sender = await somebody(), back = await need(sender, { title: 'Renvoyé' });
  await moderator.submit(await moderator.get(`/equipe/moderation/${back}`), new RegExp(`/${back}$`), { reason: 'unclear', text: 'dites plus' }, 'return');
  const refused = await somebody(), no = await need(refused, { title: 'Refusé' });
  await moderator.submit(await moderator.get(`/equipe/moderation/${no}`), new RegExp(`/${no}$`), { reason: 'unclear', text: 'non' }, 'reject');
  const remarks = [];
  for (const text of ['une remarque', 'une autre']) {
    await visitor.submit(await visitor.get('/retours/nouveau'), '/retours/nouveau', { text });
    remarks.push(...(await facilitator.get('/equipe/retours')).links.map(l => l.match(/^\/equipe\/retours\/([0-9a-f-]{36})$/)?.[1]).filter(r => r && !remarks.includes(r)).slice(0, 1));
  }
  await facilitator.submit(await facilitator.get(`/equipe/retours/${remarks[0]}`), `/equipe/retours/${remarks[0]}`, { title: 'Un groupe', group: '' });
  const group = (await facilitator.get('/equipe/retours')).links.map(l => l.match(/groupes\/([0-9a-f-]{36})/)?.[1]).filter(Boolean)[0];
  await askLink(site.client(), 'p2@example.org');
  const link = (await mails(roles.administrator, 'p2@example.org'))[0].link;
  const persona = (await roles.administrator.get('/equipe/membres?nom=P2')).html.match(/membres\/([0-9a-f-]{36})\/roles/)[1];
  const all = {
    '/affichage': [visitor, '/affichage', { theme: 'dark' }],
    '/inscription': [visitor, '/inscription', { email: 'x@example.org', name: 'X', kind: 'unsaid', lang: 'fr' }],
    '/connexion': [visitor, '/connexion', { email: 'p1@example.org', how: 'link' }],
    '/lien/{ref}': [visitor, link, {}],
    '/besoins/nouveau': [visitor, '/besoins/nouveau', { title: 'a', text: 'b' }],
    '/besoins/nouveau/{ref}/recevoir': [visitor, `/besoins/nouveau/${await draft(visitor)}/recevoir`, { email: 'y@example.org', name: 'Y', consent: '1' }],
    '/signaler/{name}/{ref}': [visitor, `/signaler/besoin/${open_}`, { reason: 'abuse', text: 'x' }],
    '/contester/{name}/{ref}': [refused, `/contester/besoin/${no}`, { text: 'relisez' }],
    '/retours/nouveau': [visitor, '/retours/nouveau', { text: 'encore' }],
    '/besoins/{ref}/moi-aussi': [other, `/besoins/${open_}/moi-aussi`, {}],
    '/besoins/{ref}/reprendre': [sender, `/besoins/${back}/reprendre`, {}],
    '/besoins/{ref}/retirer': [author, `/besoins/${open_}/retirer`, {}],
  };
  const add = async (role, route, path, fields = {}) => { all[route] = [await somebody(role), path, fields]; };
  for (const word of ['effacer', 'quoi', 'pour-qui', 'ou', 'relire']) {
    const client = await somebody(), ref = await draft(client);
    all[`/besoins/nouveau/{ref}/${word}`] = [client, `/besoins/nouveau/${ref}/${word}`,
      { quoi: { title: 'c', text: 'd' }, 'pour-qui': { for: 'me' }, ou: { commune: '88000' } }[word] ?? {}];
  }
  for (const word of ['plus-moi', 'resolu-pour-moi', 'formulation', 'resolu', 'garder', 'rouvrir']) {
    const client = await somebody(), own = await published(client, await somebody('moderator'), { title: 'À moi' });
    all[`/besoins/{ref}/${word}`] = [client, `/besoins/${own}/${word}`, { agrees: 'yes' }];
  }
  await add(null, '/deconnexion', '/deconnexion');
  await add(null, '/moi/notifications/lues', '/moi/notifications/lues');
  await add(null, '/moi/profil', '/moi/profil', { name: 'Changée', kind: 'unsaid', lang: 'fr' });
  await add(null, '/moi/securite', '/moi/securite', { password: 'une longue phrase ici', do: 'set' });
  await add(null, '/moi/securite/sessions', '/moi/securite/sessions');
  await add(null, '/moi/donnees/export', '/moi/donnees/export');
  await add(null, '/moi/donnees/effacer', '/moi/donnees/effacer', { word: 'effacer' });
  for (const [route, fields] of [['/suivre/{name}/{ref}', {}], ['/ne-plus-suivre/{name}/{ref}', {}],
    ['/moi/suivis/{ref}', { level: 'daily' }], ['/moi/suivis/{ref}/arreter', {}]]) {
    const client = await somebody(), own = await published(client, await somebody('moderator'), { title: 'Suivi' });
    const ref = (await client.get('/moi/suivis')).html.match(/\/moi\/suivis\/([0-9a-f-]{36})/)[1];
    all[route] = [route.startsWith('/suivre') ? await somebody() : client,
      route.replace('{name}', 'besoin').replace('{ref}', route.startsWith('/moi') ? ref : own), fields];
  }
  await add(null, '/moi/suivis', '/moi/suivis', { level: 'daily', weekday: '2', hour: '7' });
  await add('admin', '/equipe/membres/{ref}/roles', `/equipe/membres/${persona}/roles`, { moderator: '1' });
  await add('admin', '/admin/envois/rejouer', '/admin/envois/rejouer');
  await add('moderator', '/equipe/moderation/{ref}', `/equipe/moderation/${held}`, { action: 'reject', reason: 'abuse', text: 'x' });
  for (const word of ['prendre', 'laisser', 'publier']) await add('moderator', `/equipe/moderation/{ref}/${word}`, `/equipe/moderation/${held}/${word}`);
  for (const [word, fields] of Object.entries({ qualifier: { theme: 'pain', for: 'patients', as_who: 'a', need_what: 'b', so_that: 'c' }, prendre: { note: 'oui' },
    'ou-en-est-on': { standing: 'few', note: 'Patience.' }, promettre: { day: '2027-01-31' }, repondre: { answer: 'voici' }, 'corriger-reponse': { answer: 'voici mieux' }, 'relire-reponse': {}, 'publier-reponse': {},
    fusionner: { number: '1', note: 'pareil' }, traduire: { title: 'T', text: 'U' } }))
    await add('facilitator', `/equipe/besoins/{ref}/${word}`, `/equipe/besoins/${open_}/${word}`, fields);
  await add('facilitator', '/equipe/retours/{ref}', `/equipe/retours/${remarks[1]}`, { title: 'Autre groupe' });
  await add('facilitator', '/equipe/retours/groupes/{ref}', `/equipe/retours/groupes/${group}`, { title: 'Un groupe', state: 'planned', answer: 'bientôt' });
  const asker = await somebody(), asking = { title: 'Un atelier', behalf: 'self', text: 'Sur les trajets.' };
  const ask = async () => (await asker.submit(await asker.get('/services/atelier'), '/services/atelier', asking)).url.match(/[0-9a-f-]{36}/)[0];
  const listed = { name: 'Les Veilleurs', kind: 'association', role: 'Relit.', since: '2021-10-06' };
  await facilitator.submit(await facilitator.get('/equipe/collectif/nouveau'), '/equipe/collectif/nouveau', listed);
  const member = (await facilitator.get('/equipe/collectif')).links.map(l => l.match(/collectif\/([0-9a-f-]{36})/)?.[1]).filter(Boolean)[0];
  all['/services/{name}'] = [asker, '/services/atelier', asking];
  all['/moi/demandes/{ref}/retirer'] = [asker, `/moi/demandes/${await ask()}/retirer`, {}];
  await add('facilitator', '/equipe/demandes/{ref}', `/equipe/demandes/${await ask()}`, { action: 'decline', word: 'non' });
  await add('facilitator', '/equipe/collectif/nouveau', '/equipe/collectif/nouveau', listed);
  await add('facilitator', '/equipe/collectif/{ref}', `/equipe/collectif/${member}`, listed);
  await add('facilitator', '/equipe/collectif/{ref}/retirer', `/equipe/collectif/${member}/retirer`);
  // messages under a need
  const talker = await somebody(), talk = `/discussion/besoin/${open_}`;
  const said = (await talker.submit(await talker.get(talk), talk, { text: 'Un premier message.' })).html.match(/echanges\/([0-9a-f-]{36})/)?.[1]
    ?? (await talker.get(talk)).html.match(/echanges\/([0-9a-f-]{36})/)[1];
  all['/discussion/{name}/{ref}'] = [talker, talk, { text: 'Un second message.' }];
  all['/echanges/{ref}'] = [talker, `/echanges/${said}`, { text: 'Une réponse.' }];
  all['/echanges/{ref}/modifier'] = [talker, `/echanges/${said}/modifier`, { text: 'Autrement.' }];
  all['/echanges/{ref}/retirer'] = [talker, `/echanges/${said}/retirer`, {}];
  await add('moderator', '/equipe/discussion/{name}/{ref}', `/equipe${talk}`, { text: 'Assez.', note: 'Assez.' });
  // solutions, and what they are matched with
  const bearer = await somebody(), writing = await somebody();
  await writeSolution(bearer);
  const solution = (await bearer.get('/porteur')).html.match(/porteur\/solutions\/([0-9a-f-]{36})/)[1];
  await facilitator.submit(await facilitator.get(`/equipe/solutions/${solution}`), `/equipe/solutions/${solution}`, {}, 'list');
  const draftOf = (await writeSolution(writing, { send: false })).draft;
  all['/solutions/nouvelle'] = [writing, '/solutions/nouvelle', { name: 'Une autre', text: 'Un texte assez long pour être lu.' }];
  for (const [word, fields] of Object.entries({ quoi: { name: 'Changée' }, pratique: { cost: 'free' }, preuves: { evidence: '0' }, relire: {}, effacer: {} }))
    all[`/solutions/nouvelle/{ref}/${word}`] = [writing, `${draftOf}/${word}`, fields];
  for (const word of ['modifier', 'confirmer', 'retirer'])
    all[`/porteur/solutions/{ref}/${word}`] = [bearer, `/porteur/solutions/${solution}/${word}`, word === 'retirer' ? { text: 'fini' } : {}];
  await add('facilitator', '/equipe/solutions/{ref}', `/equipe/solutions/${solution}`, { do: 'suspend', text: 'une alerte' });
  await add('facilitator', '/equipe/solutions/{ref}/traduire', `/equipe/solutions/${solution}/traduire`, { name: 'A watch', text: 'Somebody calls back.' });
  const number = (await visitor.get(`/besoins/${open_}`)).main.match(/nº\s(\d+)/)[1];
  const suggested = await bearer.submit(await bearer.get(`/solutions/${solution}/proposer`), '/proposer', { need: number, note: 'Nous rappelons.' });
  const match = suggested.url.match(/rapprochements\/[0-9a-f-]{36}/)[0];
  all['/solutions/{ref}/proposer'] = [bearer, `/solutions/${solution}/proposer`, { need: number, note: 'Encore' }];
  await add('facilitator', '/equipe/rapprochements/{ref}/{ref}', `/equipe/rapprochements/${open_}/${solution}`, { do: 'propose', note: 'x' });
  await add('facilitator', '/rapprochements/{ref}/decider', `/${match}/decider`, { do: 'propose', note: 'Lisez' });
  for (const [word, fields] of Object.entries({ oui: {}, non: { reason: 'trust' }, essayer: {}, bilan: { outcome: 'helped' }, ecrire: { text: 'Bonjour' } }))
    all[`/rapprochements/{ref}/${word}`] = [author, `/${match}/${word}`, fields];
  const lacks = await somebody(), lacking = await published(lacks, moderator, { title: 'Demandé' });
  const theirs = (await visitor.get(`/besoins/${lacking}`)).main.match(/nº\s(\d+)/)[1];
  all['/solutions/{ref}/essayer'] = [lacks, `/solutions/${solution}/essayer`, { need: theirs, text: 'Bonjour' }];
  return all;
}

test('no POST changes anything without its key, with another’s, an old one, or from another site', { timeout: 120_000 }, async () => {
  const all = await targets(), stranger = site.client();
  const other = await keyOf(stranger);
  const missing = posts.filter(r => r.csrf !== false && !all[r.path]).map(r => r.path);
  assert.deepEqual(missing, [], 'a new POST route: say here how it is sent');
  const left = await site.asAddress('p2@example.org'), stale = await keyOf(left);
  await left.submit(await left.get('/moi'), '/deconnexion');
  const before = await state(site);
  for (const [route, [client, path, fields]] of Object.entries(all)) {
    const good = { csrf: await keyOf(client), once: randomUUID() }, once = good.once;
    const ways = [
      ['no key', { once }], ['an empty key', { csrf: '', once }], ['another’s key', { csrf: other, once }],
      ['an old key', { csrf: stale, once }], ['the nil key', { csrf: '00000000-0000-0000-0000-000000000000', once }],
      ['two keys, the first wrong', [['csrf', other], ['csrf', good.csrf], ['once', once]]],
      ['no once', { csrf: good.csrf }],
      ['another site', good, { Origin: 'https://evil.example' }],
      ['origin null', good, { Origin: 'null' }],
      ['our name in another site', good, { Origin: `https://127.0.0.1.evil.example` }],
      ['our name on another port', good, { Origin: 'http://127.0.0.1:1' }],
      ['our host before theirs', good, { Origin: `http://127.0.0.1:${site.port}.evil.example` }],
      ['our host as somebody’s name', good, { Origin: `http://127.0.0.1:${site.port}@evil.example` }],
      ['text/plain', good, { 'Content-Type': 'text/plain' }],
      ['multipart', good, { 'Content-Type': 'multipart/form-data; boundary=x' }],
      ['JSON', good, { 'Content-Type': 'application/json' }],
    ];
    for (const [name, keys, headers] of ways) {
      const body = new URLSearchParams(fields);
      for (const [k, v] of Array.isArray(keys) ? keys : Object.entries(keys)) body.append(k, v);
      const page = await client.request('POST', path, { body: body.toString(), keepCookies: false,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } });
      assert.ok([400, 403, 404, 409, 410, 419].includes(page.status), `${route} with ${name}: ${page.status}`);
    }
    const get = await client.request('GET', `${path}?${new URLSearchParams({ ...fields, ...good })}`, { keepCookies: false });
    assert.ok(get.status < 500, `${route} as GET: ${get.status}`);
  }
  assert.equal(await state(site), before);

  // The control: with the right key these forms do something.
  for (const route of ['/inscription', '/connexion', '/besoins/nouveau', '/besoins/nouveau/{ref}/recevoir', '/besoins/nouveau/{ref}/effacer', '/besoins/nouveau/{ref}/quoi',
    '/besoins/nouveau/{ref}/relire', '/signaler/{name}/{ref}', '/contester/{name}/{ref}', '/retours/nouveau', '/besoins/{ref}/moi-aussi', '/besoins/{ref}/reprendre', '/equipe/besoins/{ref}/qualifier',
    '/equipe/besoins/{ref}/prendre', '/equipe/besoins/{ref}/ou-en-est-on', '/equipe/besoins/{ref}/promettre', '/equipe/besoins/{ref}/repondre', '/equipe/besoins/{ref}/traduire', '/equipe/retours/{ref}',
    '/equipe/retours/groupes/{ref}', '/equipe/moderation/{ref}/prendre', '/equipe/moderation/{ref}', '/lien/{ref}', '/equipe/membres/{ref}/roles', '/moi/profil', '/moi/securite',
    '/suivre/{name}/{ref}', '/ne-plus-suivre/{name}/{ref}', '/moi/suivis', '/moi/suivis/{ref}', '/moi/suivis/{ref}/arreter',
    '/rapprochements/{ref}/decider', '/rapprochements/{ref}/oui', '/rapprochements/{ref}/ecrire', '/rapprochements/{ref}/bilan', '/solutions/{ref}/essayer', '/porteur/solutions/{ref}/retirer',
    '/moi/securite/sessions', '/moi/donnees/effacer', '/besoins/{ref}/retirer', '/deconnexion']) {
    const [client, path, fields] = all[route], was = await state(site);
    const page = await client.post(path, { ...fields, csrf: await keyOf(client), once: randomUUID() }, { Origin: site.base });
    assert.ok(page.status < 400, `${route}: ${page.status}`);
    assert.notEqual(await state(site), was, `${route} does nothing: ${page.status}`);
  }
});

test('a form from another site is not kept ready to be sent again with a good key', async () => {
  const victim = await site.asAddress(await site.add('Visée'));
  const page = await victim.post('/moi/donnees/effacer', { word: 'effacer', csrf: 'x', once: 'y' }, { Origin: 'https://evil.example' });
  assert.equal(page.status, 403);
  assert.ok(!page.forms.some(f => f.method === 'post' && /effacer/.test(f.action)), 'one press of "Renvoyer" and the account is gone');
});

test('a form from another site sets no cookie: the draft of this browser stays its own', async () => {
  const page = await site.client().post('/besoins/nouveau', { title: 'x' }, { Origin: 'https://evil.example' });
  assert.deepEqual(page.headers.getSetCookie(), []);
});

test('nor by way of the page that asks to sign in first: other sites are refused before all else', async () => {
  for (const path of ['/moi/donnees/effacer', '/moi/profil', '/besoins/nouveau']) {      // cookies that are Lax stay behind
    const page = await site.client().post(path, { word: 'effacer', csrf: 'x', once: 'y' }, { Origin: 'https://evil.example' });
    assert.equal(page.status, 403);
    assert.ok(!page.forms.some(f => f.method === 'post'), `${path}: two presses of "Renvoyer" and it is done`);
    assert.deepEqual(page.headers.getSetCookie(), [], `${path} takes the browser's drafts away`);
  }
});

test('a key is of one session: neither that of before signing in nor that of another of the same person', async () => {
  const email = await site.add('Double'), visitor = site.client(), before = await keyOf(visitor);
  const one = await site.asAddress(email), two = await site.asAddress(email);
  const [a, b] = [await keyOf(one), await keyOf(two)];
  assert.notEqual(a, b);
  assert.notEqual(a, before);
  for (const [client, csrf] of [[one, b], [two, a], [one, before]]) {
    const page = await client.post('/moi/profil', { name: 'Volé', kind: 'unsaid', lang: 'fr', csrf, once: randomUUID() });
    assert.equal(page.status, 419);
  }
  assert.deepEqual(readHtml((await one.get('/moi')).html).problems, []);
  const { ref } = await receive(site.client(), 'z@example.org');
  assert.ok(ref);
});
