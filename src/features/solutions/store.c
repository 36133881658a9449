/* Solutions: one at a time, and what changes them. */
#include "features/solutions/store.h"
#include "engines/moderation/moderation.h"
#include "engines/variants/variants.h"

enum { OWN_BINDS = 15, BINDS = OWN_BINDS + SOLUTION_FIELDS };

struct solution solution_take(struct rows *r, int first, enum lang lang)
{
	struct solution s = {
		.id         = row_i64(r, first),
		.ref        = row_uuid(r, first + 1),
		.persona    = row_uuid(r, first + 2),
		.audience   = (int)row_i64(r, first + 3),
		.state      = (enum solution_state)row_i64(r, first + 4),
		.lang       = (int)row_i64(r, first + 5),
		.version    = row_i64(r, first + 6),
		.created_at = row_i64(r, first + 7),
		.sent_at    = row_i64(r, first + 8),
		.listed_at  = row_i64(r, first + 9),
		.fresh_at   = row_i64(r, first + 10),
		.changed_at = row_i64(r, first + 11),
		.told       = row_i64(r, first + 12),
		.hidden_from = (enum solution_state)row_i64(r, first + 15),
		.is_veiled  = row_i64(r, first + 16) != 0,
	};
	struct str name = row_text(r, first + 13), said = row_text(r, first + 14);
	for (int f = 0; f < SOLUTION_FIELDS; f++) {
		enum solution_shape shape = solution_rules[f].shape;
		if (shape == SHAPE_ONE || shape == SHAPE_MANY)
			s.is.number[f] = row_i64(r, first + SOLUTION_FIRST_FIELD + f);
		else
			s.is.text[f] = row_text(r, first + SOLUTION_FIRST_FIELD + f);
	}
	bool translated = name.len && said.len;
	s.shown_lang = translated ? (int)lang : s.lang;
	s.shown_name = translated ? name : s.is.text[SOLUTION_F_NAME];
	s.shown_text = translated ? said : s.is.text[SOLUTION_F_TEXT];
	return s;
}

static enum status take_one(struct rows r, enum lang lang, struct solution *out)
{
	struct tx *tx = r.tx;
	bool found = rows_next(&r);
	if (found)
		*out = solution_take(&r, 0, lang);
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no solution to be seen there");
}

enum status solution_by_ref(struct tx *tx, const struct who *who, enum lang lang,
	struct uuid which, struct solution *out)
{
	return take_one(db_query(tx,
		"SELECT " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE " VISIBLE_TO("s") " AND s.ref = $4",
		BIND(VISIBLE_BINDS(who), i64(lang), ref(which))), lang, out);
}

enum status solution_by_id(struct tx *tx, const struct who *who, enum lang lang, int64_t id,
	struct solution *out)
{
	return take_one(db_query(tx,
		"SELECT " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE " VISIBLE_TO("s") " AND s.id = $4",
		BIND(VISIBLE_BINDS(who), i64(lang), i64(id))), lang, out);
}

enum status solution_id_of(struct tx *tx, const struct who *who, struct uuid which, int64_t *id)
{
	struct solution s;
	TRY(solution_by_ref(tx, who, LANG_FR, which, &s));
	*id = s.id;
	return OK;
}

static struct str object_path(struct arena *a, const struct who *who, const struct solution *s)
{
	const char *at = "/equipe/solutions/";
	if (uuid_eq(s->persona, who->persona))
		at = "/porteur/solutions/";
	else if (s->audience == AUDIENCE_ALL)
		return solution_path(a, s);
	else if (!(who->roles & ROLE_FACILITATOR))
		at = "/equipe/moderation/";
	return str_fmt(a, "%s%s", at, uuid_print(s->ref).text);
}

