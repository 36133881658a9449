/* The team writes a card in the other language. */
#include "features/solutions/acts.h"
#include "features/solutions/routes.h"
#include "features/solutions/view.h"

static enum lang other_lang(const struct solution *s)
{
	return s->lang == LANG_FR ? LANG_EN : LANG_FR;
}

static enum status asked_for(struct req *r, struct solution *s)
{
	TRY(solution_by_ref(r->tx, r->who, (enum lang)LANG_FR, r->ref, s));
	if (uuid_eq(s->persona, r->who->persona))
		return fail(r->error, FORBIDDEN, "another facilitator translates what is theirs");
	return solution_is_public(s->state) ? OK
		: fail(r->error, CONFLICT, "only what is public is translated");
}

static enum status show(struct req *r, int http, const struct solution *s,
	const struct translation_form *form)
{
	struct solution_translation t;
	struct solution_translate_view v;
	TRY(solution_translation(r->tx, s, other_lang(s), &t));
	view_solution_translate(s, &t, form, &v);
	page_solution_translate(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_solution_translate(struct req *r)
{
	struct solution s;
	struct solution_translation t;
	TRY(asked_for(r, &s));
	TRY(solution_translation(r->tx, &s, other_lang(&s), &t));
	return show(r, 200, &s, &(struct translation_form){ .name = t.name, .text = t.text });
}

enum status post_solution_translate(struct req *r)
{
	struct solution s;
	struct solution_translation t;
	struct translation_form form = { .name = req_field(r, "name"), .text = req_field(r, "text") };
	TRY(asked_for(r, &s));
	if (!solution_translation_read(&form, &t))
		return show(r, 422, &s, &form);
	TRY(solution_set_translation(r->tx, r->who, &s, other_lang(&s), &t));
	return answer_redirect(r, "/equipe/solutions", &s.ref);
}
