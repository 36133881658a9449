/* The log, read backwards. */
#include "features/team/store.h"

enum { LOOK_AT = 5000 };

static struct log_row read_log(struct rows *r)
{
	return (struct log_row){
		.seq     = row_i64(r, 0),
		.at      = row_i64(r, 1),
		.persona = row_uuid(r, 2),
		.what    = row_text(r, 3),
		.kind    = (int)row_i64(r, 4),
		.id      = row_i64(r, 5),
		.from    = (int)row_i64(r, 6),
		.to      = (int)row_i64(r, 7),
	};
}

enum status log_list(struct tx *tx, const struct log_asked *asked, struct log_rows *out)
{
	*out = (struct log_rows){ .items = NEW(tx_arena(tx), struct log_row, LOG_PAGE) };
	int64_t looked = 0, last = 0;
	struct rows r = db_query(tx,
		"SELECT seq, at, persona, what, kind, id, state_from, state_to FROM app_event"
		" WHERE seq < $1 ORDER BY seq DESC LIMIT $2",
		BIND(i64(asked->before ? asked->before : INT64_MAX), i64(LOOK_AT)));
	while (out->len < LOG_PAGE && rows_next(&r)) {
		struct log_row row = read_log(&r);
		looked++;
		last = row.seq;
		if (str_starts(row.what, asked->what))
			out->items[out->len++] = row;
	}
	TRY(rows_end(&r));
	if (out->len == LOG_PAGE || looked == LOOK_AT)
		out->next = last;
	return OK;
}

enum status log_newest_seal(struct tx *tx, struct log_seal_row *out)
{
	*out = (struct log_seal_row){ 0 };
	struct rows r = db_query(tx, "SELECT n, events, at FROM app_seal ORDER BY n DESC LIMIT 1",
		NULL, 0);
	if (rows_next(&r))
		*out = (struct log_seal_row){ row_i64(&r, 0), row_i64(&r, 1), row_i64(&r, 2) };
	return rows_end(&r);
}
