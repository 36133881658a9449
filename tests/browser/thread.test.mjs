// From somebody's words to what became of them: a solution is proposed, tried, and whoever said "moi
// aussi" reads in one mail a week where it led. On a phone, with scripts and without.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publish, writeNeed } from '../harness/needs.mjs';
import { Site } from '../harness/site.mjs';
import { writeSolution } from '../harness/solutions.mjs';
import { Relay } from '../mail/relay.mjs';
import { axe, contextOf, fitsAt, launch, PHONE, skip, watched } from './browser.mjs';
import { named, word } from './words.mjs';

let browser, relay, site, moderator, facilitator;
before(async () => {
  if (skip) return;
  browser = await launch();
  relay = await new Relay().start();
  site = await Site.empty({ settings: { 'smtp-url': relay.url, 'mail-from': 'lab@example.org' } });
  moderator = await site.asAddress(await site.add('Lou', 'moderator'));
  facilitator = await site.asAddress(await site.add('Max', 'facilitator'));
});
after(async () => {
  await browser?.close();
  await site?.remove();
  await relay?.stop();
});

const w = (key, ...filled) => word('fr', key, ...filled);
const loaded = async (page, act) => { await act; await page.waitForLoadState('load'); };
const press = (page, key) => loaded(page, page.getByRole('button', { name: named('fr', key) }).first().click());
const textOf = async page => (await page.locator('main').innerText()).replace(/\s+/g, ' ');
const says = async (page, text) => assert.ok((await textOf(page)).includes(text), `${page.url()} does not say "${text}": ${(await textOf(page)).slice(0, 900)}`);
const refOf = page => page.url().match(/[0-9a-f-]{36}/)[0];

// Every chore is due when the server starts, after `sql` while it is stopped: only then may others write.
async function choresRun(sql = '') {
  await site.stop();
  await site.sql(`DELETE FROM app_job; ${sql}`);
  await site.start();
  const spread = async () => await site.sql('SELECT count(*) FROM delivery_news') === '0';
  assert.ok(await relay.until(spread), 'news waits to be spread');
}

const STORIES = [
  { how: 'with scripts', scripts: true, names: ['Nine', 'Omar', 'Paule'], title: 'Le soir, personne ne rappelle', text: 'Après vingt heures je reste seule avec mes questions.' },
  { how: 'without scripts', scripts: false, names: ['Rita', 'Sami', 'Tess'], title: 'La nuit, le silence', text: 'Vers trois heures il faudrait une voix.' },
];

