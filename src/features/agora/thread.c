/* The thread of a need: what the log, the decisions and the merged needs tell, put together. */
#include "features/agora/acts_inside.h"

static enum status read_happenings(struct tx *tx, const struct need *n, struct thread_in *in)
{
	struct event_rows events;
	TRY(event_history(tx, AGORA_NEED, n->id, &events));
	struct happening *list = NEW(tx_arena(tx), struct happening, events.len + 1);
	for (size_t i = 0; i < events.len; i++) {
		const struct event_row *e = &events.items[i];
		list[i] = (struct happening){ .seq = e->seq, .at = e->at, .persona = e->persona,
			.what = e->what, .from = e->from, .to = e->to };
	}
	in->happenings = list;
	in->happening_count = events.len;
	return OK;
}

enum status need_thread_read(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, struct thread *out)
{
	enum { JOINED_MAX = 50 };
	struct thread_in in = {
		.need = n,
		.zone = site->country.zone,
		.today = zone_day(site->country.zone, tx_now(tx)),
		.is_author = uuid_eq(n->persona, who->persona),
		.is_team = (who->roles & ROLE_TEAM) != 0,
	};
	struct moderation_past past;
	struct answered answer;
	struct joined *joined = NEW(tx_arena(tx), struct joined, JOINED_MAX);
	TRY(read_happenings(tx, n, &in));
	TRY(moderation_past(tx, (struct object_key){ AGORA_NEED, n->id }, &past));
	TRY(need_joined(tx, n->id, JOINED_MAX, joined, &in.joined_count));
	if (answer_find(tx, (enum lang)n->reader_lang, n->id, &answer))
		in.answer = answer.shown_text;
	in.decisions = past.decisions.items;
	in.decision_count = past.decisions.len;
	in.joined = joined;
	need_thread(tx_arena(tx), &in, out);
	return tx_error(tx)->status;
}
