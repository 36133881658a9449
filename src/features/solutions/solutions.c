/* What other features may ask. */
#include "features/solutions/solutions.h"
#include "features/solutions/store.h"

static struct solution_matchable matchable_of(const struct solution *s, int64_t now_at)
{
	const struct solution_content *c = &s->is;
	return (struct solution_matchable){
		.id        = s->id,
		.ref       = s->ref,
		.bearer    = s->persona,
		.lang      = s->lang,
		.name      = c->text[SOLUTION_F_NAME],
		.text      = c->text[SOLUTION_F_TEXT],
		.theme     = c->text[SOLUTION_F_THEME],
		.territory = c->text[SOLUTION_F_TERRITORY],
		.town      = c->text[SOLUTION_F_TOWN],
		.publics   = (unsigned)c->number[SOLUTION_F_FOR],
		.stages    = (unsigned)c->number[SOLUTION_F_STAGE],
		.languages = (unsigned)c->number[SOLUTION_F_LANGUAGES],
		.access    = (unsigned)c->number[SOLUTION_F_ACCESS],
		.cost      = (int)c->number[SOLUTION_F_COST],
		.evidence  = (int)c->number[SOLUTION_F_EVIDENCE],
		.fresh_at  = s->fresh_at,
		.is_stale  = solution_is_stale(s, now_at),
	};
}

static struct solution_matchables matchables_of(struct tx *tx, const struct solutions *found)
{
	struct solution_matchable *items = NEW(tx_arena(tx), struct solution_matchable, found->len);
	for (size_t i = 0; i < found->len; i++)
		items[i] = matchable_of(&found->items[i], tx_now(tx));
	return (struct solution_matchables){ items, found->len };
}

enum status solutions_matchable(struct tx *tx, int64_t after_id, size_t max,
	struct solution_matchables *out)
{
	struct solutions found;
	TRY(solution_public_from(tx, after_id, max, &found));
	*out = matchables_of(tx, &found);
	return OK;
}

enum status solutions_facts(struct tx *tx, size_t max, struct solution_matchables *out)
{
	struct solutions found;
	TRY(solution_public_facts(tx, max, &found));
	*out = matchables_of(tx, &found);
	return OK;
}

enum status solutions_borne(struct tx *tx, struct uuid bearer, size_t max,
	struct solution_matchables *out)
{
	struct solutions found;
	TRY(solution_public_borne(tx, bearer, max, &found));
	*out = matchables_of(tx, &found);
	return OK;
}

bool solution_matchable_ref(struct tx *tx, struct uuid which, struct solution_matchable *out)
{
	struct solution s;
	if (!solution_public_by_ref(tx, which, &s))
		return false;
	*out = matchable_of(&s, tx_now(tx));
	return true;
}

bool solution_matchable(struct tx *tx, int64_t id, struct solution_matchable *out)
{
	struct solution s;
	if (!solution_public_get(tx, LANG_FR, id, &s))
		return false;
	*out = matchable_of(&s, tx_now(tx));
	return true;
}
