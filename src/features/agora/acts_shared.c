/* What acts share: telling the author, the log, words for search, the queue, once a person. */
#include "features/agora/acts_inside.h"
#include "engines/search/search.h"
#include "engines/variants/variants.h"

enum status act_tell(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const char *what)
{
	if (uuid_is_none(n->persona) || uuid_eq(n->persona, who->persona))
		return OK;
	return notice_send(tx, site, n->persona,
		&(struct notice){ .what = what, .kind = AGORA_NEED, .id = n->id });
}

enum status act_note(struct tx *tx, const struct who *who, const struct need *n, const char *what)
{
	return event_add(tx, who, &(struct event){ .what = what, .kind = AGORA_NEED, .id = n->id,
		.from = (int)n->state, .to = (int)n->state });
}

/* Its text in every language that there is, so that each reader finds it in theirs. */
static enum status words_of(struct tx *tx, const struct need *n, struct buf *title,
	struct buf *body)
{
	buf_put(title, n->title);
	buf_fmt(body, "%.*s\n", (int)n->text.len, n->text.ptr ? n->text.ptr : "");
	if (formulation_is_shown(n, false))
		buf_fmt(body, "%s\n%s\n%s\n", str_dup(tx_arena(tx), n->formulated.as_who).ptr,
			str_dup(tx_arena(tx), n->formulated.need_what).ptr,
			str_dup(tx_arena(tx), n->formulated.so_that).ptr);
	for (enum lang lang = 0; lang < LANGS; lang++) {
		struct variant_found found;
		struct variant v = { .kind = AGORA_NEED, .id = n->id, .lang = lang };
		const struct { int field; struct str source; struct buf *out; } fields[] = {
			{ VARIANT_TITLE, n->title, title }, { VARIANT_TEXT, n->text, body },
		};
		for (size_t i = 0; (int)lang != n->lang && i < 2; i++) {
			v.field = fields[i].field;
			v.source = fields[i].source;
			TRY(variant_find(tx, &v, &found));
			if (!found.is_source) {
				buf_put(fields[i].out, STR("\n"));
				buf_put(fields[i].out, found.text);
			}
		}
	}
	return OK;
}

enum status act_words(struct tx *tx, const struct need *n)
{
	enum { TITLE_BYTES = 8192, BODY_BYTES = 131072 };
	if (n->state == NEED_MERGED || n->state == NEED_WITHDRAWN)
		return search_forget(tx, AGORA_NEED, n->id);
	struct buf title = { .max = TITLE_BYTES }, body = { .max = BODY_BYTES };
	enum status s = words_of(tx, n, &title, &body);
	if (s == OK)
		s = search_put(tx, &(struct search_doc){ .kind = AGORA_NEED, .id = n->id,
			.persona = n->persona, .audience = (enum audience)need_audience(n->state),
			.title = buf_view(&title), .body = buf_view(&body) });
	buf_finish(&title);
	buf_finish(&body);
	return s;
}

enum status act_queue(struct tx *tx, const struct site *site, const struct need *n,
	unsigned rules, enum lane lane)
{
	struct covered covered = country_covered(&site->country);
	return queue_put(tx, &(struct queue_new){ .need = n->id, .ref = n->ref, .rules = rules,
		.lane = lane, .at = tx_now(tx), .due_at = lane_due(lane, tx_now(tx), &covered) });
}

struct voice act_voice(struct tx *tx, const struct site *site, const struct who *who,
	int64_t need, const char *purpose)
{
	struct str by = who->person ? str_fmt(tx_arena(tx), "person|%lld", (long long)who->person)
		: str_fmt(tx_arena(tx), "browser|%s", uuid_print(who_owner(who)).text);
	struct str about = str_fmt(tx_arena(tx), "agora|%s|%lld|%s", purpose, (long long)need, by.ptr);
	struct voice v = { .need = need, .persona = who->persona, .at = tx_now(tx) };
	if (who->person || !uuid_is_none(who_owner(who)))
		v.tag = tag_of(&site->keys, FOR_ONCE_A_PERSON, about);
	return v;
}

enum status act_by(struct tx *tx, const struct who *who, const struct need *n, unsigned role)
{
	if (!(who->roles & role))
		return fail(tx_error(tx), FORBIDDEN, "another role is asked for");
	if (!need_may_decide(n, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "nobody decides about a need of their own");
	return OK;
}
