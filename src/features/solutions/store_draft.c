/* Drafts, versions, decisions. */
#include "engines/variants/variants.h"
#include "features/solutions/store.h"

enum { SENT_MAX = 100, SHOWN_MAX = 100, FORGOTTEN_AT_ONCE = 200 };

static void take_form(struct rows *r, int first, struct solution_form *form)
{
	for (int f = 0; f < SOLUTION_FIELDS; f++)
		form->typed[f] = row_text(r, first + f);
}

static void bind_form(struct bind *b, const struct solution_form *form)
{
	for (int f = 0; f < SOLUTION_FIELDS; f++)
		b[f] = text(form->typed[f]);
}

/* ---- drafts ---- */

#define DRAFT_COLUMNS \
	"d.ref, d.persona, d.solution, d.lang, d.step, d.at, d.sent_at, " SOLUTION_FORM("d.")

static struct solution_draft take_draft(struct rows *r)
{
	enum { FIRST = 7 };
	struct solution_draft d = {
		.ref      = row_uuid(r, 0),
		.persona  = row_uuid(r, 1),
		.solution = row_i64(r, 2),
		.lang     = (int)row_i64(r, 3),
		.step     = (enum solution_step)row_i64(r, 4),
		.at       = row_i64(r, 5),
		.sent_at  = row_i64(r, 6),
	};
	take_form(r, FIRST, &d.form);
	return d;
}

static bool take_one(struct rows r, struct solution_draft *out)
{
	bool found = rows_next(&r);
	if (found)
		*out = take_draft(&r);
	return rows_end(&r) == OK && found;
}

enum status solution_draft_find(struct tx *tx, const struct who *who, struct uuid which,
	struct solution_draft *out)
{
	bool found = take_one(db_query(tx,
		"SELECT " DRAFT_COLUMNS " FROM solutions_draft d WHERE d.ref = $1 AND d.persona = $2",
		BIND(ref(which), ref(who->persona))), out);
	TRY(tx_error(tx)->status);
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no draft of theirs");
}

bool solution_draft_of(struct tx *tx, int64_t solution, struct solution_draft *out)
{
	return take_one(db_query(tx,
		"SELECT " DRAFT_COLUMNS " FROM solutions_draft d WHERE d.solution = $1",
		BIND(i64(solution))), out);
}

static enum status take_drafts(struct rows r, size_t max, struct solution_drafts *out)
{
	*out = (struct solution_drafts){ .items = NEW(tx_arena(r.tx), struct solution_draft, max) };
	while (out->len < max && rows_next(&r))
		out->items[out->len++] = take_draft(&r);
	return rows_end(&r);
}

enum status solution_draft_list(struct tx *tx, const struct who *who, struct solution_drafts *out)
{
	return take_drafts(db_query(tx,
		"SELECT " DRAFT_COLUMNS " FROM solutions_draft d WHERE d.persona = $1"
		" ORDER BY d.at DESC, d.ref LIMIT $2",
		BIND(ref(who->persona), i64(SOLUTION_DRAFTS_MAX))), SOLUTION_DRAFTS_MAX, out);
}

enum status solution_draft_sent(struct tx *tx, struct solution_drafts *out)
{
	return take_drafts(db_query(tx,
		"SELECT " DRAFT_COLUMNS " FROM solutions_draft d WHERE d.sent_at > 0"
		" ORDER BY d.sent_at, d.ref LIMIT $1",
		BIND(i64(SENT_MAX))), SENT_MAX, out);
}

static enum status insert(struct tx *tx, const struct solution_draft *d)
{
	enum { OWN = 6 };
	struct bind b[OWN + SOLUTION_FIELDS] = { ref(d->ref), ref(d->persona),
		d->solution ? i64(d->solution) : null(), i64(d->lang), i64(d->step), i64(d->at) };
	bind_form(b + OWN, &d->form);
	return db_exec(tx,
		"INSERT INTO solutions_draft (ref, persona, solution, lang, step, at, sent_at, "
		SOLUTION_FORM("") ") VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10, $11, $12, $13,"
		" $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)",
		b, OWN + SOLUTION_FIELDS);
}

static enum status update(struct tx *tx, const struct solution_draft *d)
{
	enum { OWN = 5 };
	struct bind b[OWN + SOLUTION_FIELDS] = { ref(d->ref), ref(d->persona), i64(d->lang),
		i64(d->step), i64(d->at) };
	bind_form(b + OWN, &d->form);
	TRY(db_exec(tx,
		"UPDATE solutions_draft SET lang = $3, step = CASE WHEN step < $4 THEN $4 ELSE step END,"
		" at = $5, sent_at = 0, name = $6, text = $7, publics = $8, stages = $9, theme = $10,"
		" cost = $11, cost_text = $12, conditions = $13, territory = $14, town = $15,"
		" languages = $16, access = $17, team = $18, contact = $19, evidence = $20,"
		" evidence_text = $21, data = $22, data_text = $23, device = $24, ce = $25,"
		" reimbursement = $26, funding = $27, interests = $28 WHERE ref = $1 AND persona = $2",
		b, OWN + SOLUTION_FIELDS));
	return db_changed(tx) == 1 ? OK : fail(tx_error(tx), NOT_FOUND, "no draft of theirs");
}

