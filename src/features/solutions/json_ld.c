/* A public card for search engines. Pure. */
#include "features/solutions/json_ld.h"
#include "base/json.h"
#include "features/solutions/view_row.h"

struct ld { struct json json; struct arena *arena; const struct page *page; };

static void put_address(struct ld *l, const char *key, struct str path)
{
	struct buf b = { .max = 1024 };
	page_address(&b, l->page, path);
	json_text(&l->json, key, buf_view(&b));
	buf_finish(&b);
}

static void open_typed(struct ld *l, const char *key, const char *type)
{
	json_open(&l->json, key, '{');
	json_text(&l->json, "@type", str_view(type));
}

/* Sign language has its own code. */
static void put_languages(struct ld *l, const struct solution_content *c)
{
	const char *const *spoken = solution_rules[SOLUTION_F_LANGUAGES].words;
	int64_t bits = c->number[SOLUTION_F_LANGUAGES];
	open_typed(l, "availableChannel", "ServiceChannel");
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
	open_typed(l, "offers", "Offer");
	if (free)
		json_text(&l->json, "price", STR("0"));
	json_text(&l->json, "description",
		more.len ? str_join(l->arena, PIECES(said, STR(". "), more)) : said);
	json_close(&l->json, '}');
}

static void put_service(struct ld *l, const struct solution *s, struct str path)
{
	const struct solution_content *c = &s->is;
	open_typed(l, NULL, "Service");
	put_address(l, "@id", path);
	put_address(l, "url", path);
	json_text(&l->json, "name", s->shown_name);
	if (!s->is_veiled)
		json_text(&l->json, "description", s->shown_text);
	open_typed(l, "provider", "Organization");
	json_text(&l->json, "name", c->text[SOLUTION_F_TEAM]);
	json_close(&l->json, '}');
	if (c->text[SOLUTION_F_TERRITORY].len) {
		open_typed(l, "areaServed", "AdministrativeArea");
		json_text(&l->json, "name", solution_say(l->arena, l->page, c, SOLUTION_F_TERRITORY));
		json_close(&l->json, '}');
	}
	open_typed(l, "audience", "Audience");
	json_text(&l->json, "audienceType", solution_say(l->arena, l->page, c, SOLUTION_F_FOR));
	json_close(&l->json, '}');
	put_offer(l, c);
	put_languages(l, c);
	json_close(&l->json, '}');
}

static void put_crumb(struct ld *l, int64_t position, struct str name, struct str path)
{
	open_typed(l, NULL, "ListItem");
	json_i64(&l->json, "position", position);
	json_text(&l->json, "name", name);
	put_address(l, "item", path);
	json_close(&l->json, '}');
}

struct str solution_json_ld(struct arena *a, const struct page *p, const struct solution *s)
{
	struct buf out = { .max = 1 << 16 };
	struct ld l = { { .out = &out }, a, p };
	struct str path = solution_path(a, s);
	json_open(&l.json, NULL, '{');
	json_text(&l.json, "@context", STR("https://schema.org"));
	json_open(&l.json, "@graph", '[');
	put_service(&l, s, path);
	open_typed(&l, NULL, "BreadcrumbList");
	json_open(&l.json, "itemListElement", '[');
	put_crumb(&l, 1, words(p->lang, WORD("solutions.crumb.home")), STR("/"));
	put_crumb(&l, 2, words(p->lang, WORD("solutions.list.title")), STR("/solutions"));
	put_crumb(&l, 3, s->shown_name, path);
	json_close(&l.json, ']');
	json_close(&l.json, '}');
	json_close(&l.json, ']');
	json_close(&l.json, '}');
	struct str made = out.full ? (struct str){ 0 } : str_dup(a, buf_view(&out));
	buf_finish(&out);
	return made;
}
