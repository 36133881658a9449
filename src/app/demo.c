#include "app/demo.h"
#include "app/country_file.h"

/* ---- the generator ---- */

uint64_t demo_random(struct demo *d)
{
	uint64_t x = d->seed ? d->seed : 88172645463325252u;
	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	d->seed = x;
	return x * 2685821657736338717u;
}

uint64_t demo_below(struct demo *d, uint64_t n)
{
	return n ? demo_random(d) % n : 0;
}

struct uuid demo_uuid(struct demo *d, int64_t at)
{
	struct uuid u;
	for (size_t i = 0; i < sizeof u.b; i += 8) {
		uint64_t r = demo_random(d);
		memcpy(u.b + i, &r, 8);
	}
	for (int i = 0; at && i < 6; i++)
		u.b[i] = (uint8_t)((uint64_t)at >> (40 - 8 * i));
	u.b[6] = (uint8_t)((u.b[6] & 0x0F) | (at ? 0x70 : 0x40));
	u.b[8] = (uint8_t)((u.b[8] & 0x3F) | 0x80);
	return u;
}

int64_t demo_moment(struct demo *d, int64_t days_ago)
{
	static const int64_t minute_ms = 60000;
	int hour = 8 + (int)demo_below(d, 13), minute = (int)demo_below(d, 60);
	int64_t at = zone_at(d->site->country.zone, d->today - days_ago, hour, minute);
	int64_t latest = d->now_at - (10 + (int64_t)demo_below(d, 50)) * minute_ms;
	return at < latest ? at : latest;
}

/* ---- its texts ---- */

struct str demo_file(const char *name)
{
	for (const struct country_file *f = demo_files; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return (struct str){ f->bytes, f->len };
	return (struct str){ 0 };
}

static bool next_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	if (!str_cut(rest, '\n', line)) {
		*line = *rest;
		*rest = (struct str){ 0 };
	}
	return true;
}

/* Joined by a blank; a line of one dot ends the paragraph. */
static void go_on(struct arena *a, struct field *f, struct str line)
{
	struct str more = str_trim(line);
	bool paragraph = str_eq(more, STR("."));
	bool fresh = f->value.len && f->value.ptr[f->value.len - 1] == '\n';
	f->value = str_fmt(a, "%.*s%s%.*s", (int)f->value.len, f->value.ptr,
		paragraph ? "\n\n" : fresh ? "" : " ", paragraph ? 0 : (int)more.len, more.ptr);
}

bool demo_block_next(struct arena *a, struct str *rest, struct demo_block *out)
{
	enum { KEYS_MAX = 80 };
	struct str line, key;
	size_t n = 0;
	out->fields = NEW(a, struct field, KEYS_MAX + 1);
	while (next_line(rest, &line)) {
		if (line.len == 0 && n)
			return true;
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		if (line.ptr[0] == ' ' && n) {
			go_on(a, &out->fields[n - 1], line);
			continue;
		}
		if (n < KEYS_MAX && str_cut(&line, ':', &key))
			out->fields[n++] = (struct field){ str_dup(a, key).ptr, str_trim(line) };
	}
	return n > 0;
}

/* ---- its people ---- */

static enum person_kind kind_of(struct str is)
{
	static const char *const kinds[PERSON_KINDS] = {
		[PERSON_UNSAID] = "", [PERSON_PATIENT] = "patient", [PERSON_CARER] = "carer",
		[PERSON_PROFESSIONAL] = "professional", [PERSON_RESEARCHER] = "researcher",
		[PERSON_DECISION] = "decision", [PERSON_BEARER] = "bearer",
		[PERSON_TERRITORY] = "territory", [PERSON_CURIOUS] = "curious",
	};
	for (int k = 0; k < PERSON_KINDS; k++)
		if (str_eq(is, str_view(kinds[k])))
			return (enum person_kind)k;
	return PERSON_UNSAID;
}

static unsigned role_of(struct str role)
{
	static const struct { const char *name; unsigned role; } roles[] = {
		{ "facilitator", ROLE_FACILITATOR }, { "moderator", ROLE_MODERATOR },
		{ "administrator", ROLE_ADMIN },
	};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_eq(role, str_view(roles[i].name)))
			return roles[i].role;
	return 0;
}

static struct str address_of(struct arena *a, size_t n)
{
	return str_fmt(a, "personne-%zu@demo.invalid", n + 1);
}

static enum status add_person(struct tx *tx, struct demo *d, const struct field *f, size_t n)
{
	struct person_new p = { .email = address_of(tx_arena(tx), n), .name = field_get(f, "name"),
		.kind = kind_of(field_get(f, "is")), .persona = demo_uuid(d, 0) };
	struct person made;
	TRY(person_add(tx, &d->site->keys, &p, &made));
	unsigned role = role_of(field_get(f, "role"));
	struct who platform = who_team(ROLE_ADMIN);
	return role ? person_set_roles(tx, &platform, made.id, role) : OK;
}

