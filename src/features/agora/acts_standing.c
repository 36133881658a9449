/* Saying where a need stands, and telling when nobody did. */
#include "features/agora/acts_inside.h"

enum { SLICE = 50, DAY_MS = 86400000 };

enum status need_stand(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const struct stood *s)
{
	TRY(act_by(tx, who, n, ROLE_FACILITATOR));
	if (!need_may_stand(n->state))
		return fail(tx_error(tx), CONFLICT, "it has an answer, or has ended");
	TRY(act_note(tx, who, n, "agora.stood"));
	struct moderated m = need_moderated(n);
	TRY(moderation_note(tx, &m, &(struct decision){ .at = tx_now(tx), .by = who->persona,
		.action = STR("stand"), .text = stood_text(tx_arena(tx), s), .other = s->standing }));
	return act_tell(tx, site, who, n, WORD("agora.notice.stood"));
}

/* It stands in the thread too: that nothing happened is part of what happened. */
static enum status tell_silence(struct tx *tx, const struct need *n)
{
	struct who platform = who_team(ROLE_ADMIN);
	TRY(need_set_silence_told(tx, n->id));
	TRY(act_note(tx, &platform, n, "agora.silent"));
	return news_add(tx, &(struct news){
		.notice = { WORD("agora.news.silent"), AGORA_NEED, n->id } });
}

enum status agora_silence(struct tx *tx, const struct site *site, bool *more)
{
	struct needs silent;
	(void)site;
	TRY(need_silent_untold(tx, tx_now(tx) - (int64_t)SILENCE_TELLS_DAYS * DAY_MS, SLICE, &silent));
	for (size_t i = 0; i < silent.len; i++)
		if (need_silence(&silent.items[i], tx_now(tx)) == SILENCE_TELLS)
			TRY(tell_silence(tx, &silent.items[i]));
	*more = silent.len == SLICE;
	return OK;
}
