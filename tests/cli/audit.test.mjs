// Somebody with the database file in their hands changes the log behind the program's back.
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { freeFolder, Site } from '../harness/site.mjs';

let honest, early, late;
const split = line => line.trim().split(' ');

before(async () => {
  honest = await Site.made('empty');
  for (const name of ['Ali', 'Bea', 'Chloe', 'Dan', 'Eve'])
    for (const role of ['moderator', 'facilitator']) {
      if (role === 'moderator') await honest.add(name);
      const { code, err } = await honest.command('user', 'role', '--email', `${name.toLowerCase()}@example.org`, '--role', role);
      assert.equal(code, 0, err);
      if (name === 'Chloe' && role === 'facilitator') early = split((await honest.command('audit', 'anchor')).out);
    }
  late = split((await honest.command('audit', 'anchor')).out);
});

// A copy whose log is no longer append-only.
async function copy() {
  const data = join(await freeFolder('audit'), 'data');
  await cp(honest.data, data, { recursive: true });
  const site = new Site(data, { port: honest.port });
  await site.sql('DROP TRIGGER app_event_is_final_1; DROP TRIGGER app_event_is_final_2;');
  return site;
}

test('an untouched log holds, and goes through each anchor that was kept', async () => {
  const site = await copy();
  for (const anchor of [[], early, late]) {
    const { code, out, err } = await site.command('audit', 'verify', ...anchor);
    assert.equal(code, 0, err);
    assert.match(out, /^the log holds/);
  }
});

test('the triggers refuse a change to the log', async () => {
  await assert.rejects(honest.sql("UPDATE app_event SET what = 'x'"), /append-only/);
  await assert.rejects(honest.sql('DELETE FROM app_event'), /append-only/);
});

const nth = n => `(SELECT seq FROM app_event ORDER BY seq LIMIT 1 OFFSET ${n})`;
const COLUMNS = 'at, persona, what, kind, id, state_from, state_to';
const swap = (a, b) => `CREATE TEMP TABLE s AS SELECT * FROM app_event WHERE seq IN (${nth(a)}, ${nth(b)});
  UPDATE app_event SET (${COLUMNS}) = (SELECT ${COLUMNS} FROM s WHERE s.seq <> app_event.seq)
  WHERE seq IN (SELECT seq FROM s);`;

for (const [what, sql] of [
  ['whose text was edited', `UPDATE app_event SET what = 'agora.approved' WHERE seq = ${nth(4)}`],
  ['whose time was edited', `UPDATE app_event SET at = at - 1 WHERE seq = ${nth(4)}`],
  ['whose author was edited', `UPDATE app_event SET persona = randomblob(16) WHERE seq = ${nth(4)}`],
  ['whose object was edited', `UPDATE app_event SET id = id + 1 WHERE seq = ${nth(4)}`],
  ['whose state was edited', `UPDATE app_event SET state_to = state_to + 1 WHERE seq = ${nth(4)}`],
  ['whose number was edited', `UPDATE app_event SET seq = seq + 1 WHERE seq = ${nth(4)}`],
  ['with the first event deleted', `DELETE FROM app_event WHERE seq = ${nth(0)}`],
  ['with an event in the middle deleted', `DELETE FROM app_event WHERE seq = ${nth(5)}`],
  ['with the last event deleted', 'DELETE FROM app_event WHERE seq = (SELECT max(seq) FROM app_event)'],
  ['with two neighbours swapped', swap(3, 4)],
  ['with two far apart swapped', swap(1, 7)],
  ['with an event inserted', `INSERT INTO app_event SELECT seq + 1, ${COLUMNS} FROM app_event WHERE seq = ${nth(5)}`],
  ['with an event added at the end', `INSERT INTO app_event SELECT seq + 100, ${COLUMNS} FROM app_event WHERE seq = (SELECT max(seq) FROM app_event)`],
  ['with a seal deleted', 'DELETE FROM app_seal WHERE n = 4'],
  ['with a seal and its events deleted', `DELETE FROM app_event WHERE seq > (SELECT last_seq FROM app_seal WHERE n = 3)
     AND seq <= (SELECT last_seq FROM app_seal WHERE n = 4); DELETE FROM app_seal WHERE n = 4`],
  ['whose seal counts wrong', 'UPDATE app_seal SET events = events + 1 WHERE n = 4'],
  ['with a seal made up', 'UPDATE app_seal SET digest = randomblob(length(digest)) WHERE n = (SELECT max(n) FROM app_seal)'],
])
  test(`a log ${what} does not hold`, async () => {
    const site = await copy();
    await site.sql(sql);
    const { code, err } = await site.command('audit', 'verify');
    assert.equal(code, 1);
    assert.match(err, /seal/);
    assert.doesNotMatch(err, /instance\.key/);
  });

test('a log whose end was cut, seals and all, holds alone but not against an anchor', async () => {
  const site = await copy();
  await site.sql(`DELETE FROM app_seal WHERE n > 5; DELETE FROM app_event WHERE seq > (SELECT max(last_seq) FROM app_seal)`);
  assert.equal((await site.command('audit', 'verify')).code, 0);
  const { code, err } = await site.command('audit', 'verify', ...late);
  assert.equal(code, 1);
  assert.match(err, /cut/);
});

test('a log that goes on after an anchor still goes through it', async () => {
  const site = await copy();
  assert.equal((await site.command('user', 'role', '--email', 'ali@example.org', '--role', 'none')).code, 0);
  assert.equal((await site.command('audit', 'verify', ...late)).code, 0);
});

test('an anchor that is none is refused', async () => {
  const [, count, , digest] = late;
  const wrong = digest.startsWith('0') ? `1${digest.slice(1)}` : `0${digest.slice(1)}`;
  for (const args of [['--events', count, '--digest', wrong], ['--events', '1000', '--digest', digest],
    ['--events', 'x', '--digest', digest], ['--digest', digest], ['--events', count]])
    assert.notEqual((await honest.command('audit', 'verify', ...args)).code, 0, args.join(' '));
});