static enum status add_people(struct tx *tx, struct demo *d)
{
	struct str rest = demo_file("people.txt");
	struct demo_block b;
	for (size_t n = 0; demo_block_next(tx_arena(tx), &rest, &b); n++, d->done++)
		TRY(add_person(tx, d, b.fields, n));
	return OK;
}

enum status demo_people(struct tx *tx, struct demo *d, struct demo_people *out)
{
	enum { MOST = 200 };
	struct arena *a = tx_arena(tx);
	struct str rest = demo_file("people.txt");
	struct demo_block b;
	*out = (struct demo_people){ .items = NEW(a, struct demo_person, MOST) };
	while (out->len < MOST && demo_block_next(a, &rest, &b)) {
		struct demo_person *p = &out->items[out->len];
		p->name = field_get(b.fields, "name");
		if (!person_by_email(tx, &d->site->keys, address_of(a, out->len), &p->person))
			return fail(tx_error(tx), BROKEN, "the people of the demonstration are not there");
		out->len++;
	}
	return tx_error(tx)->status;
}

const struct demo_person *demo_person_named(const struct demo_people *all, struct str name)
{
	for (size_t i = 0; i < all->len; i++)
		if (str_eq(all->items[i].name, name))
			return &all->items[i];
	return NULL;
}

static bool may_be(const struct person *p, unsigned role, struct uuid but)
{
	return (p->roles & role) && !uuid_eq(p->persona, but);
}

struct uuid demo_somebody(struct demo *d, const struct demo_people *all, unsigned role,
	struct uuid but)
{
	uint64_t n = 0;
	for (size_t i = 0; i < all->len; i++)
		n += may_be(&all->items[i].person, role, but);
	uint64_t left = demo_below(d, n);
	for (size_t i = 0; i < all->len; i++)
		if (may_be(&all->items[i].person, role, but) && left-- == 0)
			return all->items[i].person.persona;
	return (struct uuid){ 0 };
}

/* ---- all of it, in slices ---- */

/* Before the oldest need was written. */
static const int64_t PEOPLE_CAME_MS = (int64_t)620 * 24 * 3600 * 1000;

/* A slice may run twice: it works on a copy, which counts only when it was committed. */
struct slice {
	struct demo before, after;
	enum status (*run)(struct tx *tx, struct demo *d, bool *more);
	bool more;
};

static enum status run_slice(struct tx *tx, void *arg)
{
	struct slice *s = arg;
	s->after = s->before;
	s->more = false;
	return s->run(tx, &s->after, &s->more);
}

static enum status run_people(struct tx *tx, struct demo *d, bool *more)
{
	*more = false;
	return add_people(tx, d);
}

static enum status run_slices(struct slice *s, const struct demo_order *o, struct error *e)
{
	enum status status = OK;
	s->before.step = 0;
	do {
		struct arena *a = arena_create();
		int64_t at = s->run == run_people ? o->now_at - PEOPLE_CAME_MS : o->now_at;
		struct job job = { .run = run_slice, .arg = s, .arena = a, .error = e, .now_at = at,
			.limit_us = -1 };
		status = o->run(o->run_arg, &job);
		arena_destroy(a);
		s->before = s->after;
		s->before.step++;
		if (o->say && status == OK && s->before.done < s->before.total)
			o->say(o->arg, s->before.done, s->before.total);
	} while (status == OK && s->more);
	return status;
}

enum status demo_make(const struct site *site, const struct demo_order *o, struct error *e)
{
	enum { WRITTEN = 60, AROUND = 100 };
	struct slice s = { .run = run_people };
	s.before = (struct demo){ .site = site, .seed = o->seed * 0x9E3779B97F4A7C15u + 1,
		.scale = o->scale, .now_at = o->now_at, .total = o->scale * WRITTEN + AROUND,
		.today = zone_day(site->country.zone, o->now_at) };
	TRY(run_slices(&s, o, e));
	for (const struct feature *const *f = site->features; *f; f++) {
		s.run = (*f)->demo;
		if (s.run)
			TRY(run_slices(&s, o, e));
	}
	if (o->say)
		o->say(o->arg, s.before.total, s.before.total);
	return OK;
}

/* ---- the log ---- */

enum status demo_event(struct tx *tx, struct uuid persona, int64_t at, const struct event *e)
{
	return db_exec(tx,
		"INSERT INTO app_event (seq, at, persona, what, kind, id, state_from, state_to)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		BIND(i64(tx_new_id(tx)), i64(at), ref(persona), text(str_view(e->what)), i64(e->kind),
			i64(e->id), i64(e->from), i64(e->to)));
}
