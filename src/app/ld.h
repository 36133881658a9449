#ifndef APP_LD_H
#define APP_LD_H
#include "app/page.h"
#include "base/json.h"

/* What a page says of itself to search engines: JSON-LD in the words of schema.org, for its <head>.
 * Only what everybody may read goes in.
 *
 *   struct ld l;
 *   ld_open(&l, a, p);
 *   ld_typed(&l, NULL, "Service"); … json_close(&l.json, '}');
 *   v->head.json_ld = ld_close(&l); */
struct ld { struct json json; struct buf out; struct arena *arena; const struct page *page; };
void ld_open(struct ld *l, struct arena *a, const struct page *p);
/* An object of this type, under `key` or in a list (NULL); the caller closes it. */
void ld_typed(struct ld *l, const char *key, const char *type);
/* A whole address of this site. */
void ld_address(struct ld *l, const char *key, struct str path);
/* BreadcrumbList, from the first page on. */
struct ld_crumb { struct str name, path; };
void ld_trail(struct ld *l, const struct ld_crumb *crumbs, size_t n);
/* In the arena; "" when it has become longer than 64 KiB. */
struct str ld_close(struct ld *l);
#endif
