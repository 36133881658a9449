#include "features/services/feed.h"
#include "app/atom.h"
#include "app/csv.h"
#include "base/zone.h"
#include "features/services/view_member.h"
#include <stdlib.h>

enum { COLUMNS = 8 };

static void put_head(struct buf *out, const struct page *p)
{
	static const char *const keys[COLUMNS] = {
		WORD("services.field.kind"), WORD("services.field.member"), WORD("services.csv.role"),
		WORD("services.csv.lang"), WORD("services.field.since"), WORD("services.field.until"),
		WORD("services.field.link"), WORD("services.csv.licence"),
	};
	struct str fields[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++)
		fields[i] = words(p->lang, keys[i]);
	csv_line(out, p->country->csv_separator, fields, COLUMNS);
}

static void put_member(struct buf *out, const struct page *p, const struct lab_member *m)
{
	struct member_said said = member_said(m, p->lang);
	struct instant_text since = day_print(m->since_day);
	struct instant_text until = { "" };
	if (m->until_day)
		until = day_print(m->until_day);
	const struct str fields[COLUMNS] = {
		words(p->lang, member_kind_key(m->kind)), m->name, said.text,
		str_view(lang_about[said.lang].code), str_view(since.text), str_view(until.text), m->link,
		words(p->lang, WORD("country.data_licence")),
	};
	csv_line(out, p->country->csv_separator, fields, COLUMNS);
}

void collective_csv(struct buf *out, const struct page *p, const struct lab_members *all)
{
	buf_put(out, CSV_MARK);
	put_head(out, p);
	for (size_t i = 0; i < all->len; i++)
		if (all->items[i].kind != MEMBER_PERSON)
			put_member(out, p, &all->items[i]);
}

static int last_first(const void *a, const void *b)
{
	const struct lab_member *x = *(const struct lab_member *const *)a;
	const struct lab_member *y = *(const struct lab_member *const *)b;
	return (x->since_day < y->since_day) - (x->since_day > y->since_day);
}

static void put_entry(struct buf *out, const struct atom *a, const struct lab_member *m)
{
	struct member_said said = member_said(m, a->page->lang);
	int64_t at = zone_at(a->page->country->zone, m->since_day, 0, 0);
	struct atom_entry e = { .ref = m->ref, .place = STR("/collectif#m-"), .lang = (int)said.lang,
		.title = m->name, .text = said.text, .published_at = at, .updated_at = at,
		.term = STR("member"),
		.label = words(a->page->lang, member_kind_key(m->kind)) };
	atom_put(out, a, &e);
}

void collective_atom(struct buf *out, const struct page *p, const struct lab_members *all)
{
	enum { ENTRIES = 30, MOST = 500 };
	const struct lab_member *found[MOST];
	size_t len = 0;
	for (size_t i = 0; i < all->len && len < MOST; i++)
		if (all->items[i].kind != MEMBER_PERSON)
			found[len++] = &all->items[i];
	qsort(found, len, sizeof *found, last_first);
	struct atom a = { .page = p, .path = STR("/collectif"),
		.title = WORD("services.collective.title"),
		.subtitle = WORD("services.collective.intro") };
	if (len)
		a.updated_at = zone_at(p->country->zone, found[0]->since_day, 0, 0);
	atom_open(out, &a);
	for (size_t i = 0; i < len && i < ENTRIES; i++)
		put_entry(out, &a, found[i]);
	atom_close(out);
}
