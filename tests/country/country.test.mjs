// The program built for a country that does not exist shows nothing of France: neither on a page nor
// in a feed. The words to look for stand in FRENCH, one a line. Wants LABAGORA, built with
// -Dcountry=tests/country/xx.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { decode } from '../harness/client.mjs';
import { crawl, ROLES, routeOf, routes } from '../harness/crawl.mjs';
import { answer, publish, writeNeed } from '../harness/needs.mjs';
import { Site } from '../harness/site.mjs';

const FRENCH = (await readFile(new URL('FRENCH', import.meta.url), 'utf8')).split('\n').filter(Boolean);
let site, all;
const clients = {};

before(async () => {
  site = await Site.empty();
  all = await routes();
  clients.visitor = site.client();
  for (const role of ['facilitator', 'moderator']) clients[role] = await site.asAddress(await site.add(`X${role}`, role));
  clients.administrator = await site.asAddress('admin@example.org');
  clients.member = await site.asAddress(await site.add('Quill'));
  const { ref } = await writeNeed(clients.member, { title: 'Nobody answers in the evening', text: 'When the office is closed, nobody talks to me.' });
  await publish(clients.moderator, ref);
  await answer(clients.facilitator, await site.asAddress(await site.add('Second', 'facilitator')), ref, 'We heard you.');
  await writeNeed(clients.member, { title: 'A second one', text: 'It waits, because of a link: www.example.org.' });
});
after(() => site.remove());

for (const prefix of ['', '/en'])
  test(`nothing of France on any page, of any role${prefix ? ', in English' : ''}`, async () => {
    const found = new Map();
    let n = 0;
    for (const role of ROLES)
      for (const [url, page] of await crawl(clients[role], all, { each: 2, prefix, seeds: [prefix || '/'] })) {
        const route = routeOf(all, url), said = decode(page.html).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'REF');
        if (!route && !url.endsWith('.webmanifest')) continue;
        n++;
        for (const word of FRENCH) {
          const at = said.indexOf(word), key = `${word} ${route?.path}`;
          if (at >= 0 && !found.has(key))
            found.set(key, `${url}: …${said.slice(Math.max(0, at - 30), at + word.length + 30).replace(/\s+/g, ' ')}…`);
        }
      }
    assert.deepEqual([...found.values()], []);
    assert.ok(n > 100, `${n} pages`);
  });

test('nothing of France in the mails that wait, in the documents and in the settings', async () => {
  const said = [(await clients.administrator.get('/admin/envois')).html];
  for (const what of ['settings', 'features']) said.push((await site.command('docs', what)).out);
  for (const word of FRENCH.filter(word => word !== 'Lab Agora')) assert.ok(!decode(said.join('\n')).includes(word), word);
});