for (const s of STORIES) {
  const options = { ...PHONE, javaScriptEnabled: s.scripts };
  let author, bearer, follower, email, need, solution, match;

  test(`${s.how}: a bearer proposes a solution to a need, and the team passes it on`, { skip }, async () => {
    const people = [];
    for (const name of s.names) people.push(await site.asAddress(await site.add(name)));
    email = `${s.names[2].toLowerCase()}@example.org`;
    need = (await writeNeed(people[0], { title: s.title, text: s.text, theme: 'pain' })).ref;
    await publish(moderator, need);
    await writeSolution(people[1]);
    solution = (await people[1].get('/porteur')).html.match(/porteur\/solutions\/([0-9a-f-]{36})/)[1];
    await facilitator.submit(await facilitator.get(`/equipe/solutions/${solution}`), `/equipe/solutions/${solution}`, {}, 'list');
    [author, bearer, follower] = await Promise.all(people.map(async p => watched(await contextOf(browser, p, options))));

    await follower.goto(`/besoins/${need}`);
    await press(follower, 'agora.act.join');
    await bearer.goto(`/besoins/${need}`);
    const number = (await textOf(bearer)).match(/n[º°o]\s*(\d+)/i)[1];
    await bearer.goto(`/porteur/solutions/${solution}`);
    await loaded(bearer, bearer.locator(`a[href$="/solutions/${solution}/proposer"]`).first().click());
    await bearer.locator('[name=need]').fill(number);
    await bearer.locator('[name=note]').fill('Nous rappelons jusqu’à minuit.');
    await press(bearer, 'matching.suggest.send');
    match = refOf(bearer);
    const desk = await facilitator.get(`/rapprochements/${match}`);
    const passed = await facilitator.submit(desk, '/decider', { note: 'Elle rappelle le soir.' }, 'propose');
    assert.equal(passed.status, 200, passed.main);
  });

  test(`${s.how}: the owner accepts, both write through the relay, and the outcome is recorded`, { skip }, async () => {
    await author.goto('/moi/notifications');
    await says(author, w('matching.notice.proposed'));
    await author.goto(`/rapprochements/${match}`);
    await says(author, 'Elle rappelle le soir.');
    await press(author, 'matching.one.yes');
    await author.locator('form[action$="/ecrire"] [name=text]').fill('Bonsoir, appelez-vous aussi le dimanche ?');
    await press(author, 'matching.one.send');
    await bearer.goto(`/rapprochements/${match}`);
    await says(bearer, 'le dimanche ?');
    await bearer.locator('form[action$="/ecrire"] [name=text]').fill('Oui, tous les jours.');
    await press(bearer, 'matching.one.send');
    await author.goto(`/rapprochements/${match}`);
    await says(author, 'Oui, tous les jours.');
    await press(author, 'matching.one.try');
    await author.locator('summary', { hasText: w('matching.one.end_title') }).click();
    await author.locator('[name=outcome][value=helped]').check();
    await author.locator('form[action$="/bilan"] [name=said_end]').fill('J’ai dormi.');
    await press(author, 'matching.one.end');
    await says(author, w('matching.state.helped'));
    await fitsAt(author, 320);
    assert.deepEqual([...author.seen.errors, ...bearer.seen.errors], []);
  });

  test(`${s.how}: whoever said "moi aussi" gets one digest, and reads the thread from the first words on`, { skip }, async () => {
    await choresRun();
    assert.equal(await relay.next(email, { limit: 1500 }), undefined, 'weekly is the default');
    await choresRun('UPDATE delivery_notice SET mail_at = 1 WHERE mail_at > 0');
    const mail = await relay.next(email);
    assert.ok(mail, 'no digest');
    assert.equal(mail.subject, w('delivery.mail.subject'));
    assert.match(mail.text, /2 nouvelles, à propos de 1 sujet/);
    for (const words of [s.title, s.text, 'fil tendu', 'dormi', 'minuit', 'dimanche', s.names[0], s.names[1]])
      assert.ok(!(mail.subject + mail.text).includes(words), words);
    await choresRun();
    assert.equal(await relay.next(email, { limit: 1500 }), undefined, 'it came twice');

    const link = mail.text.match(new RegExp(`${site.base}/besoins/[0-9a-f-]{36}`))?.[0];
    assert.ok(link?.endsWith(need), mail.text);
    await follower.goto(link);
    const page = await textOf(follower);
    const way = [s.text, w('agora.step.published'), w('agora.step.found'), w('agora.step.helped')];
    for (const [i, words] of way.entries()) {
      assert.ok(page.includes(words), `"${words}" is not on the page: ${page.slice(0, 1500)}`);
      assert.ok(i === 0 || page.indexOf(way[i - 1]) < page.indexOf(words), `"${words}" comes too early`);
    }
    assert.ok(await follower.getByText(w('agora.step.helped')).first().isVisible());
    await says(follower, 'Un fil tendu le soir');
    for (const kept of ['dormi', 'dimanche', 'minuit']) assert.ok(!page.includes(kept), `${kept} is between the two of them`);
    await fitsAt(follower, 390, 844);
    await fitsAt(follower, 320);
    if (s.scripts) assert.deepEqual(await axe(follower), []);      // it runs in the page
    await follower.goto('/moi/notifications');
    await says(follower, w('matching.news.helped', s.title).replace(/[«»]/g, '').split(' pour ')[0]);
    assert.deepEqual(follower.seen.errors, []);
  });
}
