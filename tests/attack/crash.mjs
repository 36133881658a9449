// Killed in the middle of writing: what was acknowledged is there, once; what was not may be sent again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { LONG, published, serve } from './all.mjs';

const KILLS = LONG ? 30 : 5;
let site;
before(async () => { site = await serve('demo', { settings: { 'rate-limits': 0 } }); });
after(() => site?.remove());

test(`${KILLS} × kill -9 while people write: nothing acknowledged is lost, nothing stands twice, the log holds`, { timeout: 400_000 }, async () => {
  let n = 0, acknowledged = [], open = [];
  const moderator = await site.as('moderator'), member = await site.as('member');
  const target = await published(await site.asAddress(await site.add('Autrice')), moderator, { title: 'Commun' });
  const supporters = [];
  for (let i = 0; i < KILLS; i++) supporters.push(await site.asAddress(await site.add(`Appui${i}`)));
  const before = +await site.sql(`select supports from agora_need where title = 'Commun'`);
  let voices = 0;
  for (let round = 0; round < KILLS; round++) {
    const last = new Map();
    let on = true;
    const writers = Array.from({ length: 6 }, async () => {
      const client = site.client();
      while (on) {
        const mark = `marque${++n}x`, page = await client.get('/retours/nouveau').catch(() => null);
        if (!page?.forms?.length) return;
        open.push({ client, page, mark });
        const answer = await client.send(page, '/retours/nouveau', { text: mark }).catch(() => null);
        if (answer?.status === 303) { acknowledged.push(mark); open = open.filter(o => o.mark !== mark); last.set(client, { client, page, mark }); }
      }
    });
    const voice = (async () => {
      const s = supporters[round], page = await s.get(`/besoins/${target}`).catch(() => null);
      await pause(Math.random() * 60);
      const answer = page && await s.send(page, '/moi-aussi').catch(() => null);
      if (answer?.status === 303) voices++;
    })();
    await pause(60 + Math.random() * 250);
    site.child.kill('SIGKILL');
    on = false;
    await Promise.all([...writers, voice]);
    await site.ended;
    await site.start();
    // the same forms again, as people press the button again
    for (const { client, page, mark } of open) {
      const answer = await client.send(page, '/retours/nouveau', { text: mark });
      assert.equal(answer.status, 303, `again: ${answer.status}`);
      acknowledged.push(mark);
    }
    open = [];
    for (const { client, page, mark } of last.values())      // nor does it harm to press it though it was answered
      assert.match((await client.send(page, '/retours/nouveau', { text: mark })).location ?? '', /merci/);
  }
  const rows = (await site.sql(`select text from remarks_remark where text like 'marque%'`)).split('\n').sort();
  assert.deepEqual(rows, [...acknowledged].sort(), 'each once');
  assert.ok(acknowledged.length > KILLS * 10, `${acknowledged.length} remarks`);
  const now = +await site.sql(`select supports from agora_need where title = 'Commun'`);
  assert.ok(now - before >= voices && now - before <= KILLS);
  assert.equal(now, +await site.sql(`select count(*) from agora_support s join agora_need n on n.id = s.need where n.title = 'Commun'`));
  const verify = await site.command('audit', 'verify');
  assert.equal(verify.code, 0, verify.err);
  assert.equal(await site.sql('pragma integrity_check'), 'ok');
  assert.equal(await site.sql('pragma foreign_key_check'), '');
  assert.equal((await member.request('GET', '/moi')).status, 200, 'whoever was signed in still is');
});
