/* SQL of requests. It decides nothing: rules.c does. */
#include "features/services/store.h"
#include "app/erase.h"
#include "app/event.h"
#include "base/json.h"
#include "base/zone.h"
#include "features/services/rules.h"
#include "features/services/rules_cards.h"

/* The one place that knows the order of the columns; read_request follows it. */
#define REQUEST_COLUMNS \
	"q.id, q.persona, q.state, q.service, q.lang, q.behalf, q.name, q.title, q.text, q.due_day," \
	" q.accepted_at, q.accepted, q.closed_at, q.closing"

/* Columns 0 and 1 are the key of lists: asked_at, ref. */
static struct lab_request read_request(struct rows *r)
{
	return (struct lab_request){
		.asked_at    = row_i64(r, 0),
		.ref         = row_uuid(r, 1),
		.id          = row_i64(r, 2),
		.persona     = row_uuid(r, 3),
		.state       = (enum request_state)row_i64(r, 4),
		.service     = (enum service)row_i64(r, 5),
		.lang        = (int)row_i64(r, 6),
		.behalf      = (enum behalf)row_i64(r, 7),
		.name        = row_text(r, 8),
		.title       = row_text(r, 9),
		.text        = row_text(r, 10),
		.due_day     = row_i64(r, 11),
		.accepted_at = row_i64(r, 12),
		.accepted    = row_text(r, 13),
		.closed_at   = row_i64(r, 14),
		.closing     = row_text(r, 15),
	};
}

enum status lab_request_add(struct tx *tx, const struct who *who, struct lab_request *q)
{
	q->id = tx_new_id(tx);
	if (uuid_is_none(q->ref))
		q->ref = uuid_v7(tx_now(tx));
	TRY(db_exec(tx,
		"INSERT INTO services_request (id, ref, persona, audience, state, service, lang, behalf,"
		" name, title, text, asked_at, due_day, accepted_at, accepted, closed_at, closing)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, '', 0, '')",
		BIND(i64(q->id), ref(q->ref), ref(q->persona), i64(AUDIENCE_TEAM), i64(q->state),
			i64(q->service), i64(q->lang), i64(q->behalf), text(q->name), text(q->title),
			text(q->text), i64(q->asked_at), i64(q->due_day))));
	return event_add(tx, who, &(struct event){ .what = "services.asked", .kind = SERVICES_REQUEST,
		.id = q->id, .to = (int)q->state });
}

static enum status take_one(struct rows r, struct lab_request *out)
{
	struct tx *tx = r.tx;
	bool found = rows_next(&r);
	if (found)
		*out = read_request(&r);
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no request to be seen there");
}

enum status lab_request_find(struct tx *tx, const struct who *who, struct uuid which,
	struct lab_request *out)
{
	return take_one(db_query(tx,
		"SELECT q.asked_at, q.ref, " REQUEST_COLUMNS
		"  FROM services_request q"
		" WHERE " VISIBLE_TO("q") " AND q.ref = $3",
		BIND(VISIBLE_BINDS(who), ref(which))), out);
}

/* ---- lists ---- */

const char *const request_state_name[REQUEST_STATES] = {
	[REQUEST_ASKED] = "asked", [REQUEST_ACCEPTED] = "accepted", [REQUEST_DELIVERED] = "delivered",
	[REQUEST_DECLINED] = "declined", [REQUEST_WITHDRAWN] = "withdrawn",
};

static bool read_state(struct str word, int64_t *out)
{
	for (*out = REQUEST_ASKED; *out < REQUEST_STATES; (*out)++)
		if (str_eq(word, str_view(request_state_name[*out])))
			return true;
	return false;
}

const struct list_spec request_queue_spec = {
	.select =
		"SELECT q.asked_at, q.ref, " REQUEST_COLUMNS
		"  FROM services_request q"
		" WHERE " VISIBLE_TO("q"),
	.key = "q.asked_at", .ref = "q.ref",
	.filters = { { "state", " AND q.state = ", read_state } },
};
const struct list_spec request_mine_spec = {
	.select =
		"SELECT /* all: one's own */ q.asked_at, q.ref, " REQUEST_COLUMNS
		"  FROM services_request q"
		" WHERE q.persona = $1",
	.key = "q.asked_at", .ref = "q.ref", .falling = true,
};

