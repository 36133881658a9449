// The demonstration with something under way in it, so that each page has something to show.
import { ROLES } from './crawl.mjs';
import { answer, publish, writeNeed } from './needs.mjs';
import { Site } from './site.mjs';
import { writeSolution } from './solutions.mjs';

const TITLE = 'Je ne sais pas qui appeler le soir', TEXT = 'Le cabinet ferme à dix-huit heures et je reste avec mes questions.';

// { site, clients, seeds }: a client for each role, and the addresses that only an act leads to.
export async function town(options) {
  const site = await Site.demo(options), clients = { visitor: site.client() };
  for (const role of ROLES.slice(1)) clients[role] = await site.as(role);
  const { visitor, member, facilitator, moderator } = clients;

  // A visitor who waits for a mail; their other draft, where similar needs are shown.
  const asked = (await writeNeed(visitor, { title: TITLE, text: TEXT })).page;
  const sent = await visitor.submit(asked, '/recevoir', { email: 'visiteuse@example.org', name: 'Visiteuse', consent: '1' });
  const similar = await visitor.submit(await visitor.get('/besoins/nouveau'), '/besoins/nouveau', { title: TITLE, text: TEXT });
  const draft = similar.url.match(/\/besoins\/nouveau\/[0-9a-f-]{36}/)[0];

  // A member with a draft, a need in each hand of the team, and a report on one.
  await member.submit(await member.get('/besoins/nouveau'), '/besoins/nouveau', { title: 'Un brouillon', text: 'À finir.' });
  const needs = [];
  for (const title of ['Un premier besoin de membre', 'Un second besoin de membre', 'Un besoin qui attend encore'])
    needs.push((await writeNeed(member, { title, text: `${TEXT} (${title})` })).ref);
  for (const ref of needs.slice(0, 2)) await publish(moderator, ref).catch(() => null);    // a known author is not held
  const second = await site.asAddress(await Site.demoAddress('facilitator', 1));
  await answer(facilitator, second, needs[0], 'Nous vous avons lue. Voici ce que nous faisons.');
  await facilitator.submit(await facilitator.get(`/equipe/besoins/${needs[1]}/repondre`), '/repondre', { answer: 'Un brouillon de réponse.' });
  const report = await visitor.submit(await visitor.get(`/signaler/besoin/${needs[1]}`), `/signaler/besoin/${needs[1]}`,
    { reason: 'other', text: 'Je ne suis pas sûre.' });
  await site.command('user', 'link', '--email', await Site.demoAddress('member', 3));

  // A solution that waits for the team, and another that is not sent yet.
  const solution = (await writeSolution(member)).page.url;
  const { draft: unsent } = await writeSolution(member, { send: false });
  const offered = (await writeSolution(member)).page.url.match(/[0-9a-f-]{36}/)[0];
  await facilitator.submit(await facilitator.get(`/equipe/solutions/${offered}`), `/equipe/solutions/${offered}`, {}, 'list');

  // A service that was asked for, a need that was refused, a mail that can be stopped.
  await member.submit(await member.get('/services/atelier'), '/services/atelier', { title: 'Un atelier', behalf: 'self', text: 'Sur les trajets.' });
  const refused = (await writeNeed(member, { title: 'Un besoin avec un numéro', text: `${TEXT} Appelez le 01 99 00 12 34.` })).ref;
  await moderator.submit(await moderator.get(`/equipe/moderation/${refused}`), new RegExp(`/equipe/moderation/${refused}$`), { reason: 'privacy', text: 'Un numéro.' }, 'reject');

  // A message that was read, then changed by who wrote it.
  const talk = `/discussion/besoin/${needs[0]}`;
  const said = (await member.submit(await member.get(talk), talk, { text: 'Chez moi, la pharmacie répond le soir.' })).url.match(/echanges\/([0-9a-f-]{36})/)[1];
  await moderator.submit(await moderator.get(`/equipe/moderation/${said}`), '/publier').catch(() => null);
  await member.submit(await member.get(`/echanges/${said}/modifier`), '/modifier', { text: 'Chez moi, la pharmacie répond jusqu’à vingt heures.' });
  const mails = (await clients.administrator.get('/admin/envois')).main;

  const link = (await site.command('user', 'link', '--email', await Site.demoAddress('member', 4))).out.trim();
  const seeds = {
    visitor: [new URL(link).pathname, asked.url, sent.url, similar.url, draft, ...['quoi', 'pour-qui', 'ou', 'relire'].map(s => `${draft}/${s}`), report.url, mails.match(/\/arreter\/[0-9a-f-]{36}\/[0-9a-f-]{36}/)?.[0]].filter(Boolean),
    member: [...needs.map(ref => `/besoins/${ref}`), solution, unsent, `/solutions/${offered}/proposer`, `/contester/besoin/${refused}`,
      ...['', '/versions', '/modifier', '/retirer'].map(what => `/echanges/${said}${what}`), ...['quoi', 'pratique', 'preuves', 'relire'].map(s => `${unsent}/${s}`)],
    facilitator: [`/equipe/solutions/${offered}/traduire`, ...needs.slice(0, 2).flatMap(ref => ['qualifier', 'prendre', 'ou-en-est-on', 'promettre', 'repondre', 'corriger-reponse',
      'relire-reponse', 'fusionner', 'traduire'].map(what => `/equipe/besoins/${ref}/${what}`))],
    moderator: needs.map(ref => `/equipe/moderation/${ref}`),
  };
  return { site, clients, seeds, needs };
}