/* Whose it is goes where they see its steps; everybody else where it is read. */
enum status solution_object(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	struct solution s;
	TRY(solution_by_id(tx, who, LANG_FR, id, &s));
	bool reads = who->sees >= AUDIENCE_TEAM || uuid_eq(s.persona, who->persona)
		|| solution_is_public(s.state);
	*out = (struct object){ .ref = s.ref, .state = (int)s.state, .persona = s.persona,
		.title = s.is.text[SOLUTION_F_NAME], .lang = s.lang, .at = s.created_at,
		.audience = (enum audience)s.audience, .path = object_path(tx_arena(tx), who, &s) };
	if (reads)
		out->text = s.is.text[SOLUTION_F_TEXT];
	return OK;
}

/* ---- writing ---- */

static void bind_content(struct bind *b, const struct solution_content *c)
{
	for (int f = 0; f < SOLUTION_FIELDS; f++) {
		enum solution_shape shape = solution_rules[f].shape;
		bool number = shape == SHAPE_ONE || shape == SHAPE_MANY;
		b[f] = number ? i64(c->number[f]) : text(c->text[f]);
	}
}

enum status solution_insert(struct tx *tx, struct solution *s)
{
	s->id = tx_new_id(tx);
	if (uuid_is_none(s->ref))
		s->ref = uuid_v7(s->created_at);
	s->audience = solution_audience(s);
	struct bind b[BINDS] = { i64(s->id), ref(s->ref), ref(s->persona), i64(s->audience),
		i64(s->state), i64(solution_is_public(s->state)), i64(s->lang), i64(s->version),
		i64(s->created_at), i64(s->sent_at), i64(s->listed_at), i64(s->fresh_at),
		i64(s->changed_at), i64(s->told), i64(s->hidden_from) };
	bind_content(b + OWN_BINDS, &s->is);
	return db_exec(tx,
		"INSERT INTO solutions_solution (id, ref, persona, audience, state, listed, lang, version,"
		" created_at, sent_at, listed_at, fresh_at, changed_at, told, hidden_from, "
		SOLUTION_FORM("") ")"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
		" $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35,"
		" $36, $37, $38)", b, BINDS);
}

enum status solution_move(struct tx *tx, int64_t id, int from, int to)
{
	struct solution s = { .state = (enum solution_state)to };
	int64_t hidden_from = 0;
	TRY(db_one_i64(tx,
		"SELECT /* all: the workflow moves it */ s.listed_at FROM solutions_solution s"
		" WHERE s.id = $1", BIND(i64(id)), &s.listed_at));
	TRY(db_one_i64(tx,
		"SELECT /* all: the workflow moves it */ s.hidden_from FROM solutions_solution s"
		" WHERE s.id = $1", BIND(i64(id)), &hidden_from));
	bool checked = to == SOLUTION_LISTED
		&& (from == SOLUTION_SUBMITTED || from == SOLUTION_SUSPENDED);
	if (to == SOLUTION_LISTED && s.listed_at == 0)
		s.listed_at = tx_now(tx);
	if (to == SOLUTION_HIDDEN)
		s.hidden_from = (enum solution_state)from;
	else if (from == SOLUTION_HIDDEN && to == SOLUTION_RETIRED)
		s.hidden_from = (enum solution_state)hidden_from;      /* it stays out of sight */
	return db_exec_one(tx,
		"UPDATE solutions_solution SET state = $3, audience = $4, listed = $5, listed_at = $6,"
		" changed_at = $7, fresh_at = CASE $8 WHEN 1 THEN $7 ELSE fresh_at END,"
		" told = CASE $8 WHEN 1 THEN 0 ELSE told END, hidden_from = $9"
		" WHERE id = $1 AND state = $2",
		BIND(i64(id), i64(from), i64(to), i64(solution_audience(&s)),
			i64(solution_is_public(s.state)), i64(s.listed_at), i64(tx_now(tx)), i64(checked),
			i64(s.hidden_from)));
}

