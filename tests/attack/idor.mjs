// Numbers of others: drafts, links, needs that are held, remarks, groups, personas; of another kind; doubled.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { askLink, draft, mails, need, published, routes, serve, signUp, state, team, UUID } from './all.mjs';

let site, roles, all, refs;
const keyOf = async client => (await client.get('/retours/nouveau')).form('/retours/nouveau').fields.find(f => f[0] === 'csrf')[1];

before(async () => {
  site = await serve('demo', { settings: { 'rate-limits': 0 } });
  roles = await team(site);
  all = (await routes()).filter(r => r.hasHoles);
  const author = await site.asAddress(await site.add('Autrice')), visitor = site.client();
  const held = await need(author, { title: 'SECRETHELD', text: 'SECRETHELD' });
  const own = await draft(author, { title: 'SECRETDRAFT', text: 'SECRETDRAFT' });
  const theirs = await draft(visitor, { title: 'SECRETVISITOR', text: 'SECRETVISITOR' });
  const back = await need(author, { title: 'SECRETBACK', text: 'SECRETBACK' });
  await roles.moderator.submit(await roles.moderator.get(`/equipe/moderation/${back}`), new RegExp(`/${back}$`), { reason: 'unclear', text: 'SECRETREASON' }, 'return');
  const gone = await published(author, roles.moderator, { title: 'SECRETGONE', text: 'SECRETGONE' });
  await author.submit(await author.get(`/besoins/${gone}/retirer`), '/retirer');
  await visitor.submit(await visitor.get('/retours/nouveau'), '/retours/nouveau', { text: 'SECRETREMARK' });
  const remark = (await roles.facilitator.get('/equipe/retours')).links.map(l => l.match(/^\/equipe\/retours\/([0-9a-f-]{36})$/)?.[1]).filter(Boolean)[0];
  await roles.facilitator.submit(await roles.facilitator.get(`/equipe/retours/${remark}`), `/equipe/retours/${remark}`, { title: 'Un groupe', group: '' });
  const group = (await roles.facilitator.get('/equipe/retours')).links.map(l => l.match(/groupes\/([0-9a-f-]{36})/)?.[1]).filter(Boolean)[0];
  const persona = (await roles.administrator.get('/equipe/membres?nom=Autrice')).html.match(/membres\/([0-9a-f-]{36})\/roles/)[1];
  await askLink(site.client(), 'autrice@example.org');
  const link = (await mails(roles.administrator, 'autrice@example.org'))[0].link.match(UUID)[0];
  refs = { held, own, theirs, back, gone, remark, group, persona, link, nil: '00000000-0000-0000-0000-000000000000',
    ones: 'ffffffff-ffff-ffff-ffff-ffffffffffff', random: randomUUID() };
});
after(() => site?.remove());

const fill = (path, ref) => path.replace('{ref}', ref).replace('{ref}', ref).replace('{-slug}', '').replace('{name}', 'x');

test('whoever is not concerned reads none of it, by any route with any number', { timeout: 120_000 }, async () => {
  const { member } = roles, visitor = site.client();
  const control = await (await site.asAddress('autrice@example.org')).get(`/besoins/nouveau/${refs.own}/relire`);
  assert.match(control.html, /SECRETDRAFT/);
  const may = (role, route, name) => role !== 'visitor' && role !== 'member' && /equipe|admin/.test(route) ? true
    : ['facilitator', 'moderator', 'administrator'].includes(role) && ['held', 'back', 'remark', 'group', 'gone'].includes(name);
  for (const [role, client] of Object.entries({ visitor, member, ...roles })) {
    for (const route of all.filter(r => r.method === 'GET'))
      for (const [name, ref] of Object.entries(refs)) {
        const page = await client.request('GET', fill(route.path, ref));
        assert.ok(page.status < 500, `${route.path} ${name} as ${role}: ${page.status}`);
        const secrets = page.html.match(/SECRET\w+/g) ?? [];
        assert.ok(!secrets.some(s => /DRAFT|VISITOR/.test(s)), `${route.path} with ${name} as ${role} shows ${secrets}`);
        if (!may(role, route.path, name)) assert.deepEqual(secrets, [], `${route.path} with ${name} as ${role}`);
      }
  }
});

test('nothing of it is changed by whoever is not concerned', { timeout: 120_000 }, async () => {
  const visitor = site.client();
  await visitor.get('/retours/nouveau');
  const before = await state(site);
  let sent = 0;
  for (const [name, ref] of Object.entries(refs)) {
    if (name === 'link') continue;             // whoever has it is who it is for
    for (const client of [visitor, await site.asAddress(await site.add(`X${name}`))]) {
      const csrf = await keyOf(client);
      for (const route of all.filter(r => r.method === 'POST')) {
        const page = await client.post(fill(route.path, ref), { csrf, once: randomUUID(), title: 'STOLEN', text: 'STOLEN', for: 'me', agrees: 'yes',
          action: 'reject', reason: 'abuse', day: '2027-01-31', answer: 'STOLEN', note: 'STOLEN', number: '1', theme: 'pain', email: 'z@example.org', name: 'Z', consent: '1',
          group: refs.group, state: 'done', version: '1.0', admin: '1', moderator: '1' });
        sent++;
        assert.ok([303, 400, 403, 404, 409, 410, 422, 429].includes(page.status), `${route.path} with ${name}: ${page.status}`);
        assert.ok(page.status !== 303 || /connexion/.test(page.location), `${route.path} with ${name} is done: ${page.location}`);
      }
    }
  }
  assert.ok(sent > 500);
  const rest = s => s.split('\n').filter(line => !/^(app_person|app_persona|accounts|p\d)/.test(line)).map(l => l.replace(/(^|\|)[pus][^|]*/g, '')).join('\n');
  assert.equal(rest(await state(site)).includes('STOLEN'), false);
  const counts = s => Object.fromEntries(s.split('\n').filter(l => /^\w+\|\d+\|/.test(l)).map(l => l.split('|').slice(0, 2)));
  const [was, is] = [counts(before), counts(await state(site))];
  for (const table of Object.keys(was).filter(t => /agora|remarks|notice|event/.test(t)))
    assert.equal(is[table], was[table], table);
});

