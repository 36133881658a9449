#include "engines/moderation/test_leaf.h"
#include "engines/delivery/delivery.h"

extern const struct feature portal_feature, accounts_feature, agora_feature, discussion_feature,
	moderation_feature;

/* ---- the kind ---- */

struct leaf { int64_t id; struct uuid ref, persona; int state; bool veiled; struct str text; };

static enum status read_leaf(struct rows r, struct leaf *out)
{
	bool found = rows_next(&r);
	if (found)
		*out = (struct leaf){ row_i64(&r, 0), row_uuid(&r, 1), row_uuid(&r, 2),
			(int)row_i64(&r, 3), row_i64(&r, 4) != 0, row_text(&r, 5) };
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(r.tx), NOT_FOUND, "no leaf");
}

#define LEAF_COLUMNS "l.id, l.ref, l.persona, l.state, " VEILED("l", "901") ", l.text"

static enum status leaf_by_ref(struct tx *tx, const struct who *who, struct uuid ref_,
	struct leaf *out)
{
	return read_leaf(db_query(tx, "SELECT " LEAF_COLUMNS " FROM leaf_leaf l"
		" WHERE " VISIBLE_TO("l") " AND l.ref = $3", BIND(VISIBLE_BINDS(who), ref(ref_))), out);
}

static enum status find(struct tx *tx, const struct who *who, struct uuid ref_, int64_t *id)
{
	struct leaf l;
	TRY(leaf_by_ref(tx, who, ref_, &l));
	*id = l.id;
	return OK;
}

static enum audience audience_of(int state)
{
	return state == LEAF_OPEN ? AUDIENCE_ALL : AUDIENCE_TEAM;
}

static enum status leaf_object(struct tx *tx, const struct who *who, int64_t id,
	struct object *out)
{
	struct leaf l;
	TRY(read_leaf(db_query(tx, "SELECT " LEAF_COLUMNS " FROM leaf_leaf l"
		" WHERE " VISIBLE_TO("l") " AND l.id = $3", BIND(VISIBLE_BINDS(who), i64(id))), &l));
	*out = (struct object){ .ref = l.ref, .title = STR("Une feuille"), .text = l.text,
		.path = STR("/feuilles"), .state = l.state, .audience = audience_of(l.state),
		.persona = l.persona };
	return OK;
}

static const struct { enum verdict v; int from, to; } moves[] = {
	{ VERDICT_APPROVE, LEAF_HELD, LEAF_OPEN },     { VERDICT_REJECT, LEAF_HELD, LEAF_REJECTED },
	{ VERDICT_HOLD, LEAF_OPEN, LEAF_HELD },        { VERDICT_HIDE, LEAF_OPEN, LEAF_HIDDEN },
	{ VERDICT_RESTORE, LEAF_HIDDEN, LEAF_OPEN },   { VERDICT_RESTORE, LEAF_REJECTED, LEAF_OPEN },
};

static int leads_to(int from, enum verdict v)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].v == v && moves[i].from == from)
			return moves[i].to;
	return 0;
}

static bool may(const struct object *o, const struct who *who, enum verdict v)
{
	return (who->roles & ROLE_MODERATOR) && leads_to(o->state, v);
}

static enum status decided(struct tx *tx, const struct site *site, const struct who *who,
	int64_t id, const struct decision *d)
{
	struct object o;
	TRY(leaf_object(tx, who, id, &o));
	int to = leads_to(o.state, verdict_read(d->action));
	TRY(db_exec_one(tx, "UPDATE leaf_leaf SET state = $2, audience = $3 WHERE id = $1",
		BIND(i64(id), i64(to), i64(audience_of(to)))));
	TRY(event_add(tx, who, &(struct event){ .what = "leaf.moved", .kind = LEAF, .id = id,
		.from = o.state, .to = to }));
	return notice_send(tx, site, o.persona, &(struct notice){
		.what = WORD("agora.notice.approved"), .kind = LEAF, .id = id });
}

