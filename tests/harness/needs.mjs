// A need through its life, as people make it go: over forms, without scripts.

import { textOf } from './client.mjs';

// The wizard, from its first page to its last look, and sent. Returns the page that comes then, and of
// somebody who is signed in the reference of the need; otherwise the page asks where answers go.
export async function writeNeed(client, need, prefix = '') {
  let page = await client.submit(await client.get(`${prefix}/besoins/nouveau`), '/besoins/nouveau',
    { title: need.title, text: need.text });
  if (page.url.endsWith('/proches')) page = await client.get(page.links.find(l => l.endsWith('/pour-qui')));
  page = await client.submit(page, '/pour-qui', { for: need.for ?? 'me', stage: need.stage ?? '', theme: need.theme ?? '' });
  page = await client.submit(page, '/ou', { territory: need.territory ?? '', commune: need.commune ?? '' });
  if (!page.url.endsWith('/relire')) throw new Error(`the wizard stopped at ${page.url}: ${page.main.slice(0, 500)}`);
  page = await client.submit(page, '/relire');
  return { page, ref: page.url.match(/\/besoins\/([0-9a-f-]{36})/)?.[1] };
}

// Where a list leads to a need of this title: its reference.
export async function findNeed(client, title, list = '/equipe/moderation') {
  const page = await client.get(list);
  for (const [, href, inside] of page.html.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>([^]*?)<\/a>/g))
    if (textOf(inside).includes(title) && /[0-9a-f-]{36}/.test(href)) return href.match(/[0-9a-f-]{36}/)[0];
  throw new Error(`"${title}" does not stand in ${list}: ${page.main.slice(0, 500)}`);
}

export async function publish(moderator, ref) {
  const page = await moderator.get(`/equipe/moderation/${ref}`);
  return moderator.submit(page, `/equipe/moderation/${ref}/publier`);
}

// Takes it up, answers, has the answer read by another, publishes it.
export async function answer(writer, reader, ref, text) {
  const desk = await writer.submit(await writer.get(`/equipe/besoins/${ref}/repondre`), '/repondre', { answer: text });
  if (desk.status !== 200) throw new Error(`the answer was refused: ${desk.main.slice(0, 300)}`);
  await reader.submit(await reader.get(`/equipe/besoins/${ref}/relire-reponse`), '/relire-reponse');
  return writer.submit(await writer.get(`/equipe/besoins/${ref}/relire-reponse`), '/publier-reponse');
}
