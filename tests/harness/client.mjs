// Somebody at a browser without scripts: keeps cookies, finds forms, fills them in, sends them.
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

export function decode(html) {
  return html.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, ten, sixteen, name) =>
    ten ? String.fromCodePoint(+ten) : sixteen ? String.fromCodePoint(parseInt(sixteen, 16))
      : NAMED[name] ?? whole);
}

// What one reads of a page.
export function textOf(html) {
  return decode(html.replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ').trim();
}

const attribute = (tag, name) => {
  const m = tag.match(new RegExp(`\\s${name}(?:="([^"]*)"|='([^']*)'|=([^\\s>]+))?(?=[\\s/>]|$)`, 'i'));
  return m ? decode(m[1] ?? m[2] ?? m[3] ?? '') : undefined;
};

// Names with what a browser would send for them, and the buttons beside.
function controlsOf(html) {
  const fields = [], buttons = [];
  for (const [whole] of html.matchAll(
    /<(?:input|button)\b[^>]*>|<textarea\b[^>]*>[^]*?<\/textarea>|<select\b[^>]*>[^]*?<\/select>/gi)) {
    const open = whole.match(/^<[^>]*>/)[0], name = attribute(open, 'name');
    const kind = open.match(/^<(\w+)/)[1].toLowerCase(), type = (attribute(open, 'type') ?? '').toLowerCase();
    if (attribute(open, 'disabled') !== undefined) continue;
    if (kind === 'button') buttons.push({ name, value: attribute(open, 'value') ?? '' });
    else if (!name) continue;
    else if (kind === 'textarea') fields.push([name, decode(whole.slice(open.length, -'</textarea>'.length)).replace(/^\n/, '')]);
    else if (kind === 'select') {
      const options = [...whole.matchAll(/<option\b[^>]*>/gi)].map(m => m[0]);
      const chosen = options.find(o => attribute(o, 'selected') !== undefined) ?? options[0];
      fields.push([name, chosen ? attribute(chosen, 'value') ?? '' : '']);
    } else if (type === 'submit') buttons.push({ name, value: attribute(open, 'value') ?? '' });
    else if (!['checkbox', 'radio'].includes(type) || attribute(open, 'checked') !== undefined)
      fields.push([name, attribute(open, 'value') ?? (type === 'checkbox' ? 'on' : '')]);
  }
  return { fields, buttons };
}

export function formsOf(html) {
  return [...html.matchAll(/(<form\b[^>]*>)([^]*?)<\/form>/gi)].map(([, open, inside]) => ({
    method: (attribute(open, 'method') ?? 'get').toLowerCase(),
    action: attribute(open, 'action') ?? '', html: inside, ...controlsOf(inside),
  }));
}

export class Page {
  constructor(url, response, body) {
    Object.assign(this, { url, status: response.status, headers: response.headers, body });
  }
  get html() { return this.body.toString('utf8'); }
  get text() { return textOf(this.html); }
  get main() { return textOf(this.html.match(/<main\b[^]*<\/main>/i)?.[0] ?? this.html); }
  get title() { return decode(this.html.match(/<title>([^]*?)<\/title>/i)?.[1] ?? ''); }
  get location() { return this.headers.get('location'); }
  get links() {
    return [...this.html.matchAll(/<a\b[^>]*>/gi)].map(m => attribute(m[0], 'href')).filter(Boolean);
  }
  get forms() { return formsOf(this.html); }
  // By the path it is sent to: a text that it ends with, or a pattern.
  form(action) {
    const fits = f => action instanceof RegExp ? action.test(f.action) : f.action.split('?')[0].endsWith(action);
    const found = this.forms.find(f => f.method === 'post' && fits(f));
    if (!found) throw new Error(`${this.url} has no form for ${action}: ${this.status} ${this.main.slice(0, 400)}`);
    return found;
  }
}

let addresses = 0;

export class Client {
  constructor(base, { headers = {}, ip } = {}) {
    addresses++;
    this.base = base;
    this.cookies = new Map();
    this.headers = { 'X-Forwarded-For': ip ?? `10.1.${addresses >> 8 & 255}.${addresses & 255}`, ...headers };
  }

  async request(method, path, { body, headers = {}, keepCookies = true } = {}) {
    const url = new URL(path, this.base);
    const cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    const response = await fetch(url, { method, body, redirect: 'manual',
      headers: { ...this.headers, ...(cookie && { Cookie: cookie }), ...headers } });
    for (const line of keepCookies ? response.headers.getSetCookie() : []) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (/max-age=0/i.test(line) || !value) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return new Page(url.pathname + url.search, response, Buffer.from(await response.arrayBuffer()));
  }

  // Goes where it is sent to, as browsers do.
  async follow(page) {
    for (let i = 0; page.status >= 300 && page.status < 400 && page.location && i < 10; i++)
      page = await this.request('GET', new URL(page.location, new URL(page.url, this.base)).href);
    return page;
  }

  async get(path) { return this.follow(await this.request('GET', path)); }

  post(path, fields, headers = {}) {
    const body = new URLSearchParams(fields).toString();
    return this.request('POST', path, { body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } });
  }

  // Fills in what is named, leaves the rest as it stands, and sends it; not yet followed.
  send(page, action, values = {}, button) {
    const form = page.form(action), fields = form.fields.filter(([name]) => !(name in values));
    for (const [name, value] of Object.entries(values))
      for (const one of [value].flat()) if (one !== null) fields.push([name, one]);
    const pressed = button ? form.buttons.find(b => b.value === button || b.name === button) : form.buttons[0];
    if (button && !pressed) throw new Error(`${page.url}: no button ${button} in ${form.html}`);
    if (pressed?.name) fields.push([pressed.name, pressed.value]);
    return this.post(new URL(form.action || page.url, new URL(page.url, this.base)).href, fields);
  }

  async submit(page, action, values, button) {
    return this.follow(await this.send(page, action, values, button));
  }

  // Opens a sign-in link and presses its button.
  async enter(path) {
    const page = await this.submit(await this.get(path), /\/lien\//);
    if (page.status !== 200 || ![...this.cookies.keys()].some(name => /agora$/.test(name)))
      throw new Error(`the link ${path} did not let in: ${page.status} ${page.main.slice(0, 200)}`);
    return this;
  }
}
