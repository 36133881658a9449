/* Rights: every route × relation × role, from the route tables, against tests/rights.tsv, which
 * people have read. A route without its rows fails; so does a row without its route.
 *
 * AGORA_RIGHTS_OUT=file writes what is true now, to be read and then put in its place. */
#include "features/agora/acts.h"
#include "features/matching/store.h"
#include "features/remarks/acts.h"
#include "features/solutions/test_made.h"
#include "test_site.h"
#include <stdio.h>
#include <stdlib.h>

enum { ROLES = 5, LINES_MAX = 1200 };
static const char *const role_names[ROLES] = {
	"visitor", "member", "facilitator", "moderator", "admin",
};

/* What the {ref} of a route may stand for, by the beginning of its path; the longest one counts. */
enum thing { NOTHING, A_NEED, A_DRAFT, A_PERSONA, A_LINK, A_REMARK, A_GROUP, A_SOLUTION,
	A_SOLUTION_DRAFT, A_FOLLOW, A_STOP, A_MATCH, A_REQUEST,
	A_COLLECTIVE, A_POST };
static const struct { const char *path; enum thing thing; } things[] = {
	{ "/besoins/nouveau/{ref}", A_DRAFT }, { "/besoins/{ref}", A_NEED },
	{ "/moi/besoins/{ref}", A_NEED }, { "/moi/brouillons/{ref}", A_DRAFT },
	{ "/signaler/{name}/{ref}", A_NEED }, { "/equipe/besoins/{ref}", A_NEED },
	{ "/contester/{name}/{ref}", A_NEED },
	{ "/equipe/moderation/{ref}", A_NEED }, { "/equipe/membres/{ref}", A_PERSONA },
	{ "/lien/{ref}", A_LINK }, { "/equipe/retours/groupes/{ref}", A_GROUP },
	{ "/equipe/retours/{ref}", A_REMARK }, { "/solutions/nouvelle/{ref}", A_SOLUTION_DRAFT },
	{ "/solutions/{ref}", A_SOLUTION }, { "/porteur/solutions/{ref}", A_SOLUTION },
	{ "/equipe/solutions/{ref}", A_SOLUTION },
	{ "/suivre/{name}/{ref}", A_NEED }, { "/ne-plus-suivre/{name}/{ref}", A_NEED },
	{ "/moi/suivis/{ref}", A_FOLLOW }, { "/arreter/{ref}", A_STOP },
	{ "/equipe/rapprochements/{ref}", A_NEED }, { "/rapprochements/{ref}", A_MATCH },
	{ "/moi/demandes/{ref}", A_REQUEST }, { "/equipe/demandes/{ref}", A_REQUEST },
	{ "/equipe/collectif/{ref}", A_COLLECTIVE },
	{ "/echanges/{ref}", A_POST },
	{ "/discussion/{name}/{ref}", A_NEED }, { "/equipe/discussion/{name}/{ref}", A_NEED },
};

enum relation { NO_REF, NOWHERE, OWN, OTHERS, HELD, RELATIONS };
static const char *const relation_names[RELATIONS] = { "-", "nowhere", "own", "other's", "held" };

/* ---- a world with something of everybody in it ---- */

struct scene {
	struct world w;
	const struct browser *roles[ROLES];
	struct uuid need[ROLES], others_need, held_need, draft[ROLES], others_draft;
	struct uuid link, remark, group;
	struct uuid solution[ROLES], others_solution, held_solution;
	struct uuid solution_draft[ROLES], others_solution_draft;
	struct uuid match[ROLES], others_match, held_match;
	struct uuid post[ROLES], others_post, held_post;
};

struct writing { struct scene *s; const struct browser *by; bool approve; struct uuid ref; };

static struct who who_at(const struct world *w, const struct browser *b)
{
	struct who who = { 0 };
	if (b->person.id)
		return who_of(&b->person);
	who.visitor = tag_of(&w->site.keys, FOR_TAG, (struct str){ (const char *)b->visitor.b, 16 });
	return who;
}

