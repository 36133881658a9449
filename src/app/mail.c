/* The outbox. A mail is sealed from the moment it is written, and emptied once it is gone. */
#include "app/mail.h"
#include "app/site.h"
#include "base/wire.h"

#define MINUTE INT64_C(60000)
#define DAY (24 * 60 * MINUTE)
enum { LINE = 72, SLICE = 200, KEPT_DAYS = 30, BODY_MAX = 1 << 16 };

/* Breaks lines at blanks, so that they have at most LINE signs; a longer word (an address of ours)
 * has a line of its own. */
static struct str wrapped(struct arena *a, struct str body)
{
	struct str s = str_dup(a, body);
	char *p = (char *)s.ptr;
	size_t start = 0, blank = 0;                    /* of this line; blank ≤ start: none yet */
	for (size_t i = 0; i <= s.len; i++) {
		if (i < s.len && p[i] != ' ' && p[i] != '\n')
			continue;
		if (blank > start && str_points((struct str){ p + start, i - start }) > LINE) {
			p[blank] = '\n';
			start = blank + 1;
		}
		if (i < s.len && p[i] == ' ')
			blank = i;
		else
			start = i + 1;
	}
	return s;
}

static struct str about_mail(struct arena *a, int64_t id)
{
	return str_fmt(a, "app_mail|sealed|%lld", (long long)id);
}

static void put_field(struct buf *b, struct str s)
{
	buf_put(b, s);
	buf_put(b, STR("\0"));
}

static struct str seal_mail(struct arena *a, const struct keys *k, int64_t id,
	const struct mail *m)
{
	struct buf b = { .max = BODY_MAX };
	put_field(&b, m->to);
	put_field(&b, words(m->lang, m->subject));
	put_field(&b, wrapped(a, m->body));
	put_field(&b, m->stop);
	struct str sealed = { 0 };
	if (!b.full)
		sealed = seal(a, k, FOR_SEAL, about_mail(a, id), buf_view(&b));
	buf_finish(&b);
	return sealed;
}

enum status mail_add(struct tx *tx, const struct site *site, const struct mail *m)
{
	struct arena *a = tx_arena(tx);
	int64_t id = tx_new_id(tx);
	struct str sealed = seal_mail(a, &site->keys, id, m);
	if (sealed.len == 0)
		return fail(tx_error(tx), BROKEN, "a mail longer than %d bytes", (int)BODY_MAX);
	return db_exec(tx,
		"INSERT INTO app_mail (id, at, due_at, state, attempts, sent_at, address_tag, sealed,"
		" problem) VALUES ($1, $2, $2, $3, 0, 0, $4, $5, '')",
		BIND(i64(id), i64(tx_now(tx)), i64(MAIL_WAITING), ref(address_tag(a, &site->keys, m->to)),
			blob(sealed)));
}

/* ---- reading ---- */

#define MAIL_COLUMNS "id, at, due_at, state, attempts, sent_at, sealed, problem"

static struct mail_row read_mail(struct rows *r, const struct keys *k)
{
	struct arena *a = tx_arena(r->tx);
	struct mail_row m = {
		.id       = row_i64(r, 0),
		.at       = row_i64(r, 1),
		.due_at   = row_i64(r, 2),
		.state    = (enum mail_state)row_i64(r, 3),
		.attempts = row_i64(r, 4),
		.sent_at  = row_i64(r, 5),
		.problem  = row_text(r, 7),
	};
	struct str text = row_blob(r, 6);
	if (text.len && unseal(a, k, FOR_SEAL, about_mail(a, m.id), &text)) {
		wire_field(&text, &m.to);
		wire_field(&text, &m.subject);
		wire_field(&text, &m.body);
		wire_field(&text, &m.stop);
	}
	return m;
}

static enum status take_mails(struct rows *r, const struct keys *k, size_t max,
	struct mail_rows *out)
{
	*out = (struct mail_rows){ .items = NEW(tx_arena(r->tx), struct mail_row, max) };
	while (out->len < max && rows_next(r))
		out->items[out->len++] = read_mail(r, k);
	return rows_end(r);
}

enum status mail_list(struct tx *tx, const struct keys *k, size_t max, struct mail_rows *out)
{
	struct rows r = db_query(tx, "SELECT " MAIL_COLUMNS " FROM app_mail ORDER BY id DESC LIMIT $1",
		BIND(i64((int64_t)max)));
	return take_mails(&r, k, max, out);
}

enum status mail_due(struct tx *tx, const struct keys *k, size_t max, struct mail_rows *out)
{
	struct rows r = db_query(tx,
		"SELECT " MAIL_COLUMNS " FROM app_mail WHERE state = $1 AND due_at <= $2"
		" ORDER BY due_at, id LIMIT $3",
		BIND(i64(MAIL_WAITING), i64(tx_now(tx)), i64((int64_t)max)));
	return take_mails(&r, k, max, out);
}

/* ---- what became of it ---- */

enum status mail_sent(struct tx *tx, int64_t id)
{
	return db_exec_one(tx,
		"UPDATE app_mail SET state = $2, sent_at = $3, attempts = attempts + 1,"
		" address_tag = $4, sealed = $4, problem = '' WHERE id = $1 AND state = $5",
		BIND(i64(id), i64(MAIL_SENT), i64(tx_now(tx)), blob(STR("")), i64(MAIL_WAITING)));
}

/* Minutes until the next attempt; -1: five days have gone by. */
static int64_t pause_after(int64_t attempts)
{
	static const int64_t first[] = { 1, 5, 15, 60 };
	enum { QUICK = sizeof first / sizeof *first, EVERY = 4 * 60, LAST = QUICK + 29 };
	if (attempts > LAST)
		return -1;
	return attempts <= QUICK ? first[attempts - 1] : EVERY;
}

enum status mail_failed(struct tx *tx, int64_t id, bool for_good, struct str problem)
{
	int64_t attempts = 0;
	TRY(db_one_i64(tx, "SELECT attempts FROM app_mail WHERE id = $1", BIND(i64(id)), &attempts));
	int64_t minutes = pause_after(attempts + 1);
	bool refused = for_good || minutes < 0;
	return db_exec_one(tx,
		"UPDATE app_mail SET state = $2, due_at = $3, attempts = attempts + 1, problem = $4"
		" WHERE id = $1 AND state = $5",
		BIND(i64(id), i64(refused ? MAIL_REFUSED : MAIL_WAITING),
			i64(tx_now(tx) + (refused ? 0 : minutes * MINUTE)), text(problem), i64(MAIL_WAITING)));
}

enum status mail_retry(struct tx *tx, int64_t id)
{
	return db_exec_one(tx,
		"UPDATE app_mail SET state = $2, due_at = $3, attempts = 0 WHERE id = $1 AND state <> $4",
		BIND(i64(id), i64(MAIL_WAITING), i64(tx_now(tx)), i64(MAIL_SENT)));
}

enum status mail_forget(struct tx *tx, const struct keys *k, struct str to)
{
	return db_exec(tx, "DELETE FROM app_mail WHERE address_tag = $1",
		BIND(ref(address_tag(tx_arena(tx), k, to))));
}

/* Ids rise with time: the oldest come first. */
enum status mail_purge(struct tx *tx, bool *more)
{
	TRY(db_exec(tx,
		"DELETE FROM app_mail WHERE id IN"
		" (SELECT m.id FROM (SELECT id, at FROM app_mail ORDER BY id LIMIT $2) m WHERE m.at < $1)",
		BIND(i64(tx_now(tx) - KEPT_DAYS * DAY), i64(SLICE))));
	*more = db_changed(tx) == SLICE;
	return OK;
}
