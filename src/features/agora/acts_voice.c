/* What others say about a need: "moi aussi", "it is resolved". Their events
 * stand under AGORA_VOICE, so that a need with thousands of them keeps a short history. */
#include "features/agora/acts_inside.h"

static enum status voice_note(struct tx *tx, const struct who *who, const struct need *n,
	const char *what)
{
	return event_add(tx, who, &(struct event){ .what = what, .kind = AGORA_VOICE, .id = n->id });
}

enum status support_add(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n)
{
	if (!who->roles)
		return fail(tx_error(tx), SIGN_IN, "a voice needs somebody");
	if (uuid_eq(n->persona, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "its author is counted already");
	if (!need_may_be_supported(n, who->persona))
		return fail(tx_error(tx), CONFLICT, "not to be joined any more");
	struct voice v = act_voice(tx, site, who, n->id, "support");
	bool added;
	TRY(support_insert(tx, &v, &added));
	if (!added)
		return OK;
	TRY(act_follow(tx, who, n));
	return voice_note(tx, who, n, "agora.supported");
}

enum status support_remove(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n)
{
	struct voice v = act_voice(tx, site, who, n->id, "support");
	if (!who->roles || !support_exists(tx, &v))
		return tx_error(tx)->status;
	TRY(support_delete(tx, &v));
	TRY(follow_remove(tx, who->persona, (struct object_key){ AGORA_NEED, n->id }));
	return voice_note(tx, who, n, "agora.unsupported");
}

bool is_supported(struct tx *tx, const struct site *site, const struct who *who, int64_t need)
{
	struct voice v = act_voice(tx, site, who, need, "support");
	return who->roles && support_exists(tx, &v);
}

/* ---- "it is resolved" ---- */

static bool may_be_resolved(const struct need *n)
{
	return n->state == NEED_IN_WORK || n->state == NEED_ANSWERED;
}

enum status need_confirmed(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, struct confirmed *out)
{
	struct voice v = act_voice(tx, site, who, n->id, "support");
	TRY(confirm_count(tx, &v, out));
	out->may = may_be_resolved(n) && !out->mine && is_supported(tx, site, who, n->id);
	return tx_error(tx)->status;
}

enum status need_confirm(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n)
{
	if (!is_supported(tx, site, who, n->id))
		return fail(tx_error(tx), FORBIDDEN, "only those it concerns say that it is resolved");
	if (!may_be_resolved(n))
		return fail(tx_error(tx), CONFLICT, "neither in work nor answered");
	struct voice v = act_voice(tx, site, who, n->id, "support");
	struct confirmed c;
	TRY(confirm_count(tx, &v, &c));
	if (c.mine)
		return OK;
	TRY(confirm_insert(tx, &v));
	TRY(voice_note(tx, who, n, "agora.confirmed"));
	if (!need_is_confirmed(c.count + 1, n->supports))
		return OK;
	struct who platform = who_team(ROLE_ADMIN);
	return need_act(tx, site, &platform, n, &(struct need_act){ .action = "resolve" });
}
