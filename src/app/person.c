/* Persons and their public faces. The two tables meet only where the keys are: what leads from one
 * to the other is sealed in each row, and bound to it. */
#include "app/person.h"
#include "app/event.h"
#include "app/mail.h"
#include "base/fold.h"

/* ---- what is sealed in a row of app_person ---- */

/* Fixed part first: the persona, what they say of themselves, when they agreed to that; then the
 * address as they typed it. */
enum { AT_KIND = 16, AT_QUIET = 17, AT_CONSENT = 18, AT_ADDRESS = 26 };

static struct str about_person(struct arena *a, int64_t id)
{
	return str_fmt(a, "app_person|sealed|%lld", (long long)id);
}

static struct str about_persona(struct arena *a, struct uuid persona)
{
	return str_fmt(a, "app_persona|sealed|%s", uuid_print(persona).text);
}

static void put_i64(char *to, int64_t n)
{
	for (int i = 0; i < 8; i++)
		to[i] = (char)((uint64_t)n >> (56 - 8 * i) & 0xFF);
}

static int64_t get_i64(const char *from)
{
	uint64_t n = 0;
	for (int i = 0; i < 8; i++)
		n = n << 8 | (uint8_t)from[i];
	return (int64_t)n;
}

static struct str seal_person(struct arena *a, const struct keys *k, const struct person *p)
{
	struct str clear = { NEW(a, char, AT_ADDRESS + p->email.len), AT_ADDRESS + p->email.len };
	char *to = (char *)clear.ptr;
	memcpy(to, p->persona.b, sizeof p->persona.b);
	to[AT_KIND] = (char)p->kind;
	to[AT_QUIET] = (char)p->quiet;
	put_i64(to + AT_CONSENT, p->consent_at);
	if (p->email.len)
		memcpy(to + AT_ADDRESS, p->email.ptr, p->email.len);
	return seal(a, k, FOR_SEAL, about_person(a, p->id), clear);
}

static bool unseal_person(struct arena *a, const struct keys *k, struct str text,
	struct person *p)
{
	if (!unseal(a, k, FOR_SEAL, about_person(a, p->id), &text) || text.len < AT_ADDRESS)
		return false;
	memcpy(p->persona.b, text.ptr, sizeof p->persona.b);
	p->kind = (enum person_kind)text.ptr[AT_KIND];
	p->quiet = text.ptr[AT_QUIET] != 0;
	p->consent_at = get_i64(text.ptr + AT_CONSENT);
	p->email = (struct str){ text.ptr + AT_ADDRESS, text.len - AT_ADDRESS };
	return true;
}

static struct str seal_link(struct arena *a, const struct keys *k, const struct person *p)
{
	char id[8];
	put_i64(id, p->id);
	return seal(a, k, FOR_LINK, about_persona(a, p->persona), (struct str){ id, sizeof id });
}

