/* Links sent by mail: used once, for 48 hours. The token is in the mail and nowhere else. */
#include "app/person.h"
#include "base/wire.h"

enum { SLICE = 200 };

static struct uuid tag_of_link(const struct keys *k, struct uuid token)
{
	char space[5 + sizeof token.b] = "link|";
	memcpy(space + 5, token.b, sizeof token.b);
	return tag_of(k, FOR_TAG, (struct str){ space, sizeof space });
}

static struct str about_link(struct arena *a, struct uuid tag)
{
	return str_fmt(a, "app_link|sealed|%s", uuid_print(tag).text);
}

/* ---- what a link carries: fields that each end in NUL ---- */

static void put_field(struct buf *b, struct str s)
{
	buf_put(b, s);
	buf_put(b, STR("\0"));
}

static struct str link_write(struct arena *a, const struct mail_link *l)
{
	struct buf b = { .max = 1 << 14 };
	const struct person_new *n = &l->signing_up;
	put_field(&b, l->next);
	put_field(&b, n->email);
	put_field(&b, n->name);
	put_field(&b, str_fmt(a, "%d", (int)n->kind));
	put_field(&b, str_fmt(a, "%d", (int)n->lang));
	put_field(&b, n->password_hash);
	put_field(&b, str_fmt(a, "%lld", (long long)n->consent_at));
	struct str s = b.full ? (struct str){ 0 } : str_dup(a, buf_view(&b));
	buf_finish(&b);
	return s;
}

static bool link_read(struct str s, struct mail_link *l)
{
	struct person_new *n = &l->signing_up;
	struct str kind, lang, consent;
	int64_t kind_n = 0, lang_n = 0;
	bool ok = wire_field(&s, &l->next) && wire_field(&s, &n->email) && wire_field(&s, &n->name)
		&& wire_field(&s, &kind) && wire_field(&s, &lang) && wire_field(&s, &n->password_hash)
		&& wire_field(&s, &consent);
	ok = ok && str_to_i64(kind, &kind_n) && str_to_i64(lang, &lang_n)
		&& str_to_i64(consent, &n->consent_at);
	n->kind = (enum person_kind)kind_n;
	n->lang = (enum lang)lang_n;
	return ok;
}

/* ---- life of a link ---- */

static struct bind sixteen(const struct uuid *u)
{
	return blob((struct str){ (const char *)u->b, sizeof u->b });      /* also when it is none */
}

enum status link_add(struct tx *tx, const struct keys *k, const struct mail_link *l,
	struct uuid *token)
{
	struct arena *a = tx_arena(tx);
	struct str clear = link_write(a, l);
	if (clear.len == 0)
		return fail(tx_error(tx), INVALID, "a link carries more than it can");
	struct uuid about = { 0 };
	if (l->signing_up.email.len)
		about = address_tag(a, k, l->signing_up.email);
	*token = uuid_v4();
	struct uuid tag = tag_of_link(k, *token);
	return db_exec(tx,
		"INSERT INTO app_link (tag, purpose, person, visitor, sealed, expires_at, used_at,"
		" address_tag) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
		BIND(ref(tag), i64(l->purpose), i64(l->person), sixteen(&l->visitor),
			blob(seal(a, k, FOR_SEAL, about_link(a, tag), clear)),
			i64(tx_now(tx) + LINK_HOURS * INT64_C(3600000)), ref(about)));
}

bool link_find(struct tx *tx, const struct keys *k, struct uuid token, struct mail_link *out)
{
	struct arena *a = tx_arena(tx);
	struct uuid tag = tag_of_link(k, token);
	struct str text = { 0 };               /* sealed at first */
	*out = (struct mail_link){ 0 };
	struct rows r = db_query(tx,
		"SELECT purpose, person, visitor, sealed FROM app_link"
		" WHERE tag = $1 AND used_at = 0 AND expires_at >= $2",
		BIND(ref(tag), i64(tx_now(tx))));
	if (rows_next(&r)) {
		out->purpose = (enum link_purpose)row_i64(&r, 0);
		out->person = row_i64(&r, 1);
		out->visitor = row_uuid(&r, 2);
		text = row_blob(&r, 3);
	}
	bool found = rows_end(&r) == OK && text.len
		&& unseal(a, k, FOR_SEAL, about_link(a, tag), &text) && link_read(text, out);
	if (!found)
		*out = (struct mail_link){ 0 };
	return found;
}

/* What it carried goes at once; the empty row keeps it from being used again. */
enum status link_use(struct tx *tx, const struct keys *k, struct uuid token)
{
	static const struct uuid none;
	return db_exec_one(tx,
		"UPDATE app_link SET used_at = $2, sealed = $3, visitor = $4"
		" WHERE tag = $1 AND used_at = 0 AND expires_at >= $2",
		BIND(ref(tag_of_link(k, token)), i64(tx_now(tx)), blob(STR("")), sixteen(&none)));
}

enum status link_purge(struct tx *tx, bool *more)
{
	TRY(db_exec(tx,
		"DELETE FROM app_link WHERE tag IN"
		" (SELECT tag FROM app_link WHERE expires_at < $1 ORDER BY expires_at, tag LIMIT $2)",
		BIND(i64(tx_now(tx)), i64(SLICE))));
	*more = db_changed(tx) == SLICE;
	return OK;
}
