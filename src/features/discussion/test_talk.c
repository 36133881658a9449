#include "features/discussion/test_talk.h"
#include "features/agora/test_pages.h"

const char *talk_under(struct world *w, const struct browser *author)
{
	struct str need = publish_need(w, author, "Je cherche quelqu’un à qui parler");
	return team_at(w, "/discussion/besoin", need, "");
}

const char *post_at(struct world *w, const struct browser *b, const char *path, const char *text)
{
	struct seen s = visit_post(w, b, path, NULL, SAY(text));
	test_check(s.http == 303, __FILE__, __LINE__, (size_t)s.http, path);
	return s.location.ptr;
}

struct uuid post_ref(const char *post)
{
	return ref_in(str_view(post));
}

const char *public_post(struct world *w, const struct browser *b, const char *path,
	const char *text)
{
	const char *at = post_at(w, b, path, text);
	if (visit_get(w, &w->nobody, at).http == 404)
		CHECK(visit_post(w, &w->moe, team_at(w, "/equipe/moderation", str_view(at), "/publier"),
			NULL, NULL).http == 303);
	return at;
}

struct seen decide_post(struct world *w, const struct browser *b, const char *post,
	const char *verdict)
{
	const struct field form[] = { { "action", str_view(verdict) }, { "reason", STR("abuse") },
		{ "text", STR("Parce que cela blesse.") }, { 0 } };
	return visit_post(w, b, team_at(w, "/equipe/moderation", str_view(post), ""), NULL, form);
}

struct told { struct uuid persona; struct str what; int64_t n; };

static enum status count_told(struct tx *tx, void *arg)
{
	struct told *t = arg;
	return db_one_i64(tx, "SELECT count(*) FROM delivery_notice WHERE persona = $1 AND what = $2",
		BIND(ref(t->persona), text(t->what)), &t->n);
}

int64_t told(struct world *w, const struct browser *b, const char *what)
{
	struct told t = { b->person.persona, str_view(what), -1 };
	return world_job(w, count_told, &t) == OK ? t.n : -1;
}
