// A solution, as its bearer writes it: over forms, without scripts.

const FIELDS = {
  quoi: { name: 'Un fil tendu le soir', text: 'Deux bénévoles rappellent le soir qui a laissé son numéro. Ce n’est pas un avis médical.',
    'for-patients': '1', theme: 'pain' },
  pratique: { cost: 'free', 'languages-fr': '1', team: 'Une association de quartier' },
  preuves: { evidence: '2', evidence_text: 'Essayé un hiver avec vingt personnes.', data: 'none', device: 'none', interests: 'Aucun.' },
};

// Up to the last look; sent from there when `send`. Returns { draft, page }: the address of the draft,
// and the page that came last.
export async function writeSolution(client, { send = true } = {}) {
  let page = await client.submit(await client.get('/solutions/nouvelle'), '/solutions/nouvelle', FIELDS.quoi);
  const draft = page.url.match(/\/solutions\/nouvelle\/[0-9a-f-]{36}/)?.[0];
  for (const step of ['pratique', 'preuves']) page = await client.submit(page, `/${step}`, FIELDS[step]);
  if (!page.url.endsWith('/relire')) throw new Error(`the wizard stopped at ${page.url}: ${page.main.slice(0, 500)}`);
  if (send) page = await client.submit(page, '/relire');
  return { draft, page };
}
