#include "features/matching/test_pair.h"
#include "features/matching/rules_forms.h"

void open_pair(struct pair *p)
{
	world_open(&p->w);
	p->need_at = publish(&p->w, &p->w.ada, &(struct written){ .title = "Le soir, je reste seule",
		.text = "Qui rappelle quand une réponse inquiète le soir ?", .who = "me", .theme = "pain",
		.territory = "54" });
	p->need = ref_in(p->need_at);
	p->solution = solution_made(&p->w, &p->w.ben, SOLUTION_LISTED);
}

const char *at(struct pair *p, const char *head, struct uuid ref, const char *tail)
{
	return str_fmt(p->w.arena, "%s/%s%s", head, uuid_print(ref).text, tail).ptr;
}

const char *candidate_at(struct pair *p)
{
	const char *need = at(p, "/equipe/rapprochements", p->need, "/");
	return str_fmt(p->w.arena, "%s%s", need, uuid_print(p->solution).text).ptr;
}

struct uuid the_match(struct pair *p)
{
	return world_ref(&p->w, "SELECT ref FROM matching_match");
}

struct uuid proposed(struct pair *p)
{
	const struct field form[] = { { "do", STR("propose") },
		{ match_note_name(p->w.arena, p->solution).ptr, STR("Elle rappelle le soir.") }, { 0 } };
	struct seen s = visit_post(&p->w, &p->w.fay, candidate_at(p), NULL, form);
	CHECK(s.http == 303);
	return the_match(p);
}

struct seen act(struct pair *p, const struct browser *b, const char *tail,
	const struct field *form)
{
	return visit_post(&p->w, b, at(p, "/rapprochements", the_match(p), tail), NULL, form);
}
