/* Lab Agora. Pages work without this file; every sentence comes from data-* attributes. */
(() => {
const doc = document, lang = doc.documentElement.lang || 'fr', live = { role: 'status' };
const each = (css, fn) => doc.querySelectorAll(css).forEach(fn);
const on = (e, name, fn) => e.addEventListener(name, fn);
const make = (tag, className, more) => Object.assign(doc.createElement(tag), { className, ...more });

each('[data-print]', e => { e.hidden = false; on(e, 'click', () => print()); });
on(doc, 'keydown', e => {
	if (e.key === 'Escape') each('.ag-menu[open]', m => { m.open = false; m.children[0].focus(); });
});

/* Signs left: seen at once, read aloud after a pause */
each('[data-left]', e => {
	const seen = make('span', 'ag-left', { ariaHidden: true }), heard = make('span', 'ag-vh', live);
	let timer;
	const count = () => {
		const n = (e.maxLength - e.value.length).toLocaleString(lang);
		seen.textContent = e.dataset.left.replace('{n}', n);
	};
	e.after(seen, heard);
	count();
	on(e, 'input', () => {
		count();
		clearTimeout(timer);
		timer = setTimeout(() => { heard.textContent = seen.textContent; }, 1e3);
	});
});

each('[data-suggest]', e => {
	let timer;
	on(e, 'input', () => {
		const q = e.value.trim(), url = new URL(e.dataset.suggest, location);
		clearTimeout(timer);
		if (q.length > 1) timer = setTimeout(async () => {
			url.searchParams.set('q', q);
			const rows = await fetch(url).then(r => r.json()).catch(() => []);
			e.list.replaceChildren(...rows.map(r => new Option('', r.value)));
		}, 250);
	});
});

/* Drafts: done a week later, or once sent and answered by a redirect */
const store = localStorage, get = key => JSON.parse(store[key] || 0);
const moved = performance.getEntriesByType('navigation')[0]?.redirectCount;
for (const key in store) if (/^draft:/.test(key)) {
	const { sent, at } = get(key), age = Date.now() - at;
	if (sent && moved && age < 6e4 || age > 6e8) delete store[key];
}
each('[data-draft]', form => {
	const words = form.dataset, key = 'draft:' + words.draft, line = make('p', 'ag-left', live);
	const fields = () => [...form.elements].filter(e => e.name && e.autocomplete !== 'off'
		&& !/hidden|password|file|submit|button|fieldset/.test(e.type));
	const typed = () => JSON.stringify(fields().map(e => [e.name, e.value, e.checked]));
	const say = (e, text, at = Date.now()) => {
		const t = new Date(at).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
		e.textContent = text.replace('{t}', t);
	};
	const keep = sent => {
		store[key] = JSON.stringify({ at: Date.now(), sent, typed: typed() });
		say(line, words.draftKept);
	};
	let timer;
	const save = async () => {
		timer = clearTimeout(timer);
		try {
			const body = new URLSearchParams([...new FormData(form)].filter(p => p[1].trim));
			if (body.has('once')) body.set('once', crypto.randomUUID());
			const r = words.autosave && await fetch(words.autosave, { method: 'POST', body,
				redirect: 'manual', keepalive: doc.hidden, headers: { 'X-Requested-With': 'autosave' } });
			if (!r.ok) throw r;
			delete store[key];
			say(line, words.draftSaved);
		} catch { keep(); }
	};
	form.append(line);
	on(form, 'input', () => { timer ||= setTimeout(save, 1e4); });
	on(doc, 'visibilitychange', () => timer && doc.hidden && save());
	on(form, 'submit', () => {
		timer = clearTimeout(timer);
		if (!words.autosave || get(key)) keep(1);
	});

	const old = get(key), offer = make('p', 'ag-row', live);
	if (!old || old.typed === typed()) return;
	const act = (textContent, fn) => {
		const b = make('button', 'ag-btn ag-btn--2', { type: 'button', textContent });
		on(b, 'click', () => { offer.remove(); fn(); fields()[0].focus(); });
		offer.append(b);
	};
	form.prepend(offer);
	say(offer, words.draftFound, old.at);
	act(words.draftRestore, () => JSON.parse(old.typed).forEach((p, i) => {
		const e = fields()[i];
		if (e?.name !== p[0]) return;
		[, e.value, e.checked] = p;
		e.dispatchEvent(new Event('input', { bubbles: true }));
	}));
	act(words.draftDrop, () => delete store[key]);
});
})();
