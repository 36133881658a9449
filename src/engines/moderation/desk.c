/* The desk of moderators: what waits there, how it comes there, who may do what. */
#include "engines/moderation/desk.h"
#include "app/erase.h"
#include "app/event.h"
#include "app/site.h"
#include "base/json.h"

/* ---- one case ---- */

const struct moderated_kind *desk_kind(const struct site *site, int kind)
{
	for (const struct feature *const *f = site->features; *f; f++)
		for (const struct moderated_kind *k = (*f)->moderated; k && k->kind; k++)
			if (k->kind == kind)
				return k;
	return NULL;
}

bool desk_get(struct tx *tx, const struct site *site, const struct who *who,
	struct object_key about, struct desk_case *out)
{
	struct decisions decisions;
	*out = (struct desk_case){ .kind = desk_kind(site, about.kind) };
	if (!out->kind || !site_object(site, tx, who, about, &out->object))
		return false;
	out->about = (struct moderated){ about, out->object.ref, out->object.persona };
	out->is_open = queue_find(tx, about, &out->item);
	out->is_veiled = veil_find(tx, about);
	/* No no stands against what is public. */
	if (!case_is_public(out) && decision_list(tx, about, &decisions) == OK)
		out->appeal = appeal_of(decisions.items, decisions.len);
	return tx_error(tx)->status == OK;
}

/* NOT_FOUND is an answer here: another kind may have it. */
static enum status find_of_kind(struct tx *tx, const struct who *who,
	const struct moderated_kind *k, struct uuid ref, int64_t *id)
{
	enum status s = k->find(tx, who, ref, id);
	if (tx_error(tx)->status == NOT_FOUND)
		*tx_error(tx) = (struct error){ 0 };
	return s;
}

enum status desk_find(struct tx *tx, const struct site *site, const struct who *who,
	const struct desk_asked *asked, struct desk_case *out)
{
	int64_t id;
	for (const struct feature *const *f = site->features; *f; f++)
		for (const struct moderated_kind *k = (*f)->moderated; k && k->kind; k++) {
			if (asked->word.len && !str_eq(asked->word, str_view(k->word)))
				continue;
			enum status s = find_of_kind(tx, who, k, asked->ref, &id);
			if (s == OK && desk_get(tx, site, who, (struct object_key){ k->kind, id }, out))
				return OK;
			if (tx_error(tx)->status != OK)
				return tx_error(tx)->status;
		}
	return fail(tx_error(tx), NOT_FOUND, "no such object");
}

struct uuid case_seen(struct arena *a, const struct site *site, const struct desk_case *c)
{
	return tag_of(&site->keys, FOR_FORM, str_join(a, PIECES(STR("moderation|"), c->object.title,
		STR("\n"), c->object.text)));
}

bool case_has_changed(struct arena *a, const struct site *site, const struct desk_case *c,
	struct uuid seen)
{
	return !uuid_is_none(seen) && !uuid_eq(seen, case_seen(a, site, c));
}

/* ---- who may ---- */

bool case_is_public(const struct desk_case *c)
{
	return c->object.audience == AUDIENCE_ALL || c->object.audience == AUDIENCE_MEMBERS;
}

bool case_is_barred(const struct desk_case *c, const struct who *who)
{
	bool said_no = c->appeal.is_asked && uuid_eq(c->appeal.refused_by, who->persona);
	return uuid_is_none(who->persona) || uuid_eq(c->object.persona, who->persona) || said_no;
}

bool case_may(const struct desk_case *c, const struct who *who, enum verdict v)
{
	bool appealed = c->is_open && c->appeal.is_asked;
	if (v == VERDICT_DISMISS)
		return c->is_open && case_is_public(c);
	if (v == VERDICT_UPHOLD)
		return appealed && !case_is_public(c);
	if (v == VERDICT_VEIL)
		return c->kind->veils && !c->is_veiled && case_is_public(c);
	if (v == VERDICT_UNVEIL)
		return c->is_veiled;
	return v < VERDICTS && c->kind->act[v] && c->kind->may(&c->object, who, v);
}

bool case_may_appeal(const struct desk_case *c, const struct who *who)
{
	struct who moderator = who_team(ROLE_MODERATOR);
	bool is_author = who->roles && uuid_eq(c->object.persona, who->persona);
	return is_author && c->appeal.may_ask && case_may(c, &moderator, VERDICT_RESTORE);
}

/* ---- taking, giving back ---- */

static enum status by_moderator(struct tx *tx, const struct who *who, const struct desk_case *c)
{
	if (!(who->roles & ROLE_MODERATOR))
		return fail(tx_error(tx), FORBIDDEN, "moderators look at what waits");
	if (case_is_barred(c, who))
		return fail(tx_error(tx), FORBIDDEN, "another moderator decides this one");
	return OK;
}

static enum status note(struct tx *tx, const struct who *who, const struct desk_case *c,
	const char *what)
{
	return event_add(tx, who, &(struct event){ .what = what, .kind = c->about.key.kind,
		.id = c->about.key.id, .from = c->object.state, .to = c->object.state });
}

enum status desk_take(struct tx *tx, const struct who *who, const struct desk_case *c)
{
	TRY(by_moderator(tx, who, c));
	if (c->is_open && uuid_eq(c->item.taken_by, who->persona))
		return OK;
	TRY(queue_set_taken(tx, c->about.key, &(struct handed){ .to = who->persona }));
	return note(tx, who, c, "moderation.taken");
}

