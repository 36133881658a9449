#ifndef AGORA_ACTS_H
#define AGORA_ACTS_H
#include "engines/moderation/moderation.h"
#include "features/discussion/discussion.h"
#include "features/agora/store_answer.h"
#include "features/agora/store_draft.h"

/* What people do with needs (acts_*.c): each act asks whether it may be, and writes the rows, the
 * event, the notice to the need's author, the words for search and the counts, in the caller's tx.
 * The need was read for who acts (need_by_ref); it is as old as that. */

/* ---- writing one (acts_draft.c) ---- */

/* Sends it: it becomes a need, published at once or held by the rules; or it mends the returned
 * need, which then is read again. The draft is gone. SIGN_IN: nobody is signed in. INVALID: it has
 * problems (ask need_read first). */
enum status draft_send(struct tx *tx, const struct site *site, const struct who *who,
	const struct draft *d, struct need *out);
/* For struct feature. Drafts of the browser become theirs; one that waited is sent, and *next leads
 * to the need, or back to the draft when it has problems. */
enum status agora_adopt(struct tx *tx, const struct site *site, const struct adoption *a,
	const struct who *who, struct str *next);

/* ---- moving it (acts_need.c) ---- */

/* Moves a need as workflow_need.h declares. FORBIDDEN: not theirs, or their own to decide.
 * CONFLICT: not from this state. For: take_up resolve withdraw renew reopen; and approve return
 * reject hold restore, which are moderation_decide. The others have functions of their own. */
struct need_act { const char *action; enum reason reason; struct str text; };
enum status need_act(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const struct need_act *act);

/* By a facilitator: fills in what is missing, and may propose a formulation, which its author is
 * asked to agree to. A formulation without need_what is none. */
struct need_qualified {
	struct str theme, territory, commune;
	enum need_for for_whom;
	enum need_stage stage;
	struct need_formulated formulated;
};
enum status need_qualify(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const struct need_qualified *q);
/* By its author, about the formulation. CONFLICT: nothing was asked. */
enum status need_agree(struct tx *tx, const struct who *who, const struct need *n, bool agrees);

/* `from` goes on under `into`: its supports and its author's voice are carried over, once each. */
struct need_merging { const struct need *from, *into; struct str text; };
enum status need_merge(struct tx *tx, const struct site *site, const struct who *who,
	const struct need_merging *m);

/* By a facilitator, of a need that goes on: where it stands, in words for everybody. */
enum status need_stand(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const struct stood *s);
/* For struct feature: a chore, once a day, in slices. Who follows is told of a long silence. */
enum status agora_silence(struct tx *tx, const struct site *site, bool *more);

/* Its words in another language than its author's; "" for both takes them away. */
struct need_translated { enum lang lang; struct str title, text; };
enum status need_translate(struct tx *tx, const struct who *who, const struct need *n,
	const struct need_translated *t);

/* For struct feature: what moderators may do with a need (moderated.c). */
extern const struct moderated_kind agora_moderated[];
extern const struct discussed_kind agora_discussed[];
/* For struct feature: a chore, once a day, in slices. */
enum status agora_archive(struct tx *tx, const struct site *site, bool *more);

/* Where it came from and what became of it, as far as this reader may know (thread.c). */
enum status need_thread_read(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, struct thread *out);

/* ---- what others say (acts_voice.c) ---- */

/* "Moi aussi", once a person: again is no error. FORBIDDEN: its author. CONFLICT: not to be joined
 * (any more). */
enum status support_add(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n);
enum status support_remove(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n);
bool is_supported(struct tx *tx, const struct site *site, const struct who *who, int64_t need);

/* "It is resolved", said by those it concerns; the platform resolves it when enough say so.
 * FORBIDDEN: they are not among its supporters. CONFLICT: not in work and not answered. */
enum status need_confirm(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n);
enum status need_confirmed(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, struct confirmed *out);

/* ---- the official answer (acts_answer.c) ---- */

/* By facilitators. The day is public from there on; a later promise replaces it and is an event. */
enum status answer_promise(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, int64_t day);
struct answer_text { enum lang lang; struct str text; };
enum status answer_draft(struct tx *tx, const struct who *who, const struct need *n,
	const struct answer_text *t);
/* FORBIDDEN: they drafted it. CONFLICT: nothing waits for review. */
enum status answer_review(struct tx *tx, const struct who *who, const struct need *n);
/* CONFLICT: not reviewed. The need becomes answered; its author is told. */
enum status answer_publish(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n);
/* The published text in another language; "" takes it away. */
enum status answer_translate(struct tx *tx, const struct who *who, const struct need *n,
	const struct answer_text *t);
#endif
