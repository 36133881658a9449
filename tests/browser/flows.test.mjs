// People do what they came for, from the first page to the last, and what others see of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findNeed } from '../harness/needs.mjs';
import { Site } from '../harness/site.mjs';
import { Relay } from '../mail/relay.mjs';
import { axe, contextOf, DESK, fitsAt, launch, PHONE, skip, watched } from './browser.mjs';
import { named, word } from './words.mjs';

let browser, relay, site, moderator, facilitator, second;
before(async () => {
  if (skip) return;
  browser = await launch();
  relay = await new Relay().start();
  site = await Site.demo({ settings: { 'smtp-url': relay.url, 'mail-from': 'lab@example.org' } });
  moderator = await watched(await contextOf(browser, await site.as('moderator'), DESK));
  facilitator = await watched(await contextOf(browser, await site.as('facilitator'), DESK));
  second = await watched(await contextOf(browser, await site.asAddress(await Site.demoAddress('facilitator', 1)), DESK));
});
after(async () => {
  await browser?.close();
  await site?.remove();
  await relay?.stop();
});

const press = async (page, lang, key, ...filled) => {
  await page.getByRole('button', { name: named(lang, key, ...filled) }).first().click();
  await page.waitForLoadState('load');
};
const follow = async (page, lang, key, ...filled) => {
  await page.getByRole('link', { name: named(lang, key, ...filled) }).first().click();
  await page.waitForLoadState('load');
};
const heading = page => page.locator('h1').innerText();
const says = async (page, text, where = 'main') => assert.ok((await page.locator(where).innerText()).replace(/\s+/g, ' ').includes(text),
  `${page.url()} does not say "${text}": ${(await page.locator(where).innerText()).slice(0, 600)}`);
const refOf = page => page.url().match(/[0-9a-f-]{36}/)[0];

const STORIES = [
  { lang: 'fr', prefix: '', title: 'La nuit, personne ne décroche', text: 'Entre vingt heures et huit heures, je garde mes questions pour moi.', email: 'nuit@example.org', name: 'Veilleuse' },
  { lang: 'en', prefix: '/en', title: 'At night nobody picks up', text: 'From eight to eight I keep my questions to myself.', email: 'night@example.org', name: 'Night owl' },
];