struct uuid address_tag(struct arena *a, const struct keys *k, struct str email)
{
	struct str s = str_trim(email);
	struct str about = str_fmt(a, "address|%.*s", (int)s.len, s.len ? s.ptr : "");
	for (char *c = (char *)about.ptr; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return tag_of(k, FOR_TAG, about);
}

/* ---- finding ---- */

#define PERSON_COLUMNS "p.id, p.sealed, p.password_hash, p.lang, p.roles, p.created_at"

/* Ends *r. False without a row, and after a failure. */
static bool take_person(struct rows *r, const struct keys *k, struct person *out)
{
	struct tx *tx = r->tx;
	struct str sealed = { 0 };
	bool found = rows_next(r);
	*out = (struct person){ 0 };
	if (found) {
		out->id = row_i64(r, 0);
		sealed = row_blob(r, 1);
		out->password_hash = row_text(r, 2);
		out->lang = (enum lang)row_i64(r, 3);
		out->roles = (unsigned)row_i64(r, 4);
		out->created_at = row_i64(r, 5);
	}
	if (rows_end(r) != OK || !found)
		return false;
	if (!unseal_person(tx_arena(tx), k, sealed, out)) {
		fail(tx_error(tx), BROKEN, "person %lld does not open: another key?", (long long)out->id);
		*out = (struct person){ 0 };
		return false;
	}
	out->name = persona_name(tx, out->persona);
	return tx_error(tx)->status == OK;
}

bool person_by_email(struct tx *tx, const struct keys *k, struct str email, struct person *out)
{
	struct rows r = db_query(tx,
		"SELECT " PERSON_COLUMNS " FROM app_person p WHERE p.address_tag = $1",
		BIND(ref(address_tag(tx_arena(tx), k, email))));
	return take_person(&r, k, out);
}

bool person_by_id(struct tx *tx, const struct keys *k, int64_t id, struct person *out)
{
	struct rows r = db_query(tx,
		"SELECT " PERSON_COLUMNS " FROM app_person p WHERE p.id = $1", BIND(i64(id)));
	return take_person(&r, k, out);
}

/* The person whose id is sealed in a row of app_persona; 0: the row does not open. */
static int64_t open_link(struct tx *tx, const struct keys *k, struct uuid persona,
	struct str text)
{
	struct arena *a = tx_arena(tx);
	bool opened = unseal(a, k, FOR_LINK, about_persona(a, persona), &text) && text.len == 8;
	return opened ? get_i64(text.ptr) : 0;
}

bool person_behind(struct tx *tx, const struct keys *k, struct uuid persona, struct person *out)
{
	*out = (struct person){ 0 };
	struct rows r = db_query(tx, "SELECT sealed FROM app_persona WHERE persona = $1",
		BIND(ref(persona)));
	struct str sealed = { 0 };
	if (rows_next(&r))
		sealed = row_blob(&r, 0);
	if (rows_end(&r) != OK || sealed.len == 0)
		return false;
	int64_t id = open_link(tx, k, persona, sealed);
	return id != 0 && person_by_id(tx, k, id, out);
}

struct str persona_name(struct tx *tx, struct uuid persona)
{
	struct rows r = db_query(tx, "SELECT name FROM app_persona WHERE persona = $1",
		BIND(ref(persona)));
	struct str name = { 0 };
	if (rows_next(&r))
		name = row_text(&r, 0);
	rows_end(&r);
	return name;
}

struct who who_of(const struct person *p)
{
	return (struct who){
		.roles   = p->roles | ROLE_MEMBER,
		.sees    = p->roles & ROLE_TEAM ? AUDIENCE_TEAM : AUDIENCE_MEMBERS,
		.person  = p->id,
		.persona = p->persona,
	};
}

struct who who_team(unsigned roles)
{
	return (struct who){ .roles = roles, .sees = AUDIENCE_TEAM };
}

/* ---- coming, changing, going ---- */

enum status person_add(struct tx *tx, const struct keys *k, const struct person_new *n,
	struct person *out)
{
	struct arena *a = tx_arena(tx);
	struct uuid tag = address_tag(a, k, n->email);
	int64_t taken = 0;
	TRY(db_one_i64(tx, "SELECT count(*) FROM app_person WHERE address_tag = $1", BIND(ref(tag)),
		&taken));
	if (taken)
		return fail(tx_error(tx), CONFLICT, "the address is taken");
	*out = (struct person){
		.id = tx_new_id(tx), .persona = uuid_is_none(n->persona) ? uuid_v4() : n->persona,
		.name = n->name, .kind = n->kind,
		.lang = n->lang, .roles = ROLE_MEMBER, .email = str_trim(n->email),
		.password_hash = n->password_hash, .created_at = tx_now(tx), .consent_at = n->consent_at,
	};
	TRY(db_exec(tx,
		"INSERT INTO app_person (id, address_tag, sealed, password_hash, lang, roles, created_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)",
		BIND(i64(out->id), ref(tag), blob(seal_person(a, k, out)), text(out->password_hash),
			i64(out->lang), i64(out->roles), i64(out->created_at))));
	return db_exec(tx,
		"INSERT INTO app_persona (persona, sealed, name, folded, unread)"
		" VALUES ($1, $2, $3, $4, 0)",
		BIND(ref(out->persona), blob(seal_link(a, k, out)), text(out->name),
			text(fold_text(a, out->name))));
}

enum status person_set_password(struct tx *tx, int64_t person, struct str hash)
{
	return db_exec_one(tx, "UPDATE app_person SET password_hash = $2 WHERE id = $1",
		BIND(i64(person), text(hash)));
}

enum status person_set_name(struct tx *tx, struct uuid persona, struct str name)
{
	return db_exec_one(tx, "UPDATE app_persona SET name = $2, folded = $3 WHERE persona = $1",
		BIND(ref(persona), text(name), text(fold_text(tx_arena(tx), name))));
}

enum status person_set_about(struct tx *tx, const struct keys *k, const struct person *p)
{
	TRY(db_exec_one(tx, "UPDATE app_person SET sealed = $2, lang = $3 WHERE id = $1",
		BIND(i64(p->id), blob(seal_person(tx_arena(tx), k, p)), i64(p->lang))));
	return db_exec(tx, "UPDATE app_session SET lang = $2 WHERE person = $1",
		BIND(i64(p->id), i64(p->lang)));
}

/* Events keep the number of the persona, which from now on leads nowhere. What stands in other
 * tables, site_erase has taken away before. */
enum status person_erase(struct tx *tx, const struct keys *k, int64_t person)
{
	struct person p;
	if (!person_by_id(tx, k, person, &p))
		return fail(tx_error(tx), NOT_FOUND, "no such person");
	TRY(session_close_all(tx, person));
	TRY(mail_forget(tx, k, p.email));
	TRY(db_exec(tx, "DELETE FROM app_link WHERE address_tag = $1",
		BIND(ref(address_tag(tx_arena(tx), k, p.email)))));
	TRY(db_exec_one(tx, "DELETE FROM app_persona WHERE persona = $1", BIND(ref(p.persona))));
	return db_exec_one(tx, "DELETE FROM app_person WHERE id = $1", BIND(i64(person)));
}

/* ---- roles ---- */

bool person_is_last_admin(struct tx *tx, int64_t person)
{
	int64_t is_one = 0, others = 0;
	db_one_i64(tx, "SELECT count(*) FROM app_person WHERE id = $1 AND (roles & 8) = 8",
		BIND(i64(person)), &is_one);
	db_one_i64(tx,
		"SELECT count(*) FROM app_person WHERE roles > 1 AND id <> $1 AND (roles & 8) = 8",
		BIND(i64(person)), &others);
	return is_one && !others && tx_error(tx)->status == OK;
}
_Static_assert(ROLE_ADMIN == 8 && ROLE_MEMBER == 1, "the SQL here says so in numbers");

enum status person_set_roles(struct tx *tx, const struct who *by, int64_t person, unsigned roles)
{
	int64_t had = -1;
	unsigned want = (roles & ROLE_TEAM) | ROLE_MEMBER;
	TRY(db_one_i64(tx, "SELECT roles FROM app_person WHERE id = $1", BIND(i64(person)), &had));
	if (had < 0)
		return fail(tx_error(tx), NOT_FOUND, "no such person");
	if ((unsigned)had == want)
		return OK;
	if (!(want & ROLE_ADMIN) && person_is_last_admin(tx, person))
		return fail(tx_error(tx), CONFLICT, "nobody would be left to administrate");
	TRY(db_exec_one(tx, "UPDATE app_person SET roles = $2 WHERE id = $1",
		BIND(i64(person), i64(want))));
	TRY(session_close_all(tx, person));
	return event_add(tx, by, &(struct event){
		.what = "app.roles_changed", .id = person, .from = (int)had, .to = (int)want });
}