static struct draft some_draft(void)
{
	struct draft d = { .step = NEED_STEP_REVIEW };
	d.form.typed[NEED_F_TITLE] = STR("Je cherche quelqu’un à qui parler");
	d.form.typed[NEED_F_TEXT] = STR("Le soir surtout, quand le service est fermé.");
	d.form.typed[NEED_F_FOR_WHOM] = STR("me");
	return d;
}

static enum status write_draft(struct tx *tx, void *arg)
{
	struct writing *wr = arg;
	struct who who = who_at(&wr->s->w, wr->by);
	struct draft d = some_draft();
	TRY(draft_save(tx, &who, &d));
	wr->ref = d.ref;
	return OK;
}

static enum status write_need(struct tx *tx, void *arg)
{
	struct writing *wr = arg;
	const struct site *site = &wr->s->w.site;
	struct who who = who_at(&wr->s->w, wr->by), team = who_of(&wr->s->w.flo.person);
	struct draft d = some_draft();
	struct need n;
	TRY(draft_save(tx, &who, &d));
	TRY(draft_find(tx, &who, d.ref, &d));
	TRY(draft_send(tx, site, &who, &d, &n));
	wr->ref = n.ref;
	team.roles |= ROLE_MODERATOR;
	if (wr->approve && n.state == NEED_HELD) {
		TRY(need_by_ref(tx, &team, LANG_FR, n.ref, &n));
		TRY(need_act(tx, site, &team, &n, &(struct need_act){ .action = "approve" }));
	}
	return OK;
}

static struct uuid written(struct scene *s, enum status (*how)(struct tx *tx, void *arg),
	const struct browser *by, bool approve)
{
	struct writing wr = { s, by, approve, { { 0 } } };
	enum status status = world_job(&s->w, how, &wr);
	test_check(status == OK, __FILE__, __LINE__, (size_t)status, by->person.name.ptr);
	return wr.ref;
}

struct matching { const struct browser *author; enum match_state state; struct match made; };

/* Of a need and a solution that are not there: what is asked here is only whose it is. */
static enum status write_match(struct tx *tx, void *arg)
{
	struct matching *m = arg;
	m->made = (struct match){ .need = tx_new_id(tx), .solution = tx_new_id(tx), .state = m->state,
		.persona = m->author->person.persona };
	return match_insert(tx, &m->made);
}

static struct uuid matched(struct scene *s, const struct browser *author, enum match_state state)
{
	struct matching m = { .author = author, .state = state };
	CHECK(world_job(&s->w, write_match, &m) == OK);
	return m.made.ref;
}

/* Each role asks for a service, where it may, and so does somebody else; one member is listed. */
static void ask_for_services(struct scene *s)
{
	static const struct field request[] = { { "title", STR("Tenir un atelier") },
		{ "behalf", STR("self") }, { "text", STR("Sur les trajets.") }, { 0 } };
	static const struct field listed[] = { { "name", STR("Une association") },
		{ "kind", STR("association") }, { "role", STR("Relit.") }, { "since", STR("2021-10-06") },
		{ 0 } };
	for (size_t i = 1; i < ROLES; i++)
		visit_post(&s->w, s->roles[i], "/services/atelier", NULL, request);
	visit_post(&s->w, &s->w.ben, "/services/atelier", NULL, request);
	visit_post(&s->w, &s->w.fay, "/equipe/collectif/nouveau", NULL, listed);
}

/* Under a need that is public. */
static struct uuid posted(struct scene *s, const struct browser *by, bool approve)
{
	static const struct field said[] = { { "text", STR("Chez moi aussi.") }, { 0 } };
	struct world *w = &s->w;
	struct uuid ref = { 0 };
	struct str need = uuid_dup(w->arena, s->others_need);
	struct seen sent = visit_post(w, by,
		str_fmt(w->arena, "/discussion/besoin/%s", need.ptr).ptr, NULL, said);
	CHECK(sent.http == 303 && sent.location.len > 36);
	uuid_parse((struct str){ sent.location.ptr + sent.location.len - 36, 36 }, &ref);
	if (approve && visit_get(w, &w->nobody, sent.location.ptr).http == 404)
		CHECK(visit_post(w, &w->moe, str_fmt(w->arena, "/equipe/moderation/%s/publier",
			uuid_print(ref).text).ptr, NULL, NULL).http == 303);
	return ref;
}

