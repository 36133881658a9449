/* What is due to somebody in one mail: looked at again at the moment it is sent. */
#include "app/site.h"
#include "engines/delivery/inside.h"

#define DAY INT64_C(86400000)
/* A slice ends behind so many rows, or so many people; a digest looks at the newest NOTICES. */
enum { ROWS = 100, PEOPLE = 20, NOTICES = 200, RIDES_DAYS = 8 };

struct waiting { struct recount said; struct object_key of; bool is_followed; };
struct waitings { struct waiting *items; size_t len; };

/* What those concerned were told at once goes along with the next digest, unless it was read: for
 * RIDES_DAYS, so that a weekly one has it even in the week that autumn makes an hour longer. */
static enum status read_waiting(struct tx *tx, struct uuid persona, struct waitings *out)
{
	*out = (struct waitings){ .items = NEW(tx_arena(tx), struct waiting, NOTICES) };
	struct rows r = db_query(tx,
		"SELECT kind, object, what, times, since_at, mail_at, of_kind, of_id FROM delivery_notice"
		" WHERE persona = $1 AND mail_at <> 0 AND mail_at <= $2 AND read_at = 0"
		" AND (mail_at > 0 OR at > $3) ORDER BY id DESC LIMIT $4",
		BIND(ref(persona), i64(tx_now(tx)), i64(tx_now(tx) - RIDES_DAYS * DAY), i64(NOTICES)));
	while (rows_next(&r))
		out->items[out->len++] = (struct waiting){ { { (int)row_i64(&r, 0), row_i64(&r, 1) },
			row_text(&r, 2), row_i64(&r, 3), row_i64(&r, 4) },
			{ (int)row_i64(&r, 6), row_i64(&r, 7) }, row_i64(&r, 5) > 0 };
	return rows_end(&r);
}

static struct thing *thing_of(struct things *things, struct object_key key)
{
	for (size_t i = 0; i < things->len; i++)
		if (things->items[i].key.kind == key.kind && things->items[i].key.id == key.id)
			return &things->items[i];
	things->items[things->len] = (struct thing){ .key = key };
	return &things->items[things->len++];
}

/* Where everybody may read it, without the words of its address, and there what happened; else the
 * page that asks to sign in. */
static struct str path_of(struct tx *tx, const struct site *site, struct object_key key,
	const struct object *o)
{
	struct who nobody = { 0 };
	struct object seen;
	struct str path = o->path, ref_ = uuid_dup(tx_arena(tx), o->ref);
	const char *at = path.len ? memmem(path.ptr, path.len, ref_.ptr, ref_.len) : NULL;
	if (!at || !site_object(site, tx, &nobody, key, &seen))
		return STR("/moi/notifications");
	const struct object_kind *k = site_kind(site, key.kind);
	path.len = (size_t)(at - path.ptr) + ref_.len;
	return str_join(tx_arena(tx), PIECES(path, k->thread ? STR("#") : STR(""),
		str_view(k->thread ? k->thread : "")));
}

/* What is gone is counted by itself, unless it has come back. */
static bool look_at_gone(struct tx *tx, const struct site *site, const struct who *who,
	const struct waiting *w, struct things *things)
{
	struct object o;
	if (site_object(site, tx, who, w->of, &o) || tx_error(tx)->status != OK)
		return false;
	struct thing *t = thing_of(things, w->of);
	t->group = GROUP_FOLLOWED;
	t->news++;
	t->path = STR("/moi/notifications");
	return true;
}

/* True: it is still to be seen, still so, and counted with what they follow: what became of that
 * stands in its thread. */
static bool look_at(struct tx *tx, const struct site *site, const struct who *who,
	const struct waiting *w, struct things *things)
{
	struct object about, of;
	int64_t still = 0;
	if (w->said.about.kind == KIND_GONE)
		return look_at_gone(tx, site, who, w, things);
	const struct object_kind *k = site_kind(site, w->said.about.kind);
	if (!site_object(site, tx, who, w->said.about, &about)
		|| (k->holds && !k->holds(&about, w->said.what)))
		return false;
	if (!site_object(site, tx, who, w->of, &of)
		|| notice_still(tx, site, who, &w->said, &still) != OK || !still)
		return false;
	struct thing *t = thing_of(things, w->of);
	bool is_own = uuid_eq(of.persona, who->persona);
	if (t->news == 0)
		t->path = path_of(tx, site, w->of, &of);
	t->news += still;
	t->group = is_own ? GROUP_OWN : w->is_followed && t->group != GROUP_REPLIES ? GROUP_FOLLOWED
		: GROUP_REPLIES;
	return true;
}

/* In the order of groups; within one the newest first. */
static struct things sorted(struct arena *a, const struct things *things)
{
	struct things out = { .items = NEW(a, struct thing, things->len) };
	for (enum group g = GROUP_OWN; g < GROUPS; g++)
		for (size_t i = 0; i < things->len; i++)
			if (things->items[i].group == g)
				out.items[out.len++] = things->items[i];
	return out;
}

/* *sent: a mail goes. Those concerned are no reason for one: they have had theirs. */
static enum status send_to(struct tx *tx, const struct site *site, struct uuid persona, bool *sent)
{
	struct person p;
	struct waitings waiting;
	struct things things = { .items = NEW(tx_arena(tx), struct thing, NOTICES) };
	size_t followed = 0;
	*sent = false;
	if (!person_behind(tx, &site->keys, persona, &p) || p.quiet)
		return tx_error(tx)->status;
	struct who who = who_of(&p);
	TRY(read_waiting(tx, persona, &waiting));
	for (size_t i = 0; i < waiting.len; i++)
		if (look_at(tx, site, &who, &waiting.items[i], &things))
			followed += waiting.items[i].is_followed;
	TRY(tx_error(tx)->status);
	if (!followed)
		return OK;
	*sent = true;
	things = sorted(tx_arena(tx), &things);
	return letter_digest(tx, site, &p, &things);
}

/* Due ones are dealt with, mail or none; what goes along waits until there is one. */
static enum status serve(struct tx *tx, const struct site *site, struct uuid persona,
	int64_t *rows)
{
	bool sent;
	TRY(send_to(tx, site, persona, &sent));
	TRY(db_exec(tx,
		"UPDATE delivery_notice SET mail_at = 0 WHERE persona = $1 AND mail_at <> 0"
		" AND mail_at <= $2 AND (mail_at > 0 OR $3 = 1)",
		BIND(ref(persona), i64(tx_now(tx)), i64(sent))));
	*rows += db_changed(tx) + sent;
	return OK;
}

enum status digest_send(struct tx *tx, const struct site *site, bool *more)
{
	int64_t rows = 0;
	*more = true;
	for (int people = 0; people < PEOPLE && rows < ROWS && *more; people++) {
		struct uuid persona = { 0 };
		struct rows r = db_query(tx,
			"SELECT persona FROM delivery_notice WHERE mail_at > 0 AND mail_at <= $1"
			" ORDER BY mail_at, persona LIMIT 1", BIND(i64(tx_now(tx))));
		*more = rows_next(&r);
		if (*more)
			persona = row_uuid(&r, 0);
		TRY(rows_end(&r));
		if (*more)
			TRY(serve(tx, site, persona, &rows));
	}
	return OK;
}
