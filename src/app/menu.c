#include "app/menu.h"
#include "app/route.h"

enum { ENTRIES_MAX = 48 };

static bool is_current(const char *path, struct str here)
{
	size_t n = strlen(path);
	if (n == 1)
		return here.len == 1;
	return here.len >= n && memcmp(here.ptr, path, n) == 0 && (here.len == n || here.ptr[n] == '/');
}

struct found { const struct menu_entry *entry; };

static void insert(struct found *all, size_t *n, const struct menu_entry *m)
{
	size_t at = (*n)++;
	for (; at > 0 && all[at - 1].entry->order > m->order; at--)
		all[at] = all[at - 1];
	all[at].entry = m;
}

static struct links links_of(struct req *r, const struct site *s, enum menu_place place)
{
	struct found all[ENTRIES_MAX];
	size_t n = 0;
	for (const struct feature *const *f = s->features; *f; f++)
		for (const struct menu_entry *m = (*f)->menu; m && m->place; m++)
			if (m->place == place && n < ENTRIES_MAX
				&& roles_may((*f)->permissions, r->who->roles, m->permission))
				insert(all, &n, m);
	struct link *items = NEW(r->arena, struct link, n);
	for (size_t i = 0; i < n; i++)
		items[i] = (struct link){ .path = all[i].entry->path, .key = all[i].entry->key,
			.current = is_current(all[i].entry->path, r->page.path) };
	return (struct links){ items, n };
}

void page_links(struct req *r, const struct site *s)
{
	r->page.signed_in = r->who->roles != 0;
	r->page.is_team = (r->who->roles & ROLE_TEAM) != 0;
	r->page.main = links_of(r, s, MENU_MAIN);
	r->page.foot = links_of(r, s, MENU_FOOT);
	if (r->page.signed_in)
		r->page.mine = links_of(r, s, MENU_MINE);
	if (r->page.is_team)
		r->page.team = links_of(r, s, MENU_TEAM);
}

static const struct menu_entry *entry_of(const struct site *s, const char *path)
{
	for (const struct feature *const *f = s->features; *f; f++)
		for (const struct menu_entry *m = (*f)->menu; m && m->place; m++)
			if (m->place == MENU_TEAM && strcmp(m->path, path) == 0)
				return m;
	return NULL;
}

enum status menu_waiting(struct req *r)
{
	struct link *items = NEW(r->arena, struct link, r->page.team.len);
	for (size_t i = 0; i < r->page.team.len; i++) {
		items[i] = r->page.team.items[i];
		const struct menu_entry *m = entry_of(r->site, items[i].path);
		if (m && m->waiting)
			TRY(m->waiting(r->tx, r->site, &items[i].waiting));
	}
	r->page.team.items = items;
	return OK;
}
