/* Who is signed in where. The token is in the browser and nowhere else: here stands its tag. */
#include "app/person.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
enum { SLICE = 200 };

/* How long without a visit, and in all. */
struct lifetime { int64_t idle, total; };

static struct lifetime lifetime_of(unsigned roles)
{
	if (roles & ROLE_TEAM)
		return (struct lifetime){ 30 * MINUTE, 12 * HOUR };
	return (struct lifetime){ 14 * DAY, 60 * DAY };
}

static bool is_alive(const struct session *s, int64_t now_at)
{
	struct lifetime life = lifetime_of(s->who.roles);
	return now_at - s->seen_at <= life.idle && now_at - s->created_at <= life.total;
}

/* What a token or a seal is about: the purpose, then sixteen bytes. */
enum { ABOUT = 32 };
static struct str about(char *space, const char *purpose, struct uuid u)
{
	size_t n = strlen(purpose);
	memcpy(space, purpose, n);
	memcpy(space + n, u.b, sizeof u.b);
	return (struct str){ space, n + sizeof u.b };
}

static struct uuid tag_of_token(const struct keys *k, struct uuid token)
{
	char space[ABOUT];
	return tag_of(k, FOR_TAG, about(space, "session|", token));
}

enum status session_open(struct tx *tx, const struct keys *k, const struct person *p,
	struct uuid *token)
{
	char space[ABOUT];
	*token = uuid_v4();
	struct uuid tag = tag_of_token(k, *token);
	struct str persona = { (const char *)p->persona.b, sizeof p->persona.b };
	struct str sealed =
		seal(tx_arena(tx), k, FOR_LINK, about(space, "app_session|", tag), persona);
	return db_exec(tx,
		"INSERT INTO app_session (tag, person, persona, roles, lang, created_at, seen_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $6)",
		BIND(ref(tag), i64(p->id), blob(sealed), i64(p->roles | ROLE_MEMBER), i64(p->lang),
			i64(tx_now(tx))));
}

static struct session read_session(struct rows *r)
{
	unsigned roles = (unsigned)row_i64(r, 1);
	return (struct session){
		.who = {
			.roles  = roles,
			.sees   = roles & ROLE_TEAM ? AUDIENCE_TEAM : AUDIENCE_MEMBERS,
			.person = row_i64(r, 0),
		},
		.lang       = (enum lang)row_i64(r, 2),
		.created_at = row_i64(r, 3),
		.seen_at    = row_i64(r, 4),
		.tag        = row_uuid(r, 5),
	};
}

bool session_find(struct tx *tx, const struct keys *k, struct uuid token, struct session *out)
{
	char space[ABOUT];
	struct str persona = { 0 };            /* sealed at first */
	struct uuid tag = tag_of_token(k, token);
	struct rows r = db_query(tx,
		"SELECT person, roles, lang, created_at, seen_at, tag, persona"
		" FROM app_session WHERE tag = $1", BIND(ref(tag)));
	bool found = rows_next(&r);
	if (found) {
		*out = read_session(&r);
		persona = row_blob(&r, 6);
	}
	found = rows_end(&r) == OK && found && is_alive(out, tx_now(tx))
		&& unseal(tx_arena(tx), k, FOR_LINK, about(space, "app_session|", tag), &persona)
		&& persona.len == sizeof out->who.persona.b;
	if (!found) {
		*out = (struct session){ 0 };
		return false;
	}
	memcpy(out->who.persona.b, persona.ptr, persona.len);
	return db_one_i64(tx, "SELECT unread FROM app_persona WHERE persona = $1",
		BIND(ref(out->who.persona)), &out->unread) == OK;
}

enum status session_close(struct tx *tx, const struct keys *k, struct uuid token)
{
	return db_exec(tx, "DELETE FROM app_session WHERE tag = $1", BIND(ref(tag_of_token(k, token))));
}

enum status session_close_all(struct tx *tx, int64_t person)
{
	TRY(db_exec(tx, "DELETE FROM app_link WHERE person = $1", BIND(i64(person))));
	return db_exec(tx, "DELETE FROM app_session WHERE person = $1", BIND(i64(person)));
}

/* Told late and in any order: never backwards. */
enum status session_touch(struct tx *tx, struct uuid tag, int64_t seen_at)
{
	return db_exec(tx, "UPDATE app_session SET seen_at = $2 WHERE tag = $1 AND seen_at < $2",
		BIND(ref(tag), i64(seen_at)));
}

enum status session_list(struct tx *tx, int64_t person, struct sessions *out)
{
	*out = (struct sessions){ .items = NEW(tx_arena(tx), struct session, SESSIONS_SHOWN) };
	struct rows r = db_query(tx,
		"SELECT person, roles, lang, created_at, seen_at, tag FROM app_session"
		" WHERE person = $1 ORDER BY created_at DESC, tag LIMIT $2",
		BIND(i64(person), i64(SESSIONS_SHOWN)));
	while (rows_next(&r)) {
		struct session s = read_session(&r);
		if (is_alive(&s, tx_now(tx)))
			out->items[out->len++] = s;
	}
	return rows_end(&r);
}

/* By the last visit alone: a session past its whole time is not found, so it is seen no more. */
enum status session_purge(struct tx *tx, bool *more)
{
	int64_t idle = lifetime_of(ROLE_MEMBER).idle;
	TRY(db_exec(tx,
		"DELETE FROM app_session WHERE tag IN"
		" (SELECT tag FROM app_session WHERE seen_at < $1 ORDER BY seen_at, tag LIMIT $2)",
		BIND(i64(tx_now(tx) - idle), i64(SLICE))));
	*more = db_changed(tx) == SLICE;
	return OK;
}