static void scene_open(struct scene *s)
{
	world_open(&s->w);
	struct world *w = &s->w;
	const struct browser *roles[ROLES] = { &w->nobody, &w->ada, &w->fay, &w->moe, &w->eve };
	for (size_t i = 0; i < ROLES; i++) {
		s->roles[i] = roles[i];
		s->draft[i] = written(s, write_draft, roles[i], false);
		if (i == 0)
			continue;
		s->need[i] = written(s, write_need, roles[i], true);
		s->solution[i] = solution_made(w, roles[i], SOLUTION_LISTED);
		s->solution_draft[i] = draft_made(w, roles[i]);
		s->match[i] = matched(s, roles[i], MATCH_PROPOSED);
	}
	s->others_solution = solution_made(w, &w->ben, SOLUTION_LISTED);
	s->held_solution = solution_made(w, &w->cleo, SOLUTION_SUBMITTED);
	s->others_solution_draft = draft_made(w, &w->dan);
	s->others_match = matched(s, &w->ben, MATCH_PROPOSED);
	s->held_match = matched(s, &w->cleo, MATCH_SUGGESTED);
	s->others_need = written(s, write_need, &w->ben, true);
	s->held_need = written(s, write_need, &w->cleo, false);
	s->others_draft = written(s, write_draft, &w->dan, false);
	for (size_t i = 1; i < ROLES; i++)
		s->post[i] = posted(s, roles[i], true);
	s->others_post = posted(s, &w->ben, true);
	s->held_post = posted(s, &w->cleo, false);
	static const struct field remark[] = { { "page", STR("/besoins") },
		{ "text", STR("Le bouton est trop petit.") }, { 0 } };
	visit_post(w, &w->ben, "/retours/nouveau", NULL, remark);
	ask_for_services(s);
	static const struct field address[] = { { "email", STR("ben@example.org") }, { 0 } };
	visit_post(w, &w->nobody, "/connexion", NULL, address);
	struct str link = world_mail_link(w);
	uuid_parse((struct str){ link.ptr + 6, 36 }, &s->link);
	world_save(w);
}

static struct uuid ref_of(struct world *w, const char *sql)
{
	struct uuid u = { 0 };
	struct str hex = world_text(w, sql);
	for (size_t i = 0; i < 16 && hex.len == 32; i++) {
		unsigned byte;
		sscanf(hex.ptr + 2 * i, "%2x", &byte);
		u.b[i] = (uint8_t)byte;
	}
	return u;
}

/* What somebody follows: the need they wrote. */
static struct uuid follow_of(struct scene *s, const struct browser *b)
{
	return ref_of(&s->w, str_fmt(s->w.arena, "SELECT hex(f.ref) FROM delivery_follow f JOIN"
		" app_persona p ON p.persona = f.persona WHERE p.name = '%.*s'", (int)b->person.name.len,
		b->person.name.ptr ? b->person.name.ptr : "").ptr);
}

/* None: they have asked for nothing. */
static struct uuid request_of(struct scene *s, const struct browser *b)
{
	char sql[128] = "SELECT hex(ref) FROM services_request WHERE hex(persona) = '";
	size_t len = strlen(sql);
	for (size_t i = 0; i < 16; i++)
		len += (size_t)sprintf(sql + len, "%02X", b->person.persona.b[i]);
	strcat(sql, "'");
	return ref_of(&s->w, sql);
}

/* ---- what is tried ---- */

static enum thing thing_of(const char *path)
{
	enum thing thing = NOTHING;
	size_t longest = 0;
	for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
		size_t n = strlen(things[i].path);
		if (n > longest && strncmp(path, things[i].path, n) == 0) {
			thing = things[i].thing;
			longest = n;
		}
	}
	return thing;
}

