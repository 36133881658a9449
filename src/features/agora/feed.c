/* Atom, CSV and JSON-LD. */
#include "features/agora/feed.h"
#include "app/atom.h"
#include "app/csv.h"
#include "app/ld.h"
#include "features/agora/names.h"
#include "features/agora/view_row.h"
#include <stdio.h>

/* ---- Atom ---- */

static int64_t newest(const struct feed *f)
{
	int64_t at = 0;
	for (size_t i = 0; i < f->len; i++)
		if (f->items[i].need->changed_at > at)
			at = f->items[i].need->changed_at;
	return at;
}

static struct atom_entry entry_of(const struct page *p, const struct feed_entry *e)
{
	const struct need *n = e->need;
	return (struct atom_entry){ .ref = n->ref, .lang = n->shown_lang, .title = n->shown_title,
		.text = n->shown_text, .author = e->author, .published_at = n->published_at,
		.updated_at = n->changed_at, .term = n->theme,
		.label = theme_name(p->country, n->theme, p->lang) };
}

void feed_atom(struct buf *out, const struct feed *f)
{
	struct atom a = { .page = f->page, .path = STR("/besoins"), .query = f->query,
		.title = WORD("agora.feed.title"), .subtitle = WORD("agora.list.description"),
		.updated_at = newest(f) };
	atom_open(out, &a);
	for (size_t i = 0; i < f->len; i++) {
		struct atom_entry e = entry_of(f->page, &f->items[i]);
		atom_put(out, &a, &e);
	}
	atom_close(out);
}

/* ---- CSV ---- */

void csv_head(struct buf *out, const struct page *p)
{
	static const char *const keys[] = {
		WORD("agora.csv.number"), WORD("agora.csv.address"), WORD("agora.csv.title"),
		WORD("agora.csv.text"), WORD("agora.csv.lang"), WORD("agora.csv.for"),
		WORD("agora.csv.stage"), WORD("agora.csv.theme"), WORD("agora.csv.territory"),
		WORD("agora.csv.place"), WORD("agora.csv.state"), WORD("agora.csv.people"),
		WORD("agora.csv.published"), WORD("agora.csv.changed"), WORD("agora.csv.licence"),
	};
	enum { COLUMNS = sizeof keys / sizeof *keys };
	struct str fields[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++)
		fields[i] = words(p->lang, keys[i]);
	buf_put(out, CSV_MARK);
	csv_line(out, p->country->csv_separator, fields, COLUMNS);
}

static struct str str_number(char space[24], int64_t n)
{
	return (struct str){ space, (size_t)snprintf(space, 24, "%lld", (long long)n) };
}

void csv_row(struct buf *out, const struct page *p, const struct need *n)
{
	char number[24], people[24];
	const struct zone *zone = p->country->zone;
	struct instant_text published = day_print(zone_day(zone, n->published_at));
	struct instant_text changed = day_print(zone_day(zone, n->changed_at));
	struct str commune = commune_name(n->commune);
	struct str place = commune.len ? commune : territory_name(p->country, n->territory);
	struct buf b = { .max = 1024 };
	buf_fmt(&b, "%.*s%s/besoins/%s", (int)p->public_url.len, p->public_url.ptr,
		lang_about[p->lang].prefix, uuid_print(n->ref).text);
	const struct str fields[] = {
		str_number(number, n->number), buf_view(&b), n->title, n->text,
		str_view(lang_about[n->lang].code), words(p->lang, whom_key(n->for_whom)),
		words(p->lang, stage_key(n->stage)), theme_name(p->country, n->theme, p->lang),
		n->territory, place, words(p->lang, state_key(n->state)),
		str_number(people, n->supports + 1), str_view(published.text), str_view(changed.text),
		words(p->lang, WORD("agora.csv.licence_name")),
	};
	csv_line(out, p->country->csv_separator, fields, sizeof fields / sizeof *fields);
	buf_finish(&b);
}

/* ---- JSON-LD ---- */

static void put_posting(struct ld *l, const struct need *n, struct str path, struct str author)
{
	struct json *j = &l->json;
	ld_typed(l, NULL, "DiscussionForumPosting");
	ld_address(l, "@id", path);
	ld_address(l, "url", path);
	json_text(j, "headline", n->shown_title);
	json_text(j, "text", n->shown_text);
	json_text(j, "inLanguage", str_view(lang_about[n->shown_lang].code));
	json_text(j, "datePublished", str_view(instant_print(n->published_at).text));
	json_text(j, "dateModified", str_view(instant_print(n->changed_at).text));
	ld_typed(l, "author", "Person");
	json_text(j, "name", author.len ? author : words(l->page->lang, WORD("agora.author_gone")));
	json_close(j, '}');
	ld_typed(l, "interactionStatistic", "InteractionCounter");
	json_text(j, "interactionType", STR("https://schema.org/AgreeAction"));
	json_i64(j, "userInteractionCount", n->supports);
	json_close(j, '}');
	json_close(j, '}');
}

struct str need_json_ld(struct arena *a, const struct page *p, const struct need *n,
	struct str author)
{
	struct ld l;
	struct str path = need_path(a, n);
	const struct ld_crumb crumbs[] = {
		{ words(p->lang, WORD("agora.crumb.home")), STR("/") },
		{ words(p->lang, WORD("agora.list.title")), STR("/besoins") },
		{ n->shown_title, path },
	};
	ld_open(&l, a, p);
	put_posting(&l, n, path, author);
	ld_trail(&l, crumbs, sizeof crumbs / sizeof *crumbs);
	return ld_close(&l);
}