enum status solution_set_content(struct tx *tx, const struct solution *s)
{
	enum { OWN = 4 };
	struct bind b[OWN + SOLUTION_FIELDS] = { i64(s->id), i64(s->lang), i64(s->sent_at),
		i64(s->version) };
	bind_content(b + OWN, &s->is);
	return db_exec_one(tx,
		"UPDATE solutions_solution SET lang = $2, sent_at = $3, version = $4, name = $5, text = $6,"
		" publics = $7, stages = $8, theme = $9, cost = $10, cost_text = $11, conditions = $12,"
		" territory = $13, town = $14, languages = $15, access = $16, team = $17, contact = $18,"
		" evidence = $19, evidence_text = $20, data = $21, data_text = $22, device = $23,"
		" ce = $24, reimbursement = $25, funding = $26, interests = $27 WHERE id = $1",
		b, OWN + SOLUTION_FIELDS);
}

enum status solution_set_fresh(struct tx *tx, int64_t id, int64_t at)
{
	return db_exec_one(tx, "UPDATE solutions_solution SET fresh_at = $2, told = 0 WHERE id = $1",
		BIND(i64(id), i64(at)));
}

enum status solution_set_told(struct tx *tx, int64_t id, int64_t told)
{
	return db_exec_one(tx, "UPDATE solutions_solution SET told = $2 WHERE id = $1",
		BIND(i64(id), i64(told)));
}

struct pair_of_fields { int name, text; };
static const struct pair_of_fields shown = { VARIANT_NAME, VARIANT_TEXT_OF };
static const struct pair_of_fields before = { VARIANT_NAME_BEFORE, VARIANT_TEXT_BEFORE };

static struct variant variant_of(const struct solution *s, enum lang lang, int field)
{
	bool name = field == VARIANT_NAME || field == VARIANT_NAME_BEFORE;
	return (struct variant){ .kind = SOLUTIONS_SOLUTION, .id = s->id, .field = field,
		.lang = lang, .source = s->is.text[name ? SOLUTION_F_NAME : SOLUTION_F_TEXT] };
}

static enum status put_pair(struct tx *tx, const struct solution *s, enum lang lang,
	const struct pair_of_fields *fields, const struct solution_translation *t)
{
	struct variant name = variant_of(s, lang, fields->name);
	struct variant said = variant_of(s, lang, fields->text);
	name.text = t->name;
	said.text = t->text;
	TRY(variant_put(tx, &name));
	return variant_put(tx, &said);
}

static enum status find_pair(struct tx *tx, const struct solution *s, enum lang lang,
	const struct pair_of_fields *fields, struct solution_translation *out)
{
	struct variant name = variant_of(s, lang, fields->name);
	struct variant said = variant_of(s, lang, fields->text);
	struct variant_found n, t;
	*out = (struct solution_translation){ 0 };
	TRY(variant_find(tx, &name, &n));
	TRY(variant_find(tx, &said, &t));
	if (!n.is_source && !t.is_source)
		*out = (struct solution_translation){ n.text, t.text, t.at, fields == &before };
	return OK;
}

enum status solution_translate(struct tx *tx, const struct solution *s, enum lang lang,
	struct str name, struct str said)
{
	TRY(put_pair(tx, s, lang, &before, &(struct solution_translation){ 0 }));
	return put_pair(tx, s, lang, &shown, &(struct solution_translation){ name, said, 0, false });
}

enum status solution_translation(struct tx *tx, const struct solution *s, enum lang lang,
	struct solution_translation *out)
{
	TRY(find_pair(tx, s, lang, &shown, out));
	return out->at ? OK : find_pair(tx, s, lang, &before, out);
}

enum status solution_translations_stale(struct tx *tx, const struct solution *s)
{
	struct solution_translation t[LANGS];
	for (enum lang lang = 0; lang < LANGS; lang++)
		TRY(solution_translation(tx, s, lang, &t[lang]));
	TRY(variant_forget(tx, SOLUTIONS_SOLUTION, s->id));
	for (enum lang lang = 0; lang < LANGS; lang++)
		if (t[lang].at)
			TRY(put_pair(tx, s, lang, &before, &t[lang]));
	return OK;
}
