#include "app/ld.h"

enum { LD_MAX = 1 << 16, ADDRESS_MAX = 1024 };

void ld_open(struct ld *l, struct arena *a, const struct page *p)
{
	*l = (struct ld){ .out = { .max = LD_MAX }, .arena = a, .page = p };
	l->json.out = &l->out;
	json_open(&l->json, NULL, '{');
	json_text(&l->json, "@context", STR("https://schema.org"));
	json_open(&l->json, "@graph", '[');
}

void ld_typed(struct ld *l, const char *key, const char *type)
{
	json_open(&l->json, key, '{');
	json_text(&l->json, "@type", str_view(type));
}

void ld_address(struct ld *l, const char *key, struct str path)
{
	struct buf b = { .max = ADDRESS_MAX };
	page_address(&b, l->page, path);
	json_text(&l->json, key, buf_view(&b));
	buf_finish(&b);
}

void ld_trail(struct ld *l, const struct ld_crumb *crumbs, size_t n)
{
	ld_typed(l, NULL, "BreadcrumbList");
	json_open(&l->json, "itemListElement", '[');
	for (size_t i = 0; i < n; i++) {
		ld_typed(l, NULL, "ListItem");
		json_i64(&l->json, "position", (int64_t)i + 1);
		json_text(&l->json, "name", crumbs[i].name);
		ld_address(l, "item", crumbs[i].path);
		json_close(&l->json, '}');
	}
	json_close(&l->json, ']');
	json_close(&l->json, '}');
}

struct str ld_close(struct ld *l)
{
	json_close(&l->json, ']');
	json_close(&l->json, '}');
	struct str made = l->out.full ? (struct str){ 0 } : str_dup(l->arena, buf_view(&l->out));
	buf_finish(&l->out);
	return made;
}
