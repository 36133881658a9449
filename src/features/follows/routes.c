/* Following and no longer; all that somebody follows, and how often they are written to. */
#include "features/follows/routes.h"
#include "features/follows/view.h"

/* ---- on any page ---- */

/* Where it stands, without the words of its address: app_once keeps it a day. */
static enum status lead_to(struct req *r, const struct object *o)
{
	struct str path = o->path, ref_ = uuid_dup(r->arena, r->ref);
	const char *at = memmem(path.ptr, path.len, ref_.ptr, ref_.len);
	if (at)
		path.len = (size_t)(at - path.ptr) + ref_.len;
	return answer_redirect(r, str_dup(r->arena, path).ptr, NULL);
}

static enum status post_follow(struct req *r)
{
	struct object_key key;
	struct object o;
	TRY(follow_thing(r, &key, &o));
	if (!r->who->roles) {
		struct buf to = { .max = 1024 };
		buf_put(&to, STR("/connexion?next="));
		html_url_part(&to, o.path);
		struct str path = str_dup(r->arena, buf_view(&to));
		buf_finish(&to);
		return answer_redirect(r, path.ptr, NULL);
	}
	TRY(follow_add(r->tx, r->who->persona, key));
	return lead_to(r, &o);
}

static enum status post_unfollow(struct req *r)
{
	struct object_key key;
	struct object o;
	TRY(follow_thing(r, &key, &o));
	TRY(follow_remove(r->tx, r->who->persona, key));
	return lead_to(r, &o);
}

/* ---- all of them ---- */

static struct followed_row row_of(struct req *r, const struct follow *f)
{
	struct object o;
	const struct object_kind *k = site_kind(r->site, f->key.kind);
	struct followed_row row = { .ref = f->ref, .at = f->at, .kind = k ? k->word : NULL };
	if (site_object(r->site, r->tx, r->who, f->key, &o)) {
		row.title = o.title;
		row.path = (struct url){ o.path };
	}
	row.levels = view_levels(r->arena, f->level);
	return row;
}

static enum status show_follows(struct req *r, int http, const struct habit_form *form)
{
	struct follows all;
	struct follows_view v;
	struct list_asked asked = list_asked(&follow_spec, r->fields);
	TRY(follow_list(r->tx, r->who->persona, &asked, &all));
	struct followed_row *rows = NEW(r->arena, struct followed_row, all.len);
	for (size_t i = 0; i < all.len; i++)
		rows[i] = row_of(r, &all.items[i]);
	TRY(r->error->status);
	view_follows(r->arena, r->page.lang, form, &v);
	v.rows = (struct followed_rows){ rows, all.len };
	v.next = all.next;
	v.is_onward = asked.onward;
	v.is_done = http == 200 && req_field(r, "fait").len;
	page_follows(answer_page(r, http), &r->page, &v);
	return OK;
}

static enum status get_follows(struct req *r)
{
	struct habit h;
	TRY(habit_find(r->tx, r->who->persona, &h));
	struct habit_form form = { .typed = {
		[HABIT_LEVEL]   = str_view(level_word(h.level)),
		[HABIT_WEEKDAY] = str_fmt(r->arena, "%d", h.weekday),
		[HABIT_HOUR]    = str_fmt(r->arena, "%d", h.hour),
	} };
	return show_follows(r, 200, &form);
}

struct rhythm { struct habit_form form; struct habit habit; };

static enum status prepare_habit(struct req *r)
{
	struct rhythm *f = NEW(r->arena, struct rhythm, 1);
	req_typed(r, habit_field_name, f->form.typed, HABIT_FIELDS);
	r->prepared = f;
	return habit_read(&f->form, &f->habit) ? OK : show_follows(r, 422, &f->form);
}

static enum status post_habit(struct req *r)
{
	const struct rhythm *f = r->prepared;
	TRY(habit_put(r->tx, r->site, r->who->persona, &f->habit));
	return answer_redirect(r, "/moi/suivis?fait=1", NULL);
}

/* ---- one of them ---- */

static enum status post_level(struct req *r)
{
	struct follow f;
	enum level level;
	TRY(follow_find(r->tx, r->who->persona, r->ref, &f));
	if (!level_of(req_field(r, "level"), &level))
		return fail(r->error, INVALID, "no such level");
	TRY(follow_set_level(r->tx, r->site, r->who->persona, &f, level));
	return answer_redirect(r, "/moi/suivis?fait=1", NULL);
}

static enum status post_end(struct req *r)
{
	struct follow f;
	TRY(follow_find(r->tx, r->who->persona, r->ref, &f));
	TRY(follow_remove(r->tx, r->who->persona, f.key));
	return answer_redirect(r, "/moi/suivis?fait=1", NULL);
}

/* ---- what the router is told ---- */

const struct permission follow_permissions[] = {
	{ "follows.mine", ROLE_MEMBER },
	{ 0 },
};

#define BY_MAIL \
	"a mail program posts it, without a session (RFC 8058); the token in the address, which" \
	" nobody can make without our key, says that they have the mail"
const struct route follow_routes[] = {
	{ POST, "/suivre/{name}/{ref}", post_follow, "public" },
	{ POST, "/ne-plus-suivre/{name}/{ref}", post_unfollow, "follows.mine" },
	{ GET, "/moi/suivis", get_follows, "follows.mine" },
	{ POST, "/moi/suivis", post_habit, "follows.mine", .prepare = prepare_habit },
	{ POST, "/moi/suivis/{ref}", post_level, "follows.mine" },
	{ POST, "/moi/suivis/{ref}/arreter", post_end, "follows.mine" },
	{ GET, "/arreter/{ref}/{ref}", get_stop, "public" },
	{ POST, "/arreter/{ref}/{ref}", post_stop, "public", .prepare = prepare_stop,
		.no_form_keys = BY_MAIL },
	{ 0 },
};
