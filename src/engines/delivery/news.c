/* One row says what happened; a chore tells all who follow, a slice at a time. */
#include "app/site.h"
#include "engines/delivery/inside.h"
#include "engines/graph/graph.h"

/* Each of a slice costs up to four rows: the notice, the count, the mail, the follow that is
 * carried on. */
enum { SLICE = 50 };

/* For those who follow `of`; *happened is the id of the first row, and 0 before there is one. */
static enum status add_for(struct tx *tx, const struct news *n, struct object_key of,
	int64_t *happened)
{
	int64_t id = tx_new_id(tx), first = *happened ? *happened : id;
	TRY(db_exec(tx,
		"INSERT INTO delivery_news (id, at, what, kind, object, of_kind, of_id, happened, doer,"
		" told, told_too, carry_to) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12"
		" WHERE EXISTS (SELECT 1 FROM delivery_follow f WHERE f.kind = $6 AND f.object = $7)",
		BIND(i64(id), i64(tx_now(tx)), text(str_view(n->notice.what)), i64(n->notice.kind),
			i64(n->notice.id), i64(of.kind), i64(of.id), i64(first), ref(n->doer),
			ref(n->told[0]), ref(n->told[1]), i64(n->carry_to))));
	*happened = db_changed(tx) ? first : *happened;
	return OK;
}

enum status news_add(struct tx *tx, const struct news *n)
{
	int64_t happened = 0;
	return add_for(tx, n, (struct object_key){ n->notice.kind, n->notice.id }, &happened);
}

enum status news_add_upstream(struct tx *tx, const struct news *n)
{
	struct object_key key = { n->notice.kind, n->notice.id };
	struct object_keys sources;
	int64_t happened = 0;
	TRY(graph_sources(tx, key, &sources));
	TRY(add_for(tx, n, key, &happened));
	for (size_t i = 0; i < sources.len; i++)
		TRY(add_for(tx, n, sources.items[i], &happened));
	return OK;
}

enum status news_add_gone(struct tx *tx, const struct news *n)
{
	struct object_key of = { n->notice.kind, n->notice.id };
	struct news gone = *n;
	int64_t happened = 0;
	gone.notice.kind = KIND_GONE;
	return add_for(tx, &gone, of, &happened);
}

struct row {
	int64_t id, at, happened;
	struct news news;
	struct object_key of;
	struct uuid served;
};
struct follower { struct uuid persona; enum level level; struct habit habit; };

/* The oldest; id 0: nothing happened. */
static enum status next_news(struct tx *tx, struct row *out)
{
	*out = (struct row){ 0 };
	struct rows r = db_query(tx,
		"SELECT id, at, what, kind, object, doer, told, told_too, carry_to, served, of_kind,"
		" of_id, happened FROM delivery_news"
		" ORDER BY id LIMIT 1", NULL, 0);
	if (rows_next(&r))
		*out = (struct row){
			.id   = row_i64(&r, 0),
			.at   = row_i64(&r, 1),
			.news = { .notice = { row_text(&r, 2).ptr, (int)row_i64(&r, 3), row_i64(&r, 4) },
				.doer = row_uuid(&r, 5), .told = { row_uuid(&r, 6), row_uuid(&r, 7) },
				.carry_to = row_i64(&r, 8) },
			.served = row_uuid(&r, 9),
			.of = { (int)row_i64(&r, 10), row_i64(&r, 11) },
			.happened = row_i64(&r, 12),
		};
	return rows_end(&r);
}

/* Who followed before it happened, in the order of personas. */
static enum status next_followers(struct tx *tx, const struct row *n, struct follower *out,
	size_t *len)
{
	struct rows r = db_query(tx,
		"SELECT f.persona, f.level, coalesce(h.level, $6), coalesce(h.weekday, $7),"
		" coalesce(h.hour, $8) FROM delivery_follow f"
		" LEFT JOIN delivery_habit h ON h.persona = f.persona"
		" WHERE f.kind = $1 AND f.object = $2 AND f.persona > coalesce($3, x'') AND f.at < $4"
		" ORDER BY f.persona LIMIT $5",
		BIND(i64(n->of.kind), i64(n->of.id), ref(n->served), i64(n->at),
			i64(SLICE), i64(LEVEL_WEEKLY), i64(WEEKDAY_USUAL), i64(HOUR_USUAL)));
	for (*len = 0; rows_next(&r); ++*len)
		out[*len] = (struct follower){ row_uuid(&r, 0), (enum level)row_i64(&r, 1),
			{ (enum level)row_i64(&r, 2), (int)row_i64(&r, 3), (int)row_i64(&r, 4) } };
	return rows_end(&r);
}

/* By another thing that they follow, which came first. */
static bool know_already(struct tx *tx, const struct row *n, struct uuid persona)
{
	int64_t known = 0;
	if (n->id != n->happened)
		db_one_i64(tx, "SELECT 1 FROM delivery_notice WHERE persona = $1 AND id > $2"
			" AND happened = $2 LIMIT 1", BIND(ref(persona), i64(n->happened)), &known);
	return known != 0;
}

/* All news for followers is public: what a member sees is enough to ask for. */
static enum status tell(struct tx *tx, const struct site *site, const struct row *n,
	const struct follower *f)
{
	const struct notice *notice = &n->news.notice;
	struct who who = { .roles = ROLE_MEMBER, .sees = AUDIENCE_MEMBERS, .persona = f->persona };
	struct object_key about = { notice->kind, notice->id };
	struct object o;
	enum told told;
	bool is_gone = about.kind == KIND_GONE;
	if (!is_gone && !(site_object(site, tx, &who, about, &o)
		&& site_object(site, tx, &who, n->of, &o)))
		return tx_error(tx)->status;
	if (know_already(tx, n, f->persona))
		return OK;
	enum level level = f->level == LEVEL_USUAL ? f->habit.level : f->level;
	struct telling telling = { *notice, n->of, n->happened, n->at,
		digest_due(site->country.zone, &f->habit, level, tx_now(tx)) };
	TRY(notice_put_again(tx, f->persona, &telling, &told));
	return told == TOLD_NEW && level == LEVEL_AT_ONCE
		? letter_news(tx, site, f->persona, STOP_FOLLOWED) : OK;
}

static enum status serve(struct tx *tx, const struct site *site, const struct row *n,
	const struct follower *f)
{
	if (n->news.carry_to)
		TRY(follow_add_as(tx, f->persona,
			(struct object_key){ n->news.notice.kind, n->news.carry_to }, f->level));
	if (uuid_eq(f->persona, n->news.doer) || uuid_eq(f->persona, n->news.told[0])
		|| uuid_eq(f->persona, n->news.told[1]))
		return OK;
	return tell(tx, site, n, f);
}

enum status news_spread(struct tx *tx, const struct site *site, bool *more)
{
	struct row n;
	struct follower *all = NEW(tx_arena(tx), struct follower, SLICE);
	size_t len;
	*more = false;
	TRY(next_news(tx, &n));
	if (!n.id)
		return OK;
	TRY(next_followers(tx, &n, all, &len));
	for (size_t i = 0; i < len; i++)
		TRY(serve(tx, site, &n, &all[i]));
	*more = true;              /* of this news, or of the next one: the next round sees */
	if (len < SLICE)
		return db_exec(tx, "DELETE FROM delivery_news WHERE id = $1", BIND(i64(n.id)));
	return db_exec(tx, "UPDATE delivery_news SET served = $2 WHERE id = $1",
		BIND(i64(n.id), ref(all[len - 1].persona)));
}
