/* What may be written, changed and answered, and who sees it. */
#include "features/discussion/rules.h"
#include "base/utf8.h"

/* Audiences as the column has them; app/access.h is no part of pure code. */
enum { SEEN_BY_ALL = 0, SEEN_BY_TEAM = 2 };

static bool read_text(struct text_form *form, int64_t max, const char *empty, struct str *out)
{
	*out = str_trim(form->typed);
	form->problem = (struct problem){ 0 };
	if (!utf8_has_sign(*out))
		form->problem = (struct problem){ empty, 0 };
	else if (str_points(*out) > (size_t)max)
		form->problem = (struct problem){ WORD("discussion.problem.too_long"), max };
	return !form->problem.key;
}

bool post_read(struct text_form *form, struct str *out)
{
	return read_text(form, POST_TEXT_MAX, WORD("discussion.problem.empty"), out);
}

bool lock_read(struct text_form *form, struct str *out)
{
	return read_text(form, LOCK_WHY_MAX, WORD("discussion.problem.why"), out);
}

/* ---- states ---- */

int post_audience(enum post_state s)
{
	return s == POST_PUBLISHED || s == POST_WITHDRAWN ? SEEN_BY_ALL : SEEN_BY_TEAM;
}

bool post_may_answer(const struct post *p)
{
	return p->state == POST_PUBLISHED;
}

static bool is_theirs(const struct post *p, struct uuid by)
{
	return !uuid_is_none(by) && uuid_eq(p->persona, by);
}

bool post_may_edit(const struct post *p, struct uuid by)
{
	return is_theirs(p, by) && (p->state == POST_PUBLISHED || p->state == POST_HELD);
}

bool post_may_withdraw(const struct post *p, struct uuid by)
{
	return is_theirs(p, by) && p->state != POST_WITHDRAWN;
}

bool post_keeps_version(const struct post *p)
{
	return p->is_shown;
}

int64_t post_parent(const struct post *answered)
{
	if (!answered)
		return 0;
	return answered->parent ? answered->parent : answered->id;
}

/* ---- order ---- */

const char *const post_order_word[POST_ORDERS] = {
	[ORDER_OLDEST] = "", [ORDER_NEWEST] = "newest", [ORDER_UNANSWERED] = "unanswered",
};

enum post_order post_order_read(struct str word)
{
	for (enum post_order o = ORDER_NEWEST; o < POST_ORDERS; o++)
		if (str_eq(word, str_view(post_order_word[o])))
			return o;
	return ORDER_OLDEST;
}