test('whoever moderates or facilitates still cannot decide of their own, nor beyond their role', async () => {
  const own = { moderator: await need(roles.moderator, { title: 'À moi' }), facilitator: await need(roles.facilitator, { title: 'À moi' }) };
  const csrf = { moderator: await keyOf(roles.moderator), facilitator: await keyOf(roles.facilitator), administrator: await keyOf(roles.administrator) };
  const post = (role, path, fields = {}) => roles[role].post(path, { csrf: csrf[role], once: randomUUID(), ...fields });
  for (const word of ['prendre', 'publier']) assert.ok((await post('moderator', `/equipe/moderation/${own.moderator}/${word}`)).status >= 400);
  assert.ok((await post('moderator', `/equipe/moderation/${own.moderator}`, { action: 'hold', reason: 'abuse', text: 'x' })).status >= 400);
  for (const [word, fields] of [['qualifier', { theme: 'pain', for: 'me' }], ['prendre', { note: 'x' }], ['promettre', { day: '2027-01-31' }], ['repondre', { answer: 'x' }], ['traduire', { title: 'T', text: 'U' }]])
    assert.ok((await post('facilitator', `/equipe/besoins/${own.facilitator}/${word}`, fields)).status >= 400, word);
  for (const [role, path] of [['facilitator', `/equipe/moderation/${refs.held}/publier`], ['administrator', `/equipe/moderation/${refs.held}/publier`],
    ['moderator', `/equipe/membres/${refs.persona}/roles`], ['facilitator', `/equipe/membres/${refs.persona}/roles`], ['moderator', '/admin/envois/rejouer']])
    assert.equal((await post(role, path, { admin: '1' })).status, 403, `${role} ${path}`);
});

test('an answer is never published by the one who wrote it', async () => {
  const author = await site.asAddress(await site.add('Demandeuse')), ref = await published(author, roles.moderator, { title: 'Question' });
  const fac = roles.facilitator, csrf = await keyOf(fac);
  await fac.submit(await fac.get(`/equipe/besoins/${ref}/qualifier`), '/qualifier', { theme: 'pain', for: 'me' });
  await fac.submit(await fac.get(`/equipe/besoins/${ref}/repondre`), '/repondre', { answer: 'Sans relecture' });
  for (const word of ['relire-reponse', 'publier-reponse'])
    await fac.post(`/equipe/besoins/${ref}/${word}`, { csrf, once: randomUUID() });
  assert.doesNotMatch((await site.client().get(`/besoins/${ref}`)).html, /Sans relecture/);
});

test('a number doubled, cut, in capitals or with a tail leads nowhere else', async () => {
  const author = await site.asAddress('autrice@example.org');
  for (const path of [`/besoins/${refs.held}/${refs.held}`, `/besoins/${refs.held.slice(0, 35)}`, `/besoins/${refs.held}x`, `/besoins/nouveau/${refs.own}/quoi/quoi`,
    `/besoins/nouveau/${refs.own}%2fquoi`, `/besoins/nouveau/${refs.own}//quoi`, `/besoins/nouveau/{${refs.own}}/quoi`, `/besoins/nouveau/urn:uuid:${refs.own}/quoi`,
    `/lien/${refs.link}/`, `/lien/${refs.link}${refs.link}`, `/besoins/${refs.held.replaceAll('-', '')}`])
    assert.ok([400, 404].includes((await author.request('GET', path)).status), path);
});

test('one person is counted once, also when their need was merged into the other', async () => {
  const a = await site.asAddress(await site.add('Ariane')), b = await site.asAddress(await site.add('Bruno'));
  const na = await published(a, roles.moderator, { title: 'Besoin A' }), nb = await published(b, roles.moderator, { title: 'Besoin B' });
  const number = await site.sql(`select number from agora_need where title = 'Besoin B'`);
  await roles.facilitator.submit(await roles.facilitator.get(`/equipe/besoins/${na}/fusionner`), '/fusionner', { number, note: 'pareil' });
  const count = () => site.sql(`select supports from agora_need where title = 'Besoin B'`);
  assert.equal(await count(), '1');
  const csrf = await keyOf(a);
  await a.post(`/besoins/${nb}/moi-aussi`, { csrf, once: randomUUID() });
  assert.equal(await count(), '1', 'counted twice');
  assert.ok((await a.get(`/besoins/${nb}`)).forms.some(f => /plus-moi$/.test(f.action)), 'the page does not know that she is counted');
  await a.post(`/besoins/${nb}/plus-moi`, { csrf, once: randomUUID() });
  assert.equal(await count(), '0', 'she cannot take her voice back');
});

test('a sign-up cannot ask for a role, a person or a past', async () => {
  const who = site.client();
  await signUp(who, { email: 'plus@example.org', roles: '15', role: 'admin', admin: '1', person: '1', id: '1', persona: refs.persona, consent_at: '1', created_at: '1' });
  const enter = site.client();
  await enter.enter((await mails(roles.administrator, 'plus@example.org'))[0].link);
  assert.equal((await enter.request('GET', '/equipe')).status, 403);
  assert.equal(await site.sql('select max(roles) from app_person where id = (select max(id) from app_person)'), '1');
});