for (const s of STORIES) {
  const { lang } = s;
  let author, ref;

  test(`${lang}: a visitor on a phone without scripts writes a need, and nothing typed is lost`, { skip }, async () => {
    author = await watched(await contextOf(browser, site.client(), { ...PHONE, javaScriptEnabled: false }));
    await author.goto(s.prefix || '/');
    await follow(author, lang, 'agora.act.express');
    await author.locator('[name=text]').fill(s.text);
    await press(author, lang, 'agora.wizard.next');
    // The title is missing: it is said in the page's title, above, and beside; the text is still there.
    assert.match(await author.title(), /^1 /);
    assert.ok(await author.locator('[role=alert]').isVisible());
    assert.equal(await author.locator('[name=text]').inputValue(), s.text);
    assert.equal(await author.locator('[name=title]').getAttribute('aria-invalid'), 'true');
    await author.locator('[role=alert] a').first().click();
    assert.match(author.url(), /#title$/);
    await author.locator('[name=title]').fill(s.title);
    await press(author, lang, 'agora.wizard.next');
    if (author.url().endsWith('/proches')) await follow(author, lang, 'agora.similar.go_on');
    await author.locator('[name=for][value=me]').check();
    await press(author, lang, 'agora.wizard.next');
    await author.locator('[name=commune]').fill('Saint-Denis');
    await press(author, lang, 'agora.wizard.next');
    await says(author, word(lang, 'agora.wizard.which_commune'));      // there are several: which one?
    await author.locator('button[name=choose]').first().click();
    await author.waitForURL(/\/relire$/);
    await says(author, s.title);
    await says(author, s.text);
    await fitsAt(author, 320);
    await press(author, lang, 'agora.review.go_on');
    await author.locator('[name=email]').fill(s.email);
    await author.locator('[name=name]').fill(s.name);
    await press(author, lang, 'agora.receive.send');
    await says(author, word(lang, 'agora.problem.consent'));
    await author.locator('[name=consent]').check();
    await press(author, lang, 'agora.receive.send');
    assert.equal((await heading(author)).replace(/\s+/g, ' '), word(lang, 'agora.wait.title'));
  });

  test(`${lang}: the mail says nothing of it, and its link sends the need, once`, { skip }, async () => {
    const mail = await relay.next(s.email);
    assert.ok(mail, 'no mail came');
    assert.equal(mail.subject, word(lang, 'accounts.mail.confirm_subject'));
    for (const typed of [s.title, s.text, s.name]) assert.ok(!mail.text.includes(typed), typed);
    const link = mail.text.match(/http\S+\/lien\/\S+/)[0];
    await author.goto(link);
    await press(author, lang, 'accounts.link.enter');
    assert.match(author.url(), new RegExp(`${s.prefix}/besoins/[0-9a-f-]{36}`));
    await says(author, s.title);
    ref = refOf(author);
    const other = site.client();
    assert.equal((await other.get(`${s.prefix}/besoins/${ref}`)).status, 404, 'it is shown before it was read');
    await author.goto(link);
    assert.doesNotMatch(await author.locator('main').innerText(), new RegExp(`^${word(lang, 'accounts.link.enter')}$`, 'm'));
    assert.deepEqual(author.seen.errors, []);
  });

  test(`${lang}: a moderator reads it, asks for a change, and publishes what comes back`, { skip }, async () => {
    await moderator.goto('/equipe/moderation');
    assert.deepEqual(await axe(moderator), []);
    await moderator.locator(`a[href$="/equipe/moderation/${ref}"]`).first().click();
    await says(moderator, s.text);
    await press(moderator, 'fr', 'moderation.case.take');
    await moderator.locator('[name=reason]').selectOption('unclear');
    await press(moderator, 'fr', 'moderation.case.return');
    await says(moderator, word('fr', 'moderation.problem.empty'), '[role=alert]');
    assert.equal(await moderator.locator('[name=reason]').inputValue(), 'unclear');
    await moderator.locator('[name=text]').fill('Pouvez-vous dire à quel moment ?');
    await press(moderator, 'fr', 'moderation.case.return');

    await author.goto(`${s.prefix}/moi/notifications`);
    await says(author, s.title);
    await author.goto(`${s.prefix}/besoins/${ref}`);
    await says(author, 'Pouvez-vous dire à quel moment ?');
    await press(author, lang, 'agora.act.mend');
    assert.equal(await author.locator('[name=title]').inputValue(), s.title);
    await author.locator('[name=text]').fill(`${s.text} 20 h – 8 h.`);
    for (let i = 0; i < 4 && !author.url().endsWith('/relire'); i++) await press(author, lang, 'agora.wizard.next');
    await press(author, lang, 'agora.review.send');
    assert.equal(refOf(author), ref, 'it has become another need');

    await moderator.goto(`/equipe/moderation/${ref}`);
    await says(moderator, '20 h – 8 h.');
    await press(moderator, 'fr', 'moderation.case.approve');
    const visitor = await site.client().get(`${s.prefix}/besoins/${ref}`);
    assert.equal(visitor.status, 200);
    assert.ok(visitor.main.includes('20 h – 8 h.'));
    assert.ok(!visitor.html.includes(s.email));
    await author.goto(`${s.prefix}/moi`);
    await says(author, s.title);
  });

  test(`${lang}: the institute promises, answers after a second reading, and the author is told`, { skip }, async () => {
    const day = new Date(Date.now() + 20 * 86_400_000).toLocaleDateString('fr-FR');
    await facilitator.goto(`/besoins/${ref}`);
    await follow(facilitator, 'fr', 'agora.team.promise');
    await facilitator.locator('[name=day]').fill(day);
    await facilitator.locator('main form[method=post] button').first().click();
    await facilitator.waitForLoadState('load');
    const visitor = site.client();
    assert.ok((await visitor.get(`/besoins/${ref}`)).main.includes(word('fr', 'agora.promise.before')));

    await facilitator.goto(`/equipe/besoins/${ref}/repondre`);
    await facilitator.locator('[name=answer]').fill('Nous ouvrons une ligne du soir.\n\n- **lundi** à vendredi');
    await facilitator.locator('main form[method=post] button').first().click();
    await facilitator.waitForLoadState('load');
    await says(facilitator, word('fr', 'agora.desk.another'));
    assert.equal(await facilitator.getByRole('button', { name: named('fr', 'agora.desk.review') }).count(), 0);
    await second.goto(`/equipe/besoins/${ref}/relire-reponse`);
    await press(second, 'fr', 'agora.desk.review');
    assert.ok(!(await visitor.get(`/besoins/${ref}`)).main.includes('ligne du soir'), 'shown before it was published');
    await second.goto(`/equipe/besoins/${ref}/relire-reponse`);
    await press(second, 'fr', 'agora.desk.publish');
    const page = await visitor.get(`/besoins/${ref}`);
    assert.ok(page.main.includes('Nous ouvrons une ligne du soir.'));
    assert.ok(page.main.includes(word('fr', 'agora.step.answered')));
    await author.goto(`${s.prefix}/moi/notifications`);
    await says(author, word(lang, 'agora.notice.answered', s.title).replace(/[«»“”]/g, '').trim().slice(0, 20));
  });

  test(`${lang}: the mails on the way said that there is news, and none of its words`, { skip }, async () => {
    const mails = [];
    for (let mail; (mail = await relay.next(s.email, { limit: mails.length ? 1000 : 8000 }));) mails.push(mail);
    assert.ok(mails.length > 0, 'the author was told nothing');
    for (const mail of mails) {
      for (const typed of [s.title, s.text, 'ligne du soir', 'à quel moment']) assert.ok(!(mail.subject + mail.text).includes(typed), typed);
      assert.match(mail.text, new RegExp(site.base));
    }
  });
}

test('"moi aussi" twice counts once, in two browsers too, and can be taken back', { skip }, async () => {
  const email = await Site.demoAddress('member', 5), people = [];
  for (const options of [PHONE, DESK]) people.push(await watched(await contextOf(browser, await site.asAddress(email), options)));
  const visitor = site.client();
  const path = (await visitor.get('/besoins?state=work')).links.find(l => /^\/besoins\/[0-9a-f-]{36}/.test(l));
  const ref = path.match(/[0-9a-f-]{36}/)[0];
  const count = async () => +await site.sql(`SELECT supports FROM agora_need WHERE hex(ref) = upper(replace('${ref}', '-', ''))`);
  const before = await count();
  for (const page of people) await page.goto(path);
  const joins = people.map(page => page.locator(`form[action$="${ref}/moi-aussi"] button`).first());
  if (await joins[0].count() === 0) {      // they had joined it in the demonstration: once more from the start
    await people[0].locator(`form[action$="${ref}/plus-moi"] button`).first().click();
    for (const page of people) await page.goto(path);
  }
  const start = await count();
  await Promise.all(people.map(async (page, i) => {
    await joins[i].click();
    await page.waitForLoadState('load');
  }));
  assert.equal(await count(), start + 1);
  await people[0].goBack();
  if (await joins[0].count()) await joins[0].click();
  await people[0].waitForLoadState('load');
  assert.equal(await count(), start + 1, 'the back button counted again');
  await people[0].goto(path);
  await people[0].locator(`form[action$="${ref}/plus-moi"] button`).first().click();
  await people[0].waitForLoadState('load');
  assert.equal(await count(), start);
  assert.ok(start <= before);
});

test('a visitor who says "moi aussi" is asked who they are, comes back to the need, and counts', { skip }, async () => {
  const page = await watched(await contextOf(browser, site.client(), { ...PHONE, javaScriptEnabled: false }));
  const email = await Site.demoAddress('member', 7);
  await page.goto('/besoins?state=open');
  await page.locator('form[action$="/moi-aussi"] button').first().click();
  await page.waitForLoadState('load');
  assert.match(page.url(), /\/(connexion|inscription)/);
  await page.locator('[name=email]').fill(email);
  await press(page, 'fr', 'accounts.sign_in.link');
  const mail = await relay.next(email);
  assert.ok(mail, 'no mail came');
  await page.goto(mail.text.match(/http\S+\/lien\/\S+/)[0]);
  await press(page, 'fr', 'accounts.link.enter');
  assert.match(page.url(), /\/besoins\/[0-9a-f-]{36}/);
  const join = page.locator('form[action$="/moi-aussi"] button').first();
  if (await join.count()) await join.click();
  await says(page, word('fr', 'agora.act.joined'));
});

test('a report brings a need to the moderators, who say why nothing is wrong with it', { skip }, async () => {
  const page = await watched(await contextOf(browser, site.client(), PHONE));
  await page.goto('/besoins');
  await page.locator('main a[href*="/besoins/0"]').first().click();
  await follow(page, 'fr', 'agora.act.report');
  const ref = refOf(page), title = await page.locator('main').innerText();
  await page.locator('[name=reason]').first().check().catch(() => page.locator('[name=reason]').selectOption('other'));
  await page.locator('[name=text]').fill('Un nom se reconnaît, je crois.');
  await page.locator('main form[method=post] button').first().click();
  await page.waitForURL(/\/recu$/);
  await moderator.goto(`/equipe/moderation/${ref}`);
  await says(moderator, 'Un nom se reconnaît, je crois.');
  await moderator.locator('[name=text]').fill('Aucun nom ici.');
  await press(moderator, 'fr', 'moderation.case.dismiss');
  assert.equal((await site.client().get(`/besoins/${ref}`)).status, 200);
  assert.ok(title.length > 0);
  await assert.rejects(findNeed(await site.as('administrator'), 'Un nom se reconnaît', '/besoins'));
});

test('leaving takes the words along: a word typed, a page that says what stays', { skip }, async () => {
  const [s] = STORIES, page = await watched(await contextOf(browser, await site.asAddress(s.email), PHONE));
  await page.goto('/moi/donnees');
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'fr', 'accounts.data.export')]);
  const path = await download.path(), { readFile } = await import('node:fs/promises');
  const taken = JSON.parse(await readFile(path, 'utf8'));
  assert.equal(taken.account.address, s.email);
  assert.ok(JSON.stringify(taken).includes(s.title));
  await press(page, 'fr', 'accounts.data.erase');
  assert.ok(await page.locator('[aria-invalid=true]').count(), 'it went without the word');
  await page.locator('form[action$="/effacer"] input:not([type=hidden])').fill('effacer');
  await press(page, 'fr', 'accounts.data.erase');
  await says(page, word('fr', 'accounts.erased.done'));
  await page.goto('/moi');
  assert.match(page.url(), /\/connexion/);
  assert.ok(!(await site.client().get('/besoins')).html.includes(s.title));
});
