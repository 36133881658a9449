#ifndef ENGINES_DELIVERY_DELIVERY_H
#define ENGINES_DELIVERY_DELIVERY_H
#include "app/object.h"
#include "html/html.h"

/* Telling people: in the app, and by mail. A mail holds no title, no words of anybody and no health
 * word: it says how much news there is and where to read it.
 *
 * Whom it concerns (the author, whoever was answered) is told at once: notice_send. Followers are
 * told by one row, news_add; a chore passes over them in slices, and digests go out as each of
 * them wishes (follow.h). */
struct json;
struct site;

/* ---- those concerned ---- */
struct notice {
	const char *what;      /* key of a sentence with {1} = title: WORD("agora.notice.approved") */
	int kind;              /* with id: about which object */
	int64_t id;
};
/* The notice, and a mail unless they want none. OK, and nothing, when the persona is gone. */
enum status notice_send(struct tx *tx, const struct site *site, struct uuid persona,
	const struct notice *n);

/* ---- those who follow ---- */
/* This has happened; whoever follows the object by now hears of it, but for `doer`, who did it, and
 * those `told` at once (any may be none). With carry_to, they follow that object of the same kind
 * from now on, as often told as before: an object that goes on under another. Nothing without
 * followers.
 *
 * The same sentence about the same object again, before a follower has read the first, is one
 * notice and one mail: its count rises. */
enum { NEWS_TOLD = 2 };
struct news {
	struct notice notice;
	struct uuid doer, told[NEWS_TOLD];
	int64_t carry_to;      /* 0: nowhere */
};
enum status news_add(struct tx *tx, const struct news *n);
/* The same, to whoever follows the object or what it came from (graph_sources): what their words
 * became. Each of them once, however much of it they follow. */
enum status news_add_upstream(struct tx *tx, const struct news *n);

/* It is gone, or not theirs to see any more: whoever follows it hears that, by a sentence without
 * its title, and nothing else of it. No mail tells of it while it can be seen after all. */
enum status news_add_gone(struct tx *tx, const struct news *n);

/* Sentences that count things of their own, "{n} messages under {2}": struct feature.counted. Some
 * of what was counted may be gone when it is read or sent: whoever owns them says how many there
 * still are since `since_at` about that object, of others than `who`; 0: it is not so any more. */
struct counted_news {
	const char *what;
	enum status (*count)(struct tx *tx, const struct who *who, struct object_key about,
		int64_t since_at, int64_t *n);
};                             /* a list ends with what NULL */

/* ---- chores ---- */
/* Tells the followers of one slice: those who may see the object now. */
enum status news_spread(struct tx *tx, const struct site *site, bool *more);
/* Sends digests that are due. What was read meanwhile, is not to be seen any more or does not hold
 * is left out; with nothing to say about what they follow there is no mail. */
enum status digest_send(struct tx *tx, const struct site *site, bool *more);

/* ---- in the app ---- */
struct notice_row {
	int64_t id, at;
	struct str what;
	struct object_key about, of;   /* of: what they follow; the same, or what it came from */
	int64_t times, since_at;       /* how often it happened while it was unread, and since when */
	bool read;
};
struct notice_rows { struct notice_row *items; size_t len; };
/* The newest first; in the arena of the tx. */
enum status notice_list(struct tx *tx, struct uuid persona, size_t max, struct notice_rows *out);
/* What it says to its reader now, in the language of the page. path "": nothing is to be opened.
 * of: what they follow, when it is something else; of_title "" when it is not. */
struct notice_said { struct str sentence; struct url path, of; struct str of_title; };
struct req;
enum status notice_say(struct req *r, const struct notice_row *n, struct notice_said *out);
/* All of them, oldest first, as a list of objects inside *out. */
enum status notice_export(struct tx *tx, struct uuid persona, struct json *out);
enum status notice_all_read(struct tx *tx, struct uuid persona);
enum status notice_forget(struct tx *tx, struct uuid persona, bool *more);
#endif
