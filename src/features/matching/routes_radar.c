/* The radar: what many lack and nothing answers, for the team, as a page and as CSV. */
#include "features/matching/routes_radar.h"
#include "app/country.h"
#include "app/csv.h"
#include "app/site.h"
#include "features/agora/agora.h"
#include "features/matching/rules_radar.h"
#include "features/matching/store.h"
#include "features/matching/view_radar.h"
#include <stdio.h>

struct radar { struct radar_cells by_stage, by_region; };

static struct str region_of(const struct req *r, struct str territory)
{
	const struct territory *t = country_territory(&r->site->country, territory);
	return t ? t->region : words(r->page.lang, WORD("country.everywhere"));
}

static struct str theme_of(const struct req *r, struct str slug)
{
	const struct theme *t = country_theme(&r->site->country, slug);
	return t ? t->name[r->page.lang] : words(r->page.lang, WORD("matching.radar.no_theme"));
}

static void add(struct req *r, struct radar *radar, const struct need_cell *c, int64_t sign)
{
	struct radar_cell cell = { theme_of(r, c->theme), words(r->page.lang, stage_key(c->stage)),
		sign * c->needs, sign * c->people };
	radar_add(&radar->by_stage, &cell);
	cell.column = region_of(r, c->territory);
	radar_add(&radar->by_region, &cell);
}

/* What is open, less what a solution answers or is being tried for. */
static enum status read_radar(struct req *r, struct radar *out)
{
	struct need_cells open;
	struct answered_needs answered;
	TRY(agora_open_cells(r->tx, &open));
	TRY(match_answered(r->tx, &answered));
	size_t room = open.len + answered.len + 1;
	out->by_stage = (struct radar_cells){ NEW(r->arena, struct radar_cell, room), 0 };
	out->by_region = (struct radar_cells){ NEW(r->arena, struct radar_cell, room), 0 };
	for (size_t i = 0; i < open.len; i++)
		add(r, out, &open.items[i], 1);
	for (size_t i = 0; i < answered.len; i++) {
		struct need_cell c;
		if (agora_cell_of(r->tx, answered.need[i], &c))
			add(r, out, &c, -1);
	}
	out->by_stage = radar_safe(r->arena, &out->by_stage);
	out->by_region = radar_safe(r->arena, &out->by_region);
	return r->error->status;
}

enum status get_radar(struct req *r)
{
	struct radar radar;
	TRY(read_radar(r, &radar));
	struct radar_view v = view_radar(r->arena, &radar.by_stage, &radar.by_region);
	page_radar(answer_page(r, 200), &r->page, &v);
	return OK;
}

static void put_rows(struct buf *out, char separator, const char *table, enum lang lang,
	const struct radar_cells *cells)
{
	for (size_t i = 0; i < cells->len; i++) {
		const struct radar_cell *c = &cells->items[i];
		struct str rest = words(lang, WORD("matching.radar.others"));
		char needs[24], people[24];
		snprintf(needs, sizeof needs, "%lld", (long long)c->needs);
		snprintf(people, sizeof people, "%lld", (long long)c->people);
		const struct str row[] = { words(lang, table), c->row, c->column.len ? c->column : rest,
			str_view(needs), str_view(people) };
		csv_line(out, separator, row, sizeof row / sizeof *row);
	}
}

enum status get_radar_csv(struct req *r)
{
	struct radar radar;
	enum lang lang = r->page.lang;
	char separator = r->site->country.csv_separator;
	TRY(read_radar(r, &radar));
	struct buf *out = answer_file(r, "text/csv; charset=utf-8", STR("radar.csv"));
	const struct str head[] = { words(lang, WORD("matching.radar.table")),
		words(lang, WORD("matching.radar.theme")), words(lang, WORD("matching.radar.part")),
		words(lang, WORD("matching.radar.needs")), words(lang, WORD("matching.radar.people")) };
	buf_put(out, CSV_MARK);
	csv_line(out, separator, head, sizeof head / sizeof *head);
	put_rows(out, separator, WORD("matching.radar.by_stage"), lang, &radar.by_stage);
	put_rows(out, separator, WORD("matching.radar.by_region"), lang, &radar.by_region);
	return OK;
}
