/* The log is sealed: one row of app_seal for each group of the writer holds the keyed hash of the
 * group's events and of the seal before. Who edits, removes or slips in an event without the
 * instance's key breaks the chain there; who cuts its end is found by the count and digest that
 * left the machine ("labagora audit anchor"). */
#include "app/site.h"
#include "base/buf.h"

enum { BYTES_MAX = 4 << 20, SEALS_AT_ONCE = 100 };

static void put_i64(struct buf *b, int64_t n)
{
	uint8_t bytes[8];
	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)((uint64_t)n >> (56 - 8 * i));
	buf_put(b, (struct str){ (const char *)bytes, sizeof bytes });
}

/* Every column in a fixed form: lengths stand before texts, so that no two logs look alike. */
static void put_event(struct buf *b, struct rows *r)
{
	put_i64(b, row_i64(r, 0));
	put_i64(b, row_i64(r, 1));
	struct uuid persona = row_uuid(r, 2);
	buf_put(b, (struct str){ (const char *)persona.b, sizeof persona.b });
	struct str what = row_text(r, 3);
	put_i64(b, (int64_t)what.len);
	buf_put(b, what);
	for (int c = 4; c < 8; c++)
		put_i64(b, row_i64(r, c));
}

struct range { int64_t after, to; struct digest before; };

/* The digest of the events of one seal; *events: how many they are, *last: the newest. */
static enum status digest_range(struct tx *tx, const struct site *s, const struct range *range,
	struct log_head *out)
{
	struct buf bytes = { .max = BYTES_MAX };
	buf_put(&bytes, (struct str){ (const char *)range->before.b, sizeof range->before.b });
	struct rows r = db_query(tx,
		"SELECT seq, at, persona, what, kind, id, state_from, state_to FROM app_event"
		" WHERE seq > $1 AND seq <= $2 ORDER BY seq",
		BIND(i64(range->after), i64(range->to)));
	while (rows_next(&r)) {
		put_event(&bytes, &r);
		out->events++;
		out->last_seq = row_i64(&r, 0);
	}
	out->digest = digest_of(&s->keys, FOR_LOG, buf_view(&bytes));
	bool full = bytes.full;
	buf_finish(&bytes);
	TRY(rows_end(&r));
	return full ? fail(tx_error(tx), BROKEN, "one group wrote too many events to seal") : OK;
}

static enum status read_head(struct tx *tx, struct log_head *head)
{
	struct rows r = db_query(tx,
		"SELECT n, last_seq, events, digest FROM app_seal ORDER BY n DESC LIMIT 1", NULL, 0);
	if (rows_next(&r)) {
		struct str digest = row_blob(&r, 3);
		head->seals = row_i64(&r, 0);
		head->last_seq = row_i64(&r, 1);
		head->events = row_i64(&r, 2);
		if (digest.len == sizeof head->digest.b)
			memcpy(head->digest.b, digest.ptr, sizeof head->digest.b);
	}
	return rows_end(&r);
}

enum status log_seal(struct tx *tx, void *site)
{
	const struct site *s = site;
	struct log_head head = { 0 }, next = { 0 };
	TRY(read_head(tx, &head));
	struct range range = { head.last_seq, INT64_MAX, head.digest };
	TRY(digest_range(tx, s, &range, &next));
	if (next.events == 0)
		return OK;
	return db_exec(tx,
		"INSERT INTO app_seal (n, last_seq, events, at, digest) VALUES ($1, $2, $3, $4, $5)",
		BIND(i64(head.seals + 1), i64(next.last_seq), i64(head.events + next.events),
			i64(tx_now(tx)), blob((struct str){ (const char *)next.digest.b,
				sizeof next.digest.b })));
}

struct seal_row { int64_t n, last_seq, events; struct digest digest; };

/* The next seals after n, a few at a time: a statement of its own reads the events between. */
static enum status read_seals(struct tx *tx, int64_t after, struct seal_row *out, size_t *len)
{
	*len = 0;
	struct rows r = db_query(tx,
		"SELECT n, last_seq, events, digest FROM app_seal WHERE n > $1 ORDER BY n LIMIT $2",
		BIND(i64(after), i64(SEALS_AT_ONCE)));
	while (rows_next(&r)) {
		struct str digest = row_blob(&r, 3);
		struct seal_row *row = &out[(*len)++];
		*row = (struct seal_row){ row_i64(&r, 0), row_i64(&r, 1), row_i64(&r, 2), { { 0 } } };
		if (digest.len == sizeof row->digest.b)
			memcpy(row->digest.b, digest.ptr, sizeof row->digest.b);
	}
	return rows_end(&r);
}

static enum status check_seal(struct tx *tx, const struct site *s, const struct seal_row *row,
	struct log_head *head)
{
	struct log_head next = { 0 };
	struct range range = { head->last_seq, row->last_seq, head->digest };
	if (row->n != head->seals + 1)
		return fail(tx_error(tx), INVALID, "seal %lld is missing", (long long)head->seals + 1);
	TRY(digest_range(tx, s, &range, &next));
	if (!digest_eq(&next.digest, &row->digest) || head->events + next.events != row->events)
		return fail(tx_error(tx), INVALID, "seal %lld does not hold: an event between seq %lld and"
			" %lld was changed, removed or added", (long long)row->n, (long long)head->last_seq,
			(long long)row->last_seq);
	*head = (struct log_head){ row->n, row->events, row->last_seq, row->digest };
	return OK;
}

enum status log_verify(struct tx *tx, const struct site *s, struct log_head *out)
{
	struct seal_row rows[SEALS_AT_ONCE];
	size_t len;
	*out = (struct log_head){ 0 };
	do {
		TRY(read_seals(tx, out->seals, rows, &len));
		for (size_t i = 0; i < len; i++)
			TRY(check_seal(tx, s, &rows[i], out));
	} while (len);
	int64_t loose = 0;
	TRY(db_one_i64(tx, "SELECT count(*) FROM app_event WHERE seq > $1", BIND(i64(out->last_seq)),
		&loose));
	if (loose)
		return fail(tx_error(tx), INVALID, "%lld events after the last seal are not sealed",
			(long long)loose);
	return OK;
}

enum status log_newest_holds(struct tx *tx, const struct site *s)
{
	struct log_head newest = { 0 };
	struct seal_row rows[SEALS_AT_ONCE];
	size_t len;
	TRY(read_head(tx, &newest));
	if (newest.seals == 0)
		return OK;
	struct log_head before = { 0 };
	if (newest.seals > 1) {
		TRY(read_seals(tx, newest.seals - 2, rows, &len));
		if (len)
			before = (struct log_head){ rows[0].n, rows[0].events, rows[0].last_seq,
				rows[0].digest };
	}
	struct seal_row last = { newest.seals, newest.last_seq, newest.events, newest.digest };
	return check_seal(tx, s, &last, &before);
}

enum status log_goes_through(struct tx *tx, int64_t events, struct str digest)
{
	struct digest d = { { 0 } };
	struct rows r = db_query(tx, "SELECT digest FROM app_seal WHERE events = $1",
		BIND(i64(events)));
	bool found = rows_next(&r);
	if (found) {
		struct str bytes = row_blob(&r, 0);
		memcpy(d.b, bytes.ptr, bytes.len < sizeof d.b ? bytes.len : sizeof d.b);
	}
	TRY(rows_end(&r));
	if (found && str_eq(digest, str_view(digest_print(&d).text)))
		return OK;
	return fail(tx_error(tx), INVALID, "the log does not go through this anchor: its end was cut,"
		" or it was written anew");
}