static bool has(enum thing thing, enum relation r)
{
	switch (thing) {
	case NOTHING:   return r == NO_REF;
	case A_SOLUTION:
	case A_MATCH:
	case A_POST:
	case A_NEED:    return r != NO_REF;
	case A_SOLUTION_DRAFT:
	case A_DRAFT:
	case A_FOLLOW:
	case A_PERSONA:
	case A_REQUEST: return r == NOWHERE || r == OWN || r == OTHERS;
	case A_LINK:
	case A_REMARK:
	case A_COLLECTIVE: return r == NOWHERE || r == OTHERS;
	case A_STOP:
	case A_GROUP:   return r == NOWHERE;
	}
	return false;
}

/* None: this role has nothing of the kind. */
static struct uuid ref_for(struct scene *s, enum thing thing, enum relation r, size_t role)
{
	if (r == NOWHERE)
		return uuid_v7(s->w.now_at);
	switch (thing) {
	case A_NEED:
		return r == OWN ? s->need[role] : r == HELD ? s->held_need : s->others_need;
	case A_POST:
		return r == OWN ? s->post[role] : r == HELD ? s->held_post : s->others_post;
	case A_DRAFT:
		return r == OWN ? s->draft[role] : s->others_draft;
	case A_SOLUTION:
		return r == OWN ? s->solution[role]
			: r == HELD ? s->held_solution : s->others_solution;
	case A_SOLUTION_DRAFT:
		return r == OWN ? s->solution_draft[role] : s->others_solution_draft;
	case A_MATCH:
		return r == OWN ? s->match[role] : r == HELD ? s->held_match : s->others_match;
	case A_PERSONA:
		return r == OWN ? s->roles[role]->person.persona : s->w.ben.person.persona;
	case A_FOLLOW:
		return follow_of(s, r == OWN ? s->roles[role] : &s->w.ben);
	case A_LINK:
		return s->link;
	case A_REMARK:
		return ref_of(&s->w, "SELECT hex(ref) FROM remarks_remark");
	case A_STOP:
	case A_REQUEST:
		return request_of(s, r == OWN ? s->roles[role] : &s->w.ben);
	case A_COLLECTIVE:
		return ref_of(&s->w, "SELECT hex(ref) FROM services_member");
	case A_GROUP:
	case NOTHING:
		break;
	}
	return (struct uuid){ 0 };
}

static const char *path_with(struct world *w, const char *pattern, struct uuid ref)
{
	struct buf b = { .max = 1024 };
	for (const char *p = pattern; *p;) {
		if (strncmp(p, "{ref}", 5) == 0) {
			html_uuid(&b, ref);
			p += 5;
		} else if (strncmp(p, "{name}", 6) == 0) {
			buf_put(&b, STR("besoin"));        /* the only name there is: a kind of objects */
			p += 6;
		} else if (strncmp(p, "{-slug}", 7) == 0) {
			p += 7;
		} else {
			buf_put(&b, (struct str){ p++, 1 });
		}
	}
	struct str path = str_dup(w->arena, buf_view(&b));
	buf_finish(&b);
	return path.ptr;
}

static int outcome(struct scene *s, const struct route *r, enum relation relation, size_t role)
{
	enum thing thing = thing_of(r->path);
	struct uuid ref = ref_for(s, thing, relation, role);
	if (thing != NOTHING && uuid_is_none(ref))
		return 0;
	const char *path = path_with(&s->w, r->path, ref);
	const struct browser *b = s->roles[role];
	if (r->method == GET)
		return visit_get(&s->w, b, path).http;
	struct seen seen = visit_post(&s->w, b, path, NULL, NULL);
	world_restore(&s->w);
	return seen.http;
}

static const char *row_of(struct scene *s, const struct route *r, enum relation relation)
{
	struct str row = str_fmt(s->w.arena, "%s\t%s\t%s", r->method == GET ? "GET" : "POST", r->path,
		relation_names[relation]);
	for (size_t role = 0; role < ROLES; role++) {
		int http = outcome(s, r, relation, role);
		row = http ? str_fmt(s->w.arena, "%s\t%d", row.ptr, http)
			: str_fmt(s->w.arena, "%s\t.", row.ptr);
		test_check(http < 500, __FILE__, __LINE__, role, row.ptr);
	}
	return row.ptr;
}

