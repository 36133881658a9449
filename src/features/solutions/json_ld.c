/* A public card for search engines. Pure. */
#include "features/solutions/json_ld.h"
#include "app/ld.h"
#include "features/solutions/view_row.h"

/* Sign language has its own code. */
static void put_languages(struct ld *l, const struct solution_content *c)
{
	const char *const *spoken = solution_rules[SOLUTION_F_LANGUAGES].words;
	int64_t bits = c->number[SOLUTION_F_LANGUAGES];
	ld_typed(l, "availableChannel", "ServiceChannel");
	json_open(&l->json, "availableLanguage", '[');
	for (size_t i = 0; spoken[i]; i++)
		if (bits & (1 << i))
			json_text(&l->json, NULL,
				strcmp(spoken[i], "lsf") == 0 ? STR("fsl") : str_view(spoken[i]));
	json_close(&l->json, ']');
	json_close(&l->json, '}');
}

/* A price in figures is known of what is free alone; otherwise it stands in words. */
static void put_offer(struct ld *l, const struct solution_content *c)
{
	bool free = c->number[SOLUTION_F_COST] == COST_FREE;
	struct str said = solution_say(l->arena, l->page, c, SOLUTION_F_COST);
	struct str more = c->text[SOLUTION_F_COST_TEXT];
	if (!said.len)
		return;
	ld_typed(l, "offers", "Offer");
	if (free)
		json_text(&l->json, "price", STR("0"));
	json_text(&l->json, "description",
		more.len ? str_join(l->arena, PIECES(said, STR(". "), more)) : said);
	json_close(&l->json, '}');
}

static void put_service(struct ld *l, const struct solution *s, struct str path)
{
	const struct solution_content *c = &s->is;
	ld_typed(l, NULL, "Service");
	ld_address(l, "@id", path);
	ld_address(l, "url", path);
	json_text(&l->json, "name", s->shown_name);
	if (!s->is_veiled)
		json_text(&l->json, "description", s->shown_text);
	ld_typed(l, "provider", "Organization");
	json_text(&l->json, "name", c->text[SOLUTION_F_TEAM]);
	json_close(&l->json, '}');
	if (c->text[SOLUTION_F_TERRITORY].len) {
		ld_typed(l, "areaServed", "AdministrativeArea");
		json_text(&l->json, "name", solution_say(l->arena, l->page, c, SOLUTION_F_TERRITORY));
		json_close(&l->json, '}');
	}
	ld_typed(l, "audience", "Audience");
	json_text(&l->json, "audienceType", solution_say(l->arena, l->page, c, SOLUTION_F_FOR));
	json_close(&l->json, '}');
	put_offer(l, c);
	put_languages(l, c);
	json_close(&l->json, '}');
}

struct str solution_json_ld(struct arena *a, const struct page *p, const struct solution *s)
{
	struct ld l;
	struct str path = solution_path(a, s);
	const struct ld_crumb crumbs[] = {
		{ words(p->lang, WORD("solutions.crumb.home")), STR("/") },
		{ words(p->lang, WORD("solutions.list.title")), STR("/solutions") },
		{ s->shown_name, path },
	};
	ld_open(&l, a, p);
	put_service(&l, s, path);
	ld_trail(&l, crumbs, sizeof crumbs / sizeof *crumbs);
	return ld_close(&l);
}
