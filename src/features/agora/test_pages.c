/* What the tests of pages share. */
#include "features/agora/test_pages.h"

static size_t ref_at(struct str location)
{
	struct uuid u;
	for (size_t i = 0; i + 36 <= location.len; i++)
		if (uuid_parse((struct str){ location.ptr + i, 36 }, &u))
			return i;
	test_check(0, __FILE__, __LINE__, 0, "a location with a ref");
	return 0;
}

struct uuid ref_in(struct str location)
{
	struct uuid u = { 0 };
	uuid_parse((struct str){ location.ptr + ref_at(location), 36 }, &u);
	return u;
}

const char *team_at(struct world *w, const char *place, struct str location, const char *tail)
{
	return str_fmt(w->arena, "%s/%s%s", place, uuid_print(ref_in(location)).text, tail).ptr;
}

const char *need_at(struct world *w, struct str location, const char *tail)
{
	return team_at(w, "/besoins", location, tail);
}

struct seen write_need(struct world *w, const struct browser *b, const struct written *n)
{
	const struct field what[] = { { "title", str_view(n->title) },
		{ "text", str_view(n->text ? n->text : "Quelques mots de plus.") }, { 0 } };
	const struct field who[] = { { "for", str_view(n->who ? n->who : "patients") },
		{ "stage", STR("") }, { "theme", str_view(n->theme) }, { 0 } };
	const struct field where[] = { { "territory", str_view(n->territory) },
		{ "commune", STR("") }, { 0 } };
	struct seen s = visit_post(w, b, "/besoins/nouveau", NULL, what);
	CHECK(s.http == 303);
	struct str draft = s.location;
	s = visit_post(w, b, team_at(w, "/besoins/nouveau", draft, "/pour-qui"), NULL, who);
	CHECK(s.http == 303);
	s = visit_post(w, b, team_at(w, "/besoins/nouveau", draft, "/ou"), NULL, where);
	CHECK(s.http == 303);
	return visit_post(w, b, team_at(w, "/besoins/nouveau", draft, "/relire"), NULL, NULL);
}

struct str publish(struct world *w, const struct browser *b, const struct written *n)
{
	struct seen s = write_need(w, b, n);
	CHECK(s.http == 303);
	struct str at = str_view(need_at(w, s.location, ""));
	if (visit_get(w, &w->nobody, at.ptr).http == 404)
		CHECK(visit_post(w, &w->moe, team_at(w, "/equipe/moderation", at, "/publier"), NULL,
			NULL).http == 303);
	return at;
}

struct str publish_need(struct world *w, const struct browser *b, const char *title)
{
	return publish(w, b, &(struct written){ .title = title });
}

void answer_need(struct world *w, struct str at, const char *text)
{
	const struct field answer[] = { { "answer", str_view(text) }, { 0 } };
	const char *place = "/equipe/besoins";
	CHECK(visit_post(w, &w->fay, team_at(w, place, at, "/repondre"), NULL, answer).http == 303);
	const char *desk = team_at(w, place, at, "/relire-reponse");
	CHECK(visit_post(w, &w->flo, desk, NULL, NULL).http == 303);
	const char *out = team_at(w, place, at, "/publier-reponse");
	CHECK(visit_post(w, &w->fay, out, NULL, NULL).http == 303);
}

int times_said(struct seen s, const char *words)
{
	int n = 0;
	const char *at = s.body.ptr, *end = s.body.ptr + s.body.len;
	while (at && at < end && (at = memmem(at, (size_t)(end - at), words, strlen(words)))) {
		n++;
		at += strlen(words);
	}
	return n;
}
