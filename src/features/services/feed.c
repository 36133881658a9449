#include "features/services/feed.h"
#include "app/csv.h"
#include "features/services/view_member.h"

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
