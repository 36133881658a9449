/* Atom and CSV of the catalogue. */
#include "features/solutions/feed.h"
#include "app/atom.h"
#include "app/csv.h"
#include "features/solutions/view.h"

void solution_atom(struct buf *out, const struct page *p, struct str query,
	const struct feed_items *all)
{
	struct atom a = { .page = p, .path = STR("/solutions"), .query = query,
		.title = WORD("solutions.feed.title"), .subtitle = WORD("solutions.list.description") };
	for (size_t i = 0; i < all->len; i++)
		if (all->items[i].changed_at > a.updated_at)
			a.updated_at = all->items[i].changed_at;
	atom_open(out, &a);
	for (size_t i = 0; i < all->len; i++) {
		const struct solution *s = &all->items[i];
		const struct theme *theme = country_theme(p->country, s->is.text[SOLUTION_F_THEME]);
		struct atom_entry e = { .ref = s->ref, .lang = s->shown_lang, .title = s->shown_name,
			.text = s->is_veiled ? words(p->lang, WORD("solutions.veiled")) : s->shown_text,
			.author = s->is.text[SOLUTION_F_TEAM],
			.published_at = s->listed_at, .updated_at = s->changed_at,
			.term = s->is.text[SOLUTION_F_THEME] };
		if (theme)
			e.label = theme->name[p->lang];
		atom_put(out, &a, &e);
	}
	atom_close(out);
}

enum { OWN = 6, COLUMNS = OWN + SOLUTION_FIELDS };

void solution_csv_head(struct buf *out, const struct page *p)
{
	static const char *const own[OWN] = { WORD("solutions.csv.address"),
		WORD("solutions.csv.state"), WORD("solutions.csv.lang"), WORD("solutions.csv.listed"),
		WORD("solutions.csv.fresh"), WORD("solutions.csv.licence") };
	struct str fields[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++)
		fields[i] = words(p->lang,
			i < OWN ? own[i] : solution_label((enum solution_field)(i - OWN)));
	buf_put(out, CSV_MARK);
	csv_line(out, p->country->csv_separator, fields, COLUMNS);
}

void solution_csv_row(struct buf *out, struct arena *a, const struct page *p,
	const struct solution *s)
{
	const struct zone *zone = p->country->zone;
	struct instant_text listed = day_print(zone_day(zone, s->listed_at));
	struct instant_text fresh = day_print(zone_day(zone, s->fresh_at));
	struct buf address = { .max = 1024 };
	page_address(&address, p, STR("/solutions/"));
	html_uuid(&address, s->ref);
	struct str fields[COLUMNS] = { buf_view(&address),
		words(p->lang, solution_state_key(s->state)), str_view(lang_about[s->lang].code),
		str_view(listed.text), str_view(fresh.text),
		words(p->lang, WORD("solutions.csv.licence_name")) };
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++)
		fields[OWN + f] = solution_say(a, p, &s->is, f);
	if (s->is_veiled)
		fields[OWN + SOLUTION_F_TEXT] = words(p->lang, WORD("solutions.veiled"));
	csv_line(out, p->country->csv_separator, fields, COLUMNS);
	buf_finish(&address);
}
