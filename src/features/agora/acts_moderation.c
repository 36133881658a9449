/* Moderators at the queue. What they decide about a need is need_act. */
#include "features/agora/acts_inside.h"

enum status queue_take(struct tx *tx, const struct who *who, const struct need *n)
{
	struct queue_item item;
	TRY(act_by(tx, who, n, ROLE_MODERATOR));
	if (queue_find(tx, n, &item) && uuid_eq(item.taken_by, who->persona))
		return OK;
	TRY(queue_set_taken(tx, n->id, (struct uuid){ 0 }, who->persona));
	return act_note(tx, who, n, "agora.taken");
}

enum status queue_leave(struct tx *tx, const struct who *who, const struct need *n)
{
	TRY(act_by(tx, who, n, ROLE_MODERATOR));
	TRY(queue_set_taken(tx, n->id, who->persona, (struct uuid){ 0 }));
	return act_note(tx, who, n, "agora.left");
}

enum status queue_dismiss(struct tx *tx, const struct who *who, const struct need *n,
	struct str text)
{
	TRY(act_by(tx, who, n, ROLE_MODERATOR));
	struct queue_item item;
	if (n->state == NEED_HELD || !queue_find(tx, n, &item))
		return fail(tx_error(tx), CONFLICT, "what is held wants a decision");
	TRY(act_note(tx, who, n, "agora.dismissed"));
	TRY(decision_insert(tx, n->id, &(struct decision){ .at = tx_now(tx), .by = who->persona,
		.action = STR("dismiss"), .text = text }));
	return queue_close(tx, n->id);
}