static const struct moderated_kind moderated[] = {
	{
		.kind = LEAF, .word = "feuille", .find = find, .may = may, .veils = true,
		.act = {
			[VERDICT_APPROVE] = decided, [VERDICT_REJECT] = decided, [VERDICT_HOLD] = decided,
			[VERDICT_HIDE] = decided, [VERDICT_RESTORE] = decided,
		},
	},
	{ 0 },
};
static const struct object_kind objects[] = {
	{ LEAF, "leaf.leaf", WORD("agora.kind.need"), leaf_object },
	{ 0 },
};
static const struct migration migrations[] = {
	{ 1, "leaf", "CREATE TABLE leaf_leaf (id BIGINT NOT NULL PRIMARY KEY, ref BLOB NOT NULL,"
		" persona BLOB, audience SMALLINT NOT NULL, state SMALLINT NOT NULL, text TEXT NOT NULL)" },
	{ 0 },
};

static enum status export_leaf(struct tx *tx, const struct who *who, struct json *out)
{
	(void)tx;
	(void)who;
	(void)out;
	return OK;
}

static enum status erase_leaf(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	int64_t id = 0;
	(void)site;
	(void)more;
	TRY(db_one_i64(tx, "SELECT id FROM leaf_leaf WHERE persona = $1", BIND(ref(who->persona)),
		&id));
	TRY(moderation_forget(tx, (struct object_key){ LEAF, id }));
	return db_exec(tx, "UPDATE leaf_leaf SET persona = NULL, text = '', audience = 3, state = 2"
		" WHERE persona = $1", BIND(ref(who->persona)));
}

static const struct feature leaf = {
	.name = "leaf", .zones = ZONE_COMMUNITY, .migrations = migrations, .objects = objects,
	.moderated = moderated, .export_persona = export_leaf, .erase_persona = erase_leaf,
};

void leaves_open(struct world *w)
{
	static const struct feature *const all[] = { &portal_feature, &accounts_feature,
		&agora_feature, &discussion_feature, &moderation_feature, &leaf, NULL };
	world_open_with(w, all);
}

/* ---- what people do ---- */

struct leaf_deed {
	const struct site *site;
	struct who who;
	struct uuid ref;
	enum status (*act)(struct tx *tx, struct leaf_deed *d, const struct desk_case *c);
	enum verdict v;
	enum report_reason reason;
	unsigned rules;
	struct str text;
	bool take;
	int64_t n;
	struct desk_case seen;
};

static struct who who_is(const struct browser *b)
{
	struct who who = { .visitor = b->visitor };
	return b->person.id ? who_of(&b->person) : who;
}

static enum status write_leaf(struct tx *tx, void *arg)
{
	struct leaf_deed *d = arg;
	int state = d->rules ? LEAF_HELD : LEAF_OPEN;
	struct moderated m = { { LEAF, tx_new_id(tx) }, uuid_v7(tx_now(tx)), d->who.persona };
	TRY(db_exec(tx, "INSERT INTO leaf_leaf (id, ref, persona, audience, state, text)"
		" VALUES ($1, $2, $3, $4, $5, $6)", BIND(i64(m.key.id), ref(m.ref), ref(m.author),
		i64(audience_of(state)), i64(state), text(d->text))));
	d->ref = m.ref;
	return d->rules ? moderation_hold(tx, d->site, &m, d->rules) : OK;
}

struct uuid leaf_written(struct world *w, const struct browser *b, const char *text_,
	unsigned rules)
{
	struct leaf_deed d = { .site = &w->site, .who = who_is(b), .text = str_view(text_),
		.rules = rules };
	CHECK(world_job(w, write_leaf, &d) == OK);
	return d.ref;
}

static enum status do_it(struct tx *tx, void *arg)
{
	struct leaf_deed *d = arg;
	struct desk_case c;
	TRY(desk_find(tx, d->site, &d->who, &(struct desk_asked){ .ref = d->ref }, &c));
	return d->act(tx, d, &c);
}

static enum status act_decide(struct tx *tx, struct leaf_deed *d, const struct desk_case *c)
{
	return moderation_decide(tx, d->site, &d->who, c->about.key, &(struct decision){
		.action = str_view(verdict_word(d->v)), .reason = REASON_ABUSE,
		.text = STR("Parce que.") });
}

