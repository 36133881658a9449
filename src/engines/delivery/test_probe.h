#ifndef ENGINES_DELIVERY_TEST_PROBE_H
#define ENGINES_DELIVERY_TEST_PROBE_H
#include "app/mail.h"
#include "engines/delivery/inside.h"
#include "test_site.h"

/* What the tests of following and being told share: a world with one feature of their own, whose
 * things 1 to 999 are everybody's; from 1000 on nobody sees them. Ada has written number 7. */
#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)
enum { THING = 900, HIDDEN_AT = 1000 };
/* Of what "probe.counted" counts so many are still there. */
extern int64_t still_there;

struct call {
	struct world *w;
	struct uuid persona;
	struct object_key key;
	struct news news;
	enum level level;
	struct habit habit;
	struct follow follow;
	struct mail_rows mails;
	struct buf json;
	bool more, quiet;
};

/* ---- work on the database, by run() ---- */
enum status add(struct tx *tx, void *arg);
enum status drop(struct tx *tx, void *arg);
enum status put_habit(struct tx *tx, void *arg);
enum status set_level(struct tx *tx, void *arg);
enum status happen(struct tx *tx, void *arg);
enum status concern(struct tx *tx, void *arg);
enum status slice(struct tx *tx, void *arg);
enum status digests(struct tx *tx, void *arg);
enum status set_quiet(struct tx *tx, void *arg);
enum status read_all(struct tx *tx, void *arg);
enum status stop_mails(struct tx *tx, void *arg);
enum status export_and_forget(struct tx *tx, void *arg);

/* ---- short words ---- */
enum status run(struct call *c, enum status (*f)(struct tx *, void *));
void open_world(struct world *w);
void follows(struct world *w, const struct browser *b, int64_t id);
void rhythm(struct world *w, const struct browser *b, enum level level);
void happens(struct world *w, int64_t id, const char *what);
int until_quiet(struct world *w, enum status (*f)(struct tx *, void *));
int64_t mails(struct world *w);
int64_t unread(struct world *w, const char *name);
struct mail_row newest(struct world *w);
bool mentions(struct str s, const char *words);
void go_to_monday_at_nine(struct world *w);
void happens_now(struct world *w, int64_t id, const char *what);
#endif
