#ifndef AGORA_TEST_STORE_DESK_H
#define AGORA_TEST_STORE_DESK_H
#include "app/person.h"
#include "engines/moderation/desk.h"
#include "features/agora/acts.h"
#include "features/agora/workflow_need.h"
#include "test_site.h"

/* What the tests of this feature's rows share: one deed of one person, as a job of its own. */
struct deed {
	const struct site *site;
	struct who who;
	struct need need, other;
	struct draft draft;
	struct need_act act;
	struct need_qualified qualified;
	struct need_translated translated;
	struct answer_text answer;
	struct report report;
	struct need_asked asked;
	struct need_searched searched;
	struct uuid ref;
	int64_t day;
	bool yes;
	struct str words;
	/* what came back */
	struct needs needs;
	struct drafts drafts;
	struct thread thread;
	struct queue queue;
	struct confirmed confirmed;
	struct answered answered;
	struct buf out;
};
typedef enum status deed_fn(struct tx *tx, struct deed *d);

struct who who_is(const struct browser *b);
/* On the writer; and on the reader, where search.db is attached. */
enum status do_deed(struct world *w, const struct browser *b, deed_fn *run, struct deed *d);
enum status see_deed(struct world *w, const struct browser *b, deed_fn *run, struct deed *d);

/* A fine draft, all but title and text. */
struct draft draft_with(const char *title, const char *text);
/* Written and sent by b: held when it is their first, with nothing else in it. */
struct need need_sent(struct world *w, const struct browser *b, const char *title,
	const char *text);
/* The same, approved by the moderator when it was held. */
struct need need_public(struct world *w, const struct browser *b, const char *title);
/* As b sees it now; state 0: not at all. */
struct need need_seen(struct world *w, const struct browser *b, struct uuid ref);
/* b does it to what they see; with a reason that fits every action. */
enum status do_act(struct world *w, const struct browser *b, struct uuid ref, const char *action);
enum status do_qualify(struct world *w, const struct browser *b, struct uuid ref,
	const char *need_what);
enum status do_support(struct world *w, const struct browser *b, struct uuid ref);
/* How many notices of this key its author has. */
int64_t notices(struct world *w, const struct browser *b, const char *what);
int64_t events(struct world *w, const char *what);
#endif
