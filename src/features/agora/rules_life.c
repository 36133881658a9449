/* The life of a need: who reads it in which state, when it is left to sleep, when an answer is
 * due. */
#include "features/agora/rules.h"

enum { DAY_MS = 86400000, CONFIRMATIONS_MIN = 3, DRAFT_DAYS = 180, DRAFT_DAYS_SIGNED_OUT = 30 };
enum { ALL = 0, TEAM = 2, AUTHOR = 3 };                /* enum audience */

static const struct { const char *name; bool is_public; int audience; enum need_shelf shelf; }
	states[NEED_STATES] = {
	[NEED_HELD]      = { "held", false, TEAM, SHELF_NONE },
	[NEED_RETURNED]  = { "returned", false, AUTHOR, SHELF_NONE },
	[NEED_REJECTED]  = { "rejected", false, TEAM, SHELF_NONE },
	[NEED_PUBLISHED] = { "published", true, ALL, SHELF_OPEN },
	[NEED_QUALIFIED] = { "qualified", true, ALL, SHELF_OPEN },
	[NEED_IN_WORK]   = { "in_work", true, ALL, SHELF_WORK },
	[NEED_ANSWERED]  = { "answered", true, ALL, SHELF_ANSWERED },
	[NEED_RESOLVED]  = { "resolved", true, ALL, SHELF_ANSWERED },
	[NEED_MERGED]    = { "merged", true, ALL, SHELF_NONE },
	[NEED_WITHDRAWN] = { "withdrawn", false, AUTHOR, SHELF_NONE },
	[NEED_DORMANT]   = { "dormant", true, ALL, SHELF_DORMANT },
};

bool need_is_public(enum need_state s)
{
	return s < NEED_STATES && states[s].is_public;
}

int need_audience(enum need_state s)
{
	return s > 0 && s < NEED_STATES ? states[s].audience : AUTHOR;
}

enum need_shelf need_shelf(enum need_state s)
{
	return s < NEED_STATES ? states[s].shelf : SHELF_NONE;
}

const char *need_state_name(enum need_state s)
{
	return s < NEED_STATES && states[s].name ? states[s].name : "";
}

bool need_may_be_supported(const struct need *n, struct uuid persona)
{
	return need_shelf(n->state) != SHELF_NONE && !uuid_eq(n->persona, persona);
}

bool formulation_is_shown(const struct need *n, bool author_or_team)
{
	bool public = n->formulation == FORMULATION_AGREED;
	return n->formulated.need_what.len
		&& (public || (author_or_team && n->formulation != FORMULATION_NONE));
}

bool need_is_confirmed(int64_t confirmations, int64_t supports)
{
	return confirmations >= CONFIRMATIONS_MIN && 3 * confirmations >= 2 * supports;
}

bool need_was_followed(const struct need *n)
{
	return n->published_at && n->state != NEED_REJECTED && n->state != NEED_WITHDRAWN
		&& n->state != NEED_MERGED;
}

bool need_may_decide(const struct need *n, struct uuid persona)
{
	return !uuid_eq(n->persona, persona);
}

enum archive need_archive(const struct need *n, int64_t now_at)
{
	bool sleeps = n->state >= NEED_PUBLISHED && n->state <= NEED_ANSWERED;
	int64_t still = (now_at - n->changed_at) / DAY_MS;
	if (!sleeps || still < ARCHIVE_DAYS - ARCHIVE_NOTICE_DAYS)
		return ARCHIVE_NOT;
	if (!n->noticed_at)
		return ARCHIVE_NOTICE;
	bool was_told = now_at - n->noticed_at >= (int64_t)ARCHIVE_NOTICE_DAYS * DAY_MS;
	return still >= ARCHIVE_DAYS && was_told ? ARCHIVE_NOW : ARCHIVE_NOT;
}

bool answer_is_overdue(const struct need *n, int64_t today)
{
	return n->promised_day && n->promised_day < today && !n->answered_at
		&& need_is_public(n->state) && n->state != NEED_MERGED && n->state != NEED_RESOLVED;
}

#define IN(state) (1u << (state))
#define IN_PROGRESS (IN(NEED_PUBLISHED) | IN(NEED_QUALIFIED) | IN(NEED_IN_WORK))
bool need_notice_holds(enum need_state now, struct str what)
{
	static const unsigned over = IN(NEED_RESOLVED) | IN(NEED_DORMANT) | IN(NEED_MERGED);
	static const struct { const char *what; unsigned states; } said[] = {
		{ WORD("agora.notice.taken_up"), IN(NEED_IN_WORK) },
		{ WORD("agora.notice.resolved"), IN(NEED_RESOLVED) },
		{ WORD("agora.notice.merged"), IN(NEED_MERGED) },
		{ WORD("agora.notice.archived"), IN(NEED_DORMANT) },
		{ WORD("agora.news.archived"), IN(NEED_DORMANT) },
		{ WORD("agora.notice.stood"), IN_PROGRESS },
		{ WORD("agora.news.silent"), IN_PROGRESS },
		{ WORD("agora.notice.reopened"), ~over },
		{ WORD("agora.notice.renewed"), ~over },
	};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (str_eq(what, str_view(said[i].what)))
			return (said[i].states & IN(now)) != 0;
	return true;
}

bool answer_may_review(const struct answered *a, struct uuid persona)
{
	return a->state == ANSWER_DRAFTED && !uuid_is_none(persona)
		&& !uuid_eq(a->drafted_by, persona);
}

bool answer_may_publish(const struct answered *a)
{
	return a->state == ANSWER_REVIEWED;
}

int64_t draft_kept_until(const struct draft *d)
{
	return d->at + (int64_t)(d->signed_in ? DRAFT_DAYS : DRAFT_DAYS_SIGNED_OUT) * DAY_MS;
}

size_t similar_keep(struct need *items, size_t len, size_t max)
{
	size_t kept = 0;
	for (size_t i = 0; i < len && kept < max; i++)
		if (need_shelf(items[i].state) != SHELF_NONE)
			items[kept++] = items[i];
	return kept;
}