/* ---- the file ---- */

struct lines { const char *items[LINES_MAX]; bool used[LINES_MAX]; size_t len; };

static void read_lines(struct world *w, struct lines *out)
{
	char line[512];
	FILE *f = fopen("tests/rights.tsv", "r");
	test_check(f != NULL, __FILE__, __LINE__, 0, "tests/rights.tsv: run the tests from the root");
	while (f && fgets(line, sizeof line, f) && out->len < LINES_MAX)
		if (line[0] != '#' && line[0] != '\n')
			out->items[out->len++] = str_dup(w->arena, str_trim(str_view(line))).ptr;
	if (f)
		fclose(f);
}

static bool expect(struct lines *lines, const char *row)
{
	for (size_t i = 0; i < lines->len; i++)
		if (strcmp(lines->items[i], row) == 0)
			return lines->used[i] = true;
	fprintf(stderr, "tests/rights.tsv lacks: %s\n", row);
	return false;
}

static void visit_all(struct scene *s, struct lines *lines, FILE *out, bool *ok)
{
	for (const struct feature *const *f = features; *f; f++)
		for (const struct route *r = (*f)->routes; r && r->method; r++)
			for (enum relation rel = NO_REF; rel < RELATIONS; rel++) {
				if (!has(thing_of(r->path), rel))
					continue;
				struct arena *kept = s->w.arena;
				s->w.arena = arena_create();       /* all pages together are too much for one */
				const char *row = row_of(s, r, rel);
				if (out)
					fprintf(out, "%s\n", row);
				else
					*ok &= expect(lines, row);
				arena_destroy(s->w.arena);
				s->w.arena = kept;
			}
}

TEST(every_role_meets_every_route_as_the_reviewed_file_says)
{
	static struct scene s;
	static struct lines lines;
	const char *to = getenv("AGORA_RIGHTS_OUT");
	FILE *out = to ? fopen(to, "w") : NULL;
	bool ok = true;
	scene_open(&s);
	if (!out)
		read_lines(&s.w, &lines);
	for (size_t i = 0; out && i < ROLES; i++)
		fprintf(out, "%s%s", i ? "\t" : "# method\tpath\twhose\t", role_names[i]);
	if (out)
		fprintf(out, "\n");
	visit_all(&s, &lines, out, &ok);
	for (size_t i = 0; i < lines.len; i++) {
		if (!lines.used[i])
			fprintf(stderr, "tests/rights.tsv has too much: %s\n", lines.items[i]);
		ok &= lines.used[i];
	}
	if (out)
		fclose(out);
	world_close(&s.w);
	CHECK(ok);
}

/* Whoever may not see a thing learns nothing of it: not even that it is there. */
TEST(what_is_not_to_be_seen_looks_like_what_is_not_there)
{
	static struct scene s;
	scene_open(&s);
	const char *held = path_with(&s.w, "/besoins/{ref}", s.held_need);
	const char *absent = path_with(&s.w, "/besoins/{ref}", uuid_v7(s.w.now_at));
	for (size_t role = 0; role < 2; role++) {
		struct seen a = visit_get(&s.w, s.roles[role], held);
		struct seen b = visit_get(&s.w, s.roles[role], absent);
		CHECK_AT(role, a.http == 404 && b.http == 404 && a.body.len == b.body.len);
	}
	world_close(&s.w);
}

TEST(reading_writes_nothing)
{
	static struct scene s;
	scene_open(&s);
	uint64_t before = world_hash(&s.w);
	for (const struct feature *const *f = features; *f; f++)
		for (const struct route *r = (*f)->routes; r && r->method; r++)
			for (size_t role = 0; r->method == GET && role < ROLES; role++)
				outcome(&s, r, thing_of(r->path) ? OTHERS : NO_REF, role);
	CHECK(world_hash(&s.w) == before);
	world_close(&s.w);
}
