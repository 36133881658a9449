/* Drafts at rest: as typed, seen by their owner alone. */
#include "features/agora/store_write.h"

#define DRAFT_COLUMNS \
	"d.ref, d.owner, d.need, d.lang, d.step, d.signed_in, d.waits_for, d.at, d.title," \
	" d.text, d.for_whom, d.stage, d.theme, d.territory, d.commune"

static struct draft read_draft(struct rows *r)
{
	enum { FIRST = 8 };
	struct draft d = {
		.ref             = row_uuid(r, 0),
		.owner           = row_uuid(r, 1),
		.need            = row_i64(r, 2),
		.lang            = (int)row_i64(r, 3),
		.step            = (enum need_step)row_i64(r, 4),
		.signed_in       = row_i64(r, 5) != 0,
		.waits_for       = row_uuid(r, 6),
		.at              = row_i64(r, 7),
	};
	for (int f = 0; f < NEED_FIELDS; f++)
		d.form.typed[f] = row_text(r, FIRST + f);
	return d;
}

enum status draft_find(struct tx *tx, const struct who *who, struct uuid ref_, struct draft *out)
{
	struct rows r = db_query(tx,
		"SELECT " DRAFT_COLUMNS " FROM agora_draft d WHERE d.ref = $1 AND d.owner = $2",
		BIND(ref(ref_), ref(who_owner(who))));
	bool found = rows_next(&r);
	if (found)
		*out = read_draft(&r);
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no draft of theirs");
}

static enum status list_of(struct tx *tx, struct uuid owner, struct drafts *out)
{
	*out = (struct drafts){ .items = NEW(tx_arena(tx), struct draft, DRAFTS_MAX) };
	struct rows r = db_query(tx,
		"SELECT " DRAFT_COLUMNS " FROM agora_draft d WHERE d.owner = $1"
		" ORDER BY d.at DESC, d.ref LIMIT $2", BIND(ref(owner), i64(DRAFTS_MAX)));
	while (out->len < DRAFTS_MAX && rows_next(&r))
		out->items[out->len++] = read_draft(&r);
	return rows_end(&r);
}

enum status draft_list(struct tx *tx, const struct who *who, struct drafts *out)
{
	return list_of(tx, who_owner(who), out);
}

static enum status insert(struct tx *tx, const struct draft *d)
{
	const struct str *typed = d->form.typed;
	return db_exec(tx,
		"INSERT INTO agora_draft (ref, owner, signed_in, need, lang, step, waits_for, at,"
		" title, text, for_whom, stage, theme, territory, commune)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
		BIND(ref(d->ref), ref(d->owner), i64(d->signed_in), i64(d->need), i64(d->lang),
			i64(d->step), ref(d->waits_for), i64(d->at), text(typed[NEED_F_TITLE]),
			text(typed[NEED_F_TEXT]), text(typed[NEED_F_FOR_WHOM]), text(typed[NEED_F_STAGE]),
			text(typed[NEED_F_THEME]), text(typed[NEED_F_TERRITORY]),
			text(typed[NEED_F_COMMUNE])));
}

static enum status update(struct tx *tx, const struct draft *d)
{
	const struct str *typed = d->form.typed;
	TRY(db_exec(tx,
		"UPDATE agora_draft SET lang = $3, step = CASE WHEN step < $4 THEN $4 ELSE step END,"
		" waits_for = $5, at = $6, title = $7, text = $8, for_whom = $9, stage = $10,"
		" theme = $11, territory = $12, commune = $13 WHERE ref = $1 AND owner = $2",
		BIND(ref(d->ref), ref(d->owner), i64(d->lang), i64(d->step), ref(d->waits_for),
			i64(d->at), text(typed[NEED_F_TITLE]), text(typed[NEED_F_TEXT]),
			text(typed[NEED_F_FOR_WHOM]), text(typed[NEED_F_STAGE]), text(typed[NEED_F_THEME]),
			text(typed[NEED_F_TERRITORY]), text(typed[NEED_F_COMMUNE]))));
	return db_changed(tx) == 1 ? OK : fail(tx_error(tx), NOT_FOUND, "no draft of theirs");
}

enum status draft_save(struct tx *tx, const struct who *who, struct draft *d)
{
	d->owner = who_owner(who);
	d->signed_in = who->roles != 0;
	d->at = tx_now(tx);
	if (uuid_is_none(d->owner))
		return fail(tx_error(tx), INVALID, "a draft of nobody");
	if (!uuid_is_none(d->ref))
		return update(tx, d);
	int64_t have = 0;
	TRY(db_one_i64(tx, "SELECT count(*) FROM agora_draft WHERE owner = $1",
		BIND(ref(d->owner)), &have));
	if (have >= DRAFTS_MAX)
		return fail(tx_error(tx), TOO_MANY, "more than %d drafts of one owner", DRAFTS_MAX);
	d->ref = uuid_v4();
	return insert(tx, d);
}

enum status draft_delete(struct tx *tx, const struct who *who, struct uuid ref_)
{
	return db_exec(tx, "DELETE FROM agora_draft WHERE ref = $1 AND owner = $2",
		BIND(ref(ref_), ref(who_owner(who))));
}

enum status draft_of_need(struct tx *tx, const struct who *who, const struct need *n,
	struct str commune, struct uuid *ref_)
{
	struct rows r = db_query(tx, "SELECT ref FROM agora_draft WHERE owner = $1 AND need = $2",
		BIND(ref(who->persona), i64(n->id)));
	bool found = rows_next(&r);
	if (found)
		*ref_ = row_uuid(&r, 0);
	TRY(rows_end(&r));
	if (found)
		return OK;
	if (n->state != NEED_RETURNED || !uuid_eq(n->persona, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "only its author mends a returned need");
	struct draft d = { .need = n->id, .lang = n->lang, .step = NEED_STEP_REVIEW,
		.form = form_of(n, commune) };
	TRY(draft_save(tx, who, &d));
	*ref_ = d.ref;
	return OK;
}

enum status draft_take_over(struct tx *tx, const struct adoption *a, struct uuid persona)
{
	return db_exec(tx,
		"UPDATE agora_draft SET owner = $2, signed_in = 1"
		" WHERE owner = $1 AND (waits_for IS NULL OR waits_for = $3)",
		BIND(ref(a->visitor), ref(persona), ref(a->address)));
}

/* Both kinds, each by its own time; draft_kept_until says how long. */
enum status agora_forget_drafts(struct tx *tx, const struct site *site, bool *more)
{
	enum { MOST = 200 };
	(void)site;
	*more = false;
	for (int signed_in = 0; signed_in <= 1; signed_in++) {
		struct draft young = { .at = 0, .signed_in = signed_in };
		int64_t before = tx_now(tx) - draft_kept_until(&young);
		TRY(db_exec(tx,
			"DELETE FROM agora_draft WHERE ref IN (SELECT d.ref FROM agora_draft d"
			" WHERE d.signed_in = $1 AND d.at <= $2 ORDER BY d.at LIMIT $3)",
			BIND(i64(signed_in), i64(before), i64(MOST))));
		*more |= db_changed(tx) == MOST;
	}
	return OK;
}