enum status desk_leave(struct tx *tx, const struct who *who, const struct desk_case *c)
{
	TRY(by_moderator(tx, who, c));
	TRY(queue_set_taken(tx, c->about.key, &(struct handed){ .from = who->persona }));
	return note(tx, who, c, "moderation.left");
}

/* ---- how it comes there ---- */

struct uuid report_tag(struct tx *tx, const struct site *site, const struct who *who,
	struct object_key about)
{
	struct uuid owner = who_owner(who);
	struct str by = who->person ? str_fmt(tx_arena(tx), "person|%lld", (long long)who->person)
		: str_fmt(tx_arena(tx), "browser|%s", uuid_print(owner).text);
	if (!who->person && uuid_is_none(owner))
		return (struct uuid){ 0 };
	return tag_of(&site->keys, FOR_ONCE_A_PERSON, str_fmt(tx_arena(tx), "moderation|%d|%lld|%s",
		about.kind, (long long)about.id, by.ptr));
}

enum status desk_wait(struct tx *tx, const struct site *site, const struct moderated *m,
	const struct waiting *w)
{
	struct covered covered = country_covered(&site->country);
	return queue_put(tx, m, &(struct queue_new){ .rules = w->rules, .lane = w->lane,
		.at = tx_now(tx), .due_at = lane_due(w->lane, tx_now(tx), &covered) });
}

enum status desk_report(struct tx *tx, const struct site *site, const struct who *who,
	const struct desk_case *c, const struct report *r)
{
	if (!case_is_public(c))
		return fail(tx_error(tx), NOT_FOUND, "only what is public is reported");
	struct uuid tag = report_tag(tx, site, who, c->about.key);
	if (uuid_is_none(tag))
		return fail(tx_error(tx), INVALID, "a report of nobody");
	bool added;
	TRY(report_insert(tx, &c->about, &(struct report){ .at = tx_now(tx), .reason = r->reason,
		.text = r->text, .persona = who->persona }, tag, &added));
	if (!added)
		return OK;
	TRY(desk_wait(tx, site, &c->about,
		&(struct waiting){ RULE_REPORT, lane_of_report(r->reason) }));
	return event_add(tx, who, &(struct event){ .what = "moderation.reported",
		.kind = MODERATION_REPORTS, .id = c->about.key.id });
}

enum status desk_appeal(struct tx *tx, const struct site *site, const struct who *who,
	const struct desk_case *c, struct str text)
{
	if (!who->roles || !uuid_eq(c->object.persona, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "its author asks for another look");
	if (!case_may_appeal(c, who))
		return fail(tx_error(tx), CONFLICT, "nothing was refused, or it was asked before");
	if (str_trim(text).len == 0)
		return fail(tx_error(tx), INVALID, "an appeal says why");
	TRY(note(tx, who, c, "moderation.appealed"));
	TRY(decision_insert(tx, &c->about, &(struct decision){ .at = tx_now(tx), .by = who->persona,
		.action = STR("appeal"), .text = text }));
	return desk_wait(tx, site, &c->about, &(struct waiting){ RULE_APPEAL, LANE_APPEAL });
}

/* ---- a person's rows ---- */

static enum status export_said(struct tx *tx, struct uuid persona, const char *type,
	const char *sql, struct json *out)
{
	struct rows r = rows_passing(db_query(tx, sql, BIND(ref(persona))));
	while (rows_next(&r)) {
		struct str said = row_text(&r, 3);
		json_open(out, NULL, '{');
		json_text(out, "type", str_view(type));
		json_text(out, "about", str_view(uuid_print(row_uuid(&r, 0)).text));
		json_text(out, "at", str_view(instant_print(row_i64(&r, 1)).text));
		json_text(out, "what", row_text(&r, 2));
		if (said.len)
			json_text(out, "text", said);
		json_close(out, '}');
	}
	return rows_end(&r);
}

enum status desk_export(struct tx *tx, const struct who *who, struct json *out)
{
	TRY(export_said(tx, who->persona, "report",
		"SELECT ref, at, 'report', text FROM moderation_report WHERE persona = $1 ORDER BY id",
		out));
	return export_said(tx, who->persona, "decision",
		"SELECT ref, at, action, text FROM moderation_decision WHERE persona = $1 ORDER BY id",
		out);
}

enum status desk_erase(struct tx *tx, const struct site *site, const struct who *who, bool *more)
{
	static const char *const cuts[] = {
		("UPDATE moderation_decision SET persona = NULL,"
			" text = CASE action WHEN 'appeal' THEN '' ELSE text END WHERE id IN"
			" (SELECT id FROM moderation_decision WHERE persona = $1 LIMIT $2)"),
		("UPDATE moderation_decision SET author = NULL WHERE id IN"
			" (SELECT id FROM moderation_decision WHERE author = $1 LIMIT $2)"),
		("UPDATE moderation_report SET persona = NULL, text = '' WHERE id IN"
			" (SELECT id FROM moderation_report WHERE persona = $1 LIMIT $2)"),
		("UPDATE moderation_item SET taken_by = NULL WHERE id IN"
			" (SELECT id FROM moderation_item WHERE taken_by = $1 LIMIT $2)"),
	};
	(void)site;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
		TRY(erase_rows(tx, cuts[i], who->persona, more));
	return OK;
}