static enum status take_list(struct tx *tx, struct list l, struct lab_requests *out,
	struct url *next)
{
	*out = (struct lab_requests){ .items = NEW(tx_arena(tx), struct lab_request, LIST_PAGE + 1) };
	while (list_next(&l))
		out->items[out->len++] = read_request(&l.rows);
	return list_end(&l, next);
}

enum status lab_request_queue(struct tx *tx, const struct who *who, const struct list_asked *asked,
	struct lab_requests *out, struct url *next)
{
	return take_list(tx, list_open(tx, &request_queue_spec, asked, BIND(VISIBLE_BINDS(who))), out,
		next);
}

enum status lab_request_mine(struct tx *tx, const struct who *who, const struct list_asked *asked,
	struct lab_requests *out, struct url *next)
{
	return take_list(tx, list_open(tx, &request_mine_spec, asked, BIND(ref(who->persona))), out,
		next);
}

enum status lab_request_waiting(struct tx *tx, int64_t *n)
{
	return db_one_i64(tx,
		"SELECT /* all: a number for the team */ count(*)"
		"  FROM (SELECT 1 FROM services_request q WHERE q.state = 1 LIMIT 1000)",
		NULL, 0, n);
}

/* ---- what becomes of one ---- */

enum status lab_request_set(struct tx *tx, const struct lab_request *q)
{
	return db_exec_one(tx,
		"UPDATE services_request SET due_day = $2, accepted_at = $3, accepted = $4,"
		" closed_at = $5, closing = $6 WHERE id = $1",
		BIND(i64(q->id), i64(q->due_day), i64(q->accepted_at), text(q->accepted),
			i64(q->closed_at), text(q->closing)));
}

enum status lab_request_move(struct tx *tx, int64_t id, int from, int to)
{
	return db_exec_one(tx, "UPDATE services_request SET state = $3 WHERE id = $1 AND state = $2",
		BIND(i64(id), i64(from), i64(to)));
}

enum status lab_request_object(struct tx *tx, const struct who *who, int64_t id,
	struct object *out)
{
	struct lab_request q;
	TRY(take_one(db_query(tx,
		"SELECT q.asked_at, q.ref, " REQUEST_COLUMNS
		"  FROM services_request q"
		" WHERE " VISIBLE_TO("q") " AND q.id = $3",
		BIND(VISIBLE_BINDS(who), i64(id))), &q));
	bool is_own = uuid_eq(q.persona, who->persona);
	*out = (struct object){ .ref = q.ref, .title = q.title, .lang = q.lang, .state = (int)q.state,
		.persona = q.persona, .path = str_fmt(tx_arena(tx), "%s/demandes/%s",
			is_own ? "/moi" : "/equipe", uuid_print(q.ref).text) };
	return OK;
}

/* ---- whose they are ---- */

static void put_time(struct json *out, const char *name, int64_t at)
{
	if (at)
		json_text(out, name, str_view(instant_print(at).text));
}

enum status lab_request_export(struct tx *tx, const struct who *who, struct json *out)
{
	struct rows r = rows_passing(db_query(tx,
		"SELECT /* all: one's own rows */ q.asked_at, q.ref, " REQUEST_COLUMNS
		"  FROM services_request q WHERE q.persona = $1 ORDER BY q.asked_at, q.ref",
		BIND(ref(who->persona))));
	while (rows_next(&r)) {
		struct lab_request q = read_request(&r);
		json_open(out, NULL, '{');
		json_text(out, "ref", str_view(uuid_print(q.ref).text));
		json_text(out, "state", str_view(request_state_name[q.state]));
		json_text(out, "service", str_view(card_of(q.service)->slug));
		json_text(out, "behalf", str_view(behalf_name[q.behalf]));
		json_text(out, "lang", str_view(lang_about[q.lang].code));
		json_text(out, "title", q.title);
		json_text(out, "name", q.name);
		json_text(out, "text", q.text);
		put_time(out, "asked_at", q.asked_at);
		put_time(out, "accepted_at", q.accepted_at);
		json_text(out, "accepted", q.accepted);
		put_time(out, "closed_at", q.closed_at);
		json_text(out, "closing", q.closing);
		json_close(out, '}');
	}
	return rows_end(&r);
}

enum status lab_request_erase(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	(void)site;
	return erase_rows(tx,
		"DELETE FROM services_request WHERE id IN"
		" (SELECT /* all: one's own rows */ q.id FROM services_request q WHERE q.persona = $1"
		"   LIMIT $2)", who->persona, more);
}