static enum status act_report(struct tx *tx, struct leaf_deed *d, const struct desk_case *c)
{
	return desk_report(tx, d->site, &d->who, c,
		&(struct report){ .reason = d->reason, .text = STR("Voyez.") });
}

static enum status act_appeal(struct tx *tx, struct leaf_deed *d, const struct desk_case *c)
{
	return desk_appeal(tx, d->site, &d->who, c, d->text);
}

static enum status act_take(struct tx *tx, struct leaf_deed *d, const struct desk_case *c)
{
	return d->take ? desk_take(tx, &d->who, c) : desk_leave(tx, &d->who, c);
}

static enum status act_see(struct tx *tx, struct leaf_deed *d, const struct desk_case *c)
{
	(void)tx;
	d->seen = *c;
	return OK;
}

static enum status done_by(struct world *w, const struct browser *b, struct leaf_deed *d)
{
	d->site = &w->site;
	d->who = who_is(b);
	return world_job(w, do_it, d);
}

enum status leaf_decide(struct world *w, const struct browser *b, struct uuid ref_, enum verdict v)
{
	return done_by(w, b, &(struct leaf_deed){ .act = act_decide, .ref = ref_, .v = v });
}

enum status leaf_report(struct world *w, const struct browser *b, struct uuid ref_,
	enum report_reason reason)
{
	return done_by(w, b, &(struct leaf_deed){ .act = act_report, .ref = ref_,
		.reason = reason });
}

enum status leaf_appeal(struct world *w, const struct browser *b, struct uuid ref_,
	const char *text_)
{
	return done_by(w, b, &(struct leaf_deed){ .act = act_appeal, .ref = ref_,
		.text = str_view(text_) });
}

enum status leaf_take(struct world *w, const struct browser *b, struct uuid ref_, bool take)
{
	return done_by(w, b, &(struct leaf_deed){ .act = act_take, .ref = ref_, .take = take });
}

struct desk_case leaf_case(struct world *w, const struct browser *b, struct uuid ref_)
{
	struct leaf_deed d = { .act = act_see, .ref = ref_ };
	return done_by(w, b, &d) == OK ? d.seen : (struct desk_case){ 0 };
}

static enum status look_at(struct tx *tx, void *arg)
{
	struct leaf_deed *d = arg;
	struct leaf l;
	struct who team = who_team(ROLE_MODERATOR);
	TRY(leaf_by_ref(tx, &team, d->ref, &l));
	d->n = l.state;
	d->take = l.veiled;
	return OK;
}

int64_t leaf_state(struct world *w, struct uuid ref_)
{
	struct leaf_deed d = { .ref = ref_ };
	return world_job(w, look_at, &d) == OK ? d.n : 0;
}

bool leaf_is_veiled(struct world *w, struct uuid ref_)
{
	struct leaf_deed d = { .ref = ref_ };
	return world_job(w, look_at, &d) == OK && d.take;
}

struct browser another_moderator(struct world *w)
{
	struct browser zoe = world_member(w, "zoe");
	CHECK(world_write(w, "UPDATE app_person SET roles = 5 WHERE id ="
		" (SELECT max(id) FROM app_person)") == OK);
	CHECK(world_write(w, "UPDATE app_session SET roles = 5 WHERE person ="
		" (SELECT max(id) FROM app_person)") == OK);
	zoe.person.roles |= ROLE_MODERATOR;
	return zoe;
}

static enum status count_notices(struct tx *tx, void *arg)
{
	struct leaf_deed *d = arg;
	return db_one_i64(tx, "SELECT count(*) FROM delivery_notice WHERE persona = $1 AND what = $2",
		BIND(ref(d->who.persona), text(d->text)), &d->n);
}

int64_t leaf_notices(struct world *w, const struct browser *b, const char *what)
{
	struct leaf_deed d = { .who = who_is(b), .text = str_view(what) };
	return world_job(w, count_notices, &d) == OK ? d.n : -1;
}