enum status solution_draft_save(struct tx *tx, const struct who *who, struct solution_draft *d)
{
	int64_t have = 0;
	d->persona = who->persona;
	d->at = tx_now(tx);
	d->sent_at = 0;
	if (!uuid_is_none(d->ref))
		return update(tx, d);
	TRY(db_one_i64(tx, "SELECT count(*) FROM solutions_draft WHERE persona = $1",
		BIND(ref(d->persona)), &have));
	if (have >= SOLUTION_DRAFTS_MAX)
		return fail(tx_error(tx), TOO_MANY, "more than %d drafts of one bearer",
			SOLUTION_DRAFTS_MAX);
	d->ref = uuid_v4();
	return insert(tx, d);
}

enum status solution_draft_set_sent(struct tx *tx, struct uuid which, int64_t at)
{
	return db_exec_one(tx, "UPDATE solutions_draft SET sent_at = $2 WHERE ref = $1",
		BIND(ref(which), i64(at)));
}

enum status solution_draft_delete(struct tx *tx, struct uuid which)
{
	return db_exec(tx, "DELETE FROM solutions_draft WHERE ref = $1", BIND(ref(which)));
}

enum status solutions_forget_drafts(struct tx *tx, const struct site *site, bool *more)
{
	struct solution_draft young = { .at = 0 };
	(void)site;
	TRY(db_exec(tx,
		"DELETE FROM solutions_draft WHERE ref IN (SELECT d.ref FROM solutions_draft d"
		" WHERE d.sent_at = 0 AND d.at <= $1 ORDER BY d.at LIMIT $2)",
		BIND(i64(tx_now(tx) - solution_draft_kept_until(&young)), i64(FORGOTTEN_AT_ONCE))));
	*more = db_changed(tx) == FORGOTTEN_AT_ONCE;
	return OK;
}

/* ---- versions ---- */

enum status solution_version_add(struct tx *tx, const struct solution *s, int64_t at)
{
	enum { OWN = 4 };
	struct solution_form form;
	solution_write(tx_arena(tx), &s->is, &form);
	struct bind b[OWN + SOLUTION_FIELDS] = { i64(s->id), i64(s->version + 1), i64(at),
		i64(s->lang) };
	bind_form(b + OWN, &form);
	TRY(db_exec(tx,
		"INSERT INTO solutions_version (solution, n, at, lang, " SOLUTION_FORM("") ")"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
		" $19, $20, $21, $22, $23, $24, $25, $26, $27)", b, OWN + SOLUTION_FIELDS));
	return db_exec_one(tx, "UPDATE solutions_solution SET version = $2 WHERE id = $1",
		BIND(i64(s->id), i64(s->version + 1)));
}

enum status solution_version_list(struct tx *tx, int64_t solution, struct solution_versions *out)
{
	enum { FIRST = 3 };
	*out = (struct solution_versions){
		.items = NEW(tx_arena(tx), struct solution_version, SHOWN_MAX) };
	struct rows r = db_query(tx,
		"SELECT v.n, v.at, v.lang, " SOLUTION_FORM("v.")
		"  FROM solutions_version v WHERE v.solution = $1 ORDER BY v.n DESC LIMIT $2",
		BIND(i64(solution), i64(SHOWN_MAX)));
	while (out->len < SHOWN_MAX && rows_next(&r)) {
		struct solution_version *v = &out->items[out->len++];
		*v = (struct solution_version){ .n = row_i64(&r, 0), .at = row_i64(&r, 1),
			.lang = (int)row_i64(&r, 2) };
		take_form(&r, FIRST, &v->form);
	}
	return rows_end(&r);
}

/* ---- decisions ---- */

enum status solution_decision_add(struct tx *tx, int64_t solution,
	const struct solution_decision *d)
{
	return db_exec(tx,
		"INSERT INTO solutions_decision (id, solution, at, action, text, persona)"
		" VALUES ($1, $2, $3, $4, $5, $6)",
		BIND(i64(tx_new_id(tx)), i64(solution), i64(d->at), text(d->action), text(d->text),
			ref(d->by)));
}

enum status solution_decision_list(struct tx *tx, int64_t solution,
	struct solution_decisions *out)
{
	*out = (struct solution_decisions){
		.items = NEW(tx_arena(tx), struct solution_decision, SHOWN_MAX) };
	struct rows r = db_query(tx,
		"SELECT d.at, d.action, d.text, d.persona FROM solutions_decision d"
		" WHERE d.solution = $1 ORDER BY d.id DESC LIMIT $2",
		BIND(i64(solution), i64(SHOWN_MAX)));
	while (out->len < SHOWN_MAX && rows_next(&r))
		out->items[out->len++] = (struct solution_decision){ row_i64(&r, 0), row_text(&r, 1),
			row_text(&r, 2), row_uuid(&r, 3) };
	return rows_end(&r);
}
