// Every page there is: the addresses come from the program's own list, what fills their holes from
// the links of the pages themselves.
import { labagora } from './site.mjs';

export async function routes() {
  const all = JSON.parse((await labagora(['routes', '--json'])).out);
  return all.map(route => ({ ...route, pattern: pattern(route.path), hasHoles: route.path.includes('{') }));
}

function pattern(path) {
  const source = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{ref\}/g, '[0-9a-f-]{36}')
    .replace(/\{name\}/g, '[a-z0-9-]{1,60}')
    .replace(/\{-slug\}/g, '(?:-[a-z0-9-]*)?');
  return new RegExp(`^${source}$`);
}

const bare = url => url.replace(/[?#].*/, '').replace(/^\/(en|ar)(?=\/|$)/, '') || '/';

export function routeOf(all, url, method = 'GET') {
  return all.find(route => route.method === method && route.pattern.test(bare(url)));
}

// What a page leads to on this site: links, feeds, suggestions, forms that only ask.
function ways(page) {
  const html = page.html, out = new Set();
  for (const [, url] of html.matchAll(/\s(?:href|src|data-suggest)="([^"]+)"/g)) out.add(url);
  for (const form of page.forms) if (form.method === 'get') out.add(form.action);
  return [...out].map(url => url.replace(/&amp;/g, '&').replace(/#.*/, ''));
}

// Walks the site as one client sees it, at most `each` addresses of a route. Returns url → Page.
export async function crawl(client, all, { each = 2, prefix = '', seeds = ['/'] } = {}) {
  const seen = new Map(), count = new Map();
  const waiting = [...seeds, ...all.filter(r => r.method === 'GET' && !r.hasHoles).map(r => prefix + r.path)];
  while (waiting.length) {
    const url = waiting.shift(), route = routeOf(all, url);
    if (seen.has(url)) continue;
    if (!route && !bare(url).startsWith('/assets/')) {
      seen.set(url, await client.request('GET', url));
      continue;
    }
    const key = route?.path ?? url, n = count.get(key) ?? 0;
    if (n >= each) continue;
    count.set(key, n + 1);
    const page = await client.request('GET', url);
    seen.set(url, page);
    if (!/html/.test(page.headers.get('content-type') ?? '')) continue;
    for (const way of ways(page)) {
      const to = URL.canParse(way, client.base + url) ? new URL(way, client.base + url) : null;
      if (!to || to.origin !== client.base) continue;
      const path = to.pathname + to.search;
      if (prefix && routeOf(all, path) && !path.startsWith(prefix)) continue;
      if (!prefix && /^\/(en|ar)(\/|$)/.test(path)) continue;
      waiting.push(path);
    }
  }
  return seen;
}

export const ROLES = ['visitor', 'member', 'facilitator', 'moderator', 'administrator'];

// One address for each GET route, with the first role that may see it: { route, url, role, page }.
// `clients`: role → signed-in client; `seeds`: role → addresses that only an act leads to. What
// nobody was led to comes in `missing`.
export async function everyPage(clients, seeds = {}) {
  const all = await routes(), found = new Map();
  for (const role of ROLES)
    for (const [url, page] of await crawl(clients[role], all, { seeds: ['/', ...seeds[role] ?? []] })) {
      const route = routeOf(all, url), known = route && found.get(route.path);
      if (route && page.status < 400 && (!known || known.page.status > page.status))
        found.set(route.path, { route, url, role, page });
    }
  const missing = all.filter(r => r.method === 'GET' && !found.has(r.path)).map(r => r.path);
  return { found: [...found.values()], missing };
}
