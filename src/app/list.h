#ifndef APP_LIST_H
#define APP_LIST_H
#include "app/access.h"
#include "base/field.h"
#include "html/html.h"

/* The one way to page through rows: filters and a keyset, never an offset. A page costs the same
 * wherever it stands in the list, and a row added meanwhile shifts nothing.
 *
 * A list is declared by its store; filters that were not asked for add no SQL. One page is one
 * range of an index. */
enum { LIST_PAGE = 20, LIST_FILTERS = 6 };
struct list_filter {
	const char *name, *sql;                 /* "theme", " AND n.theme = " */
	bool (*number)(struct str, int64_t *);  /* for words stored as numbers; NULL: text */
	const char *end;                        /* behind the value: ")"; NULL: nothing */
};
struct list_spec {
	const char *select;        /* "SELECT … WHERE …", its columns 0 and 1 are `key` and `ref` */
	const char *key, *ref;     /* the order: a BIGINT ≥ 0, then the UUID that makes it unique */
	bool falling;              /* newest, most supported first */
	struct list_filter filters[LIST_FILTERS + 1];     /* ends with name NULL */
};

/* What was asked for in the query of a GET. Never fails: what makes no sense is left out. */
struct list_asked {
	struct str filter[LIST_FILTERS];                  /* "" = not asked for */
	bool onward;                                      /* the two below say where to go on */
	int64_t after_key;
	struct uuid after_ref;
	int64_t page;                                     /* rows; 0 = LIST_PAGE */
};
struct list_asked list_asked(const struct list_spec *spec, const struct field *query);

/* `binds` are the first ones of `select` ($1…$n).
 *   struct list l = list_open(tx, &spec, &asked, BIND(…));
 *   while (list_next(&l)) take(&l.rows);
 *   TRY(list_end(&l, &next));        next: "?kind=…&after=…", or empty on the last page */
struct list {
	struct rows rows;
	const struct list_spec *spec;
	struct list_asked asked;
	int64_t len, page;
	int64_t key;
	struct uuid ref;
	bool more;
};
/* What it runs, with binds of its own behind the first n: for whoever wants to know its plan. */
struct str list_sql(struct arena *a, const struct list_spec *spec, const struct list_asked *asked,
	size_t n);
struct list list_open(struct tx *tx, const struct list_spec *spec, const struct list_asked *asked,
	const struct bind *binds, size_t n);
bool list_next(struct list *l);
enum status list_end(struct list *l, struct url *next);
/* "?theme=pain" and so on: the filters that are on, without the place in the list; "" = none. */
struct url list_query(struct arena *a, const struct list_spec *spec,
	const struct list_asked *asked);
/* The same behind a path: "/besoins?theme=pain". */
struct url list_at(struct arena *a, const char *path, const struct list_spec *spec,
	const struct list_asked *asked);
#endif
