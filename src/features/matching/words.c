/* How rare words are among all solutions: reading every text takes long, and one more or less
 * changes little. So it is counted by a chore, and read by whoever scores. */
#include "features/matching/words.h"
#include "features/matching/store.h"
#include "features/solutions/solutions.h"

enum { SLICE = 50 };

/* Behind the last solution counted; *len: how many there were. */
static enum status count_slice(struct tx *tx, struct rarity_kept *kept, size_t *len)
{
	struct solution_matchables some;
	struct rarity known;
	struct bag bags[SLICE];
	TRY(rarity_words(tx, RARITY_COUNTED, &known));
	TRY(solutions_matchable(tx, kept->upto, SLICE, &some));
	for (size_t i = 0; i < some.len; i++)
		bags[i] = bag_of(tx_arena(tx), some.items[i].name, some.items[i].text);
	struct rarity more = rarity_of(tx_arena(tx), bags, some.len);
	struct rarity both = rarity_both(tx_arena(tx), &known, &more);
	kept->upto = some.len ? some.items[some.len - 1].id : kept->upto;
	*len = some.len;
	return rarity_put(tx, RARITY_COUNTED, kept, &both);
}

enum status matching_count_words(struct tx *tx, const struct site *site, bool *more)
{
	struct rarity_kept used = { 0 }, counted;
	size_t len = 0;
	(void)site;
	if (!rarity_find(tx, RARITY_COUNTED, &counted)) {
		bool in_use = rarity_find(tx, RARITY_IN_USE, &used);
		if (in_use && !rarity_is_due(used.at, used.texts, tx_now(tx)))
			return tx_error(tx)->status;
		counted = (struct rarity_kept){ .at = tx_now(tx) };
	}
	TRY(count_slice(tx, &counted, &len));
	*more = len == SLICE;
	return *more ? OK : rarity_use(tx);
}
