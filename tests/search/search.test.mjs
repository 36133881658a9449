// Fifty questions in the words of patients, each with the need of the demonstration that must come
// first among needs (what answers them may come before). ALSO=1 prints what came instead, and where the right one stood.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decode } from '../harness/client.mjs';
import { ROOT, Site } from '../harness/site.mjs';

const site = await Site.demo();
after(() => site.remove());

const needs = [...(await readFile(join(ROOT, 'demo/needs.txt'), 'utf8'))
  .matchAll(/^id: (.+)\ntitle: (.+)(?:\n(?!id:).*)*?\ntheme:/gm)].map(m => ({ id: m[1], title: m[2].trim() }));
const questions = (await readFile(join(import.meta.dirname, 'queries.tsv'), 'utf8')).split('\n')
  .filter(l => l && !l.startsWith('#')).map(l => l.split('\t'));

// The titles of the hits as their slugs have them: a translation is shown under the address of the source.
const slug = title => title.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/œ/g, 'oe').toLowerCase().replace(/[^a-z0-9]+/g, '-');
function idOf(href) {
  const words = decode(href).replace(/.*\/besoins\/[0-9a-f-]{36}-/, '');
  return needs.find(n => slug(n.title).startsWith(words.slice(0, 30)))?.id ?? href;
}
async function hits(client, typed) {
  const page = await client.get('/recherche?kind=agora.need&q=' + encodeURIComponent(typed));
  assert.equal(page.status, 200);
  return [...page.html.matchAll(/<li class="ag-hit">\s*<h3[^>]*><a href="([^"]+)"/g)].map(m => idOf(m[1]));
}

test('the index has everything', { timeout: 30_000 }, async () => {
  const client = site.client();
  while (!(await hits(client, 'piscine')).length) await pause(100);
  assert.equal(questions.length, 50);
  for (const [, id] of questions) assert.ok(needs.some(n => n.id === id), `no need is called ${id}`);
});

for (const [typed, id, about] of questions)
  test(`“${typed}” finds ${id}: ${about}`, async () => {
    const found = await hits(site.client(), typed);
    if (process.env.ALSO && found[0] !== id) console.log(`${typed} → ${found[0]}; ${id} at ${found.indexOf(id) + 1} of ${found.length}`);
    assert.equal(found[0], id);
  });
