/* Who may move a need from where to where: every state, every action, everybody. */
#include "features/agora/test_store_desk.h"

/* A letter for who may: author, facilitator, moderator, platform; nobody else ever. */
static const struct { const char *action; enum need_state from; const char *by;
	enum need_state to; } allowed[] = {
	{ "approve", NEED_HELD, "m", NEED_PUBLISHED }, { "return", NEED_HELD, "m", NEED_RETURNED },
	{ "reject", NEED_HELD, "m", NEED_REJECTED }, { "resubmit", NEED_RETURNED, "a", NEED_HELD },
	{ "hold", NEED_PUBLISHED, "m", NEED_HELD }, { "hold", NEED_QUALIFIED, "m", NEED_HELD },
	{ "hold", NEED_IN_WORK, "m", NEED_HELD }, { "hold", NEED_ANSWERED, "m", NEED_HELD },
	{ "hold", NEED_RESOLVED, "m", NEED_HELD }, { "hold", NEED_DORMANT, "m", NEED_HELD },
	{ "qualify", NEED_PUBLISHED, "f", NEED_QUALIFIED },
	{ "qualify", NEED_QUALIFIED, "f", NEED_QUALIFIED },
	{ "qualify", NEED_IN_WORK, "f", NEED_IN_WORK },
	{ "take_up", NEED_QUALIFIED, "f", NEED_IN_WORK },
	{ "take_up", NEED_ANSWERED, "f", NEED_IN_WORK },
	{ "answer", NEED_PUBLISHED, "f", NEED_ANSWERED },
	{ "answer", NEED_QUALIFIED, "f", NEED_ANSWERED },
	{ "answer", NEED_IN_WORK, "f", NEED_ANSWERED },
	{ "resolve", NEED_IN_WORK, "ap", NEED_RESOLVED },
	{ "resolve", NEED_ANSWERED, "ap", NEED_RESOLVED },
	{ "reopen", NEED_RESOLVED, "af", NEED_PUBLISHED },
	{ "merge", NEED_PUBLISHED, "fm", NEED_MERGED },
	{ "merge", NEED_QUALIFIED, "fm", NEED_MERGED }, { "merge", NEED_IN_WORK, "fm", NEED_MERGED },
	{ "merge", NEED_ANSWERED, "fm", NEED_MERGED }, { "merge", NEED_DORMANT, "fm", NEED_MERGED },
	{ "withdraw", NEED_HELD, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_RETURNED, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_REJECTED, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_PUBLISHED, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_QUALIFIED, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_IN_WORK, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_ANSWERED, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_RESOLVED, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_DORMANT, "a", NEED_WITHDRAWN },
	{ "withdraw", NEED_MERGED, "a", NEED_WITHDRAWN },
	{ "archive", NEED_PUBLISHED, "p", NEED_DORMANT },
	{ "archive", NEED_QUALIFIED, "p", NEED_DORMANT },
	{ "archive", NEED_IN_WORK, "p", NEED_DORMANT }, { "archive", NEED_ANSWERED, "p", NEED_DORMANT },
	{ "renew", NEED_DORMANT, "af", NEED_PUBLISHED },
	{ "renew", NEED_PUBLISHED, "a", NEED_PUBLISHED },
	{ "renew", NEED_QUALIFIED, "a", NEED_QUALIFIED }, { "renew", NEED_IN_WORK, "a", NEED_IN_WORK },
	{ "renew", NEED_ANSWERED, "a", NEED_ANSWERED },
};
static const char *const actions[] = { "approve", "return", "reject", "resubmit", "hold", "qualify",
	"take_up", "answer", "resolve", "reopen", "merge", "withdraw", "archive", "renew", "nonsense" };
#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool is_allowed(const char *action, enum need_state from, char by, enum need_state *to)
{
	for (size_t i = 0; i < COUNT(allowed); i++)
		if (strcmp(allowed[i].action, action) == 0 && allowed[i].from == from
			&& strchr(allowed[i].by, by)) {
			*to = allowed[i].to;
			return true;
		}
	return false;
}

TEST(every_move_is_allowed_to_exactly_those_and_from_exactly_there)
{
	const struct uuid author = uuid_v4();
	const struct { char letter; struct who who; } people[] = {
		{ 'n', { 0 } },                                                /* nobody */
		{ 'o', { .roles = ROLE_MEMBER, .persona = uuid_v4() } },       /* another member */
		{ 'a', { .roles = ROLE_MEMBER, .persona = author } },
		{ 'f', { .roles = ROLE_MEMBER | ROLE_FACILITATOR, .persona = uuid_v4() } },
		{ 'm', { .roles = ROLE_MEMBER | ROLE_MODERATOR, .persona = uuid_v4() } },
		{ 'd', { .roles = ROLE_MEMBER | ROLE_ADMIN, .persona = uuid_v4() } },
		{ 'p', { .roles = ROLE_ADMIN } },                              /* the platform itself */
	};
	size_t at = 0;
	for (enum need_state from = NEED_HELD; from < NEED_STATES; from++)
		for (size_t i = 0; i < COUNT(actions); i++)
			for (size_t k = 0; k < COUNT(people); k++, at++) {
				struct need n = { .state = from, .persona = author };
				enum need_state to = 0;
				bool want = is_allowed(actions[i], from, people[k].letter, &to);
				struct subject s = need_subject(&n);
				const struct transition *t =
					workflow_may(&need_workflow, &s, &people[k].who, actions[i]);
				CHECK_AT(at, (t != NULL) == want && (!t || t->to == (int)to));
				CHECK_AT(at, need_may(&n, &people[k].who, actions[i]) == want);
			}
}

TEST(nobody_decides_about_a_need_of_their_own)
{
	const struct who moderator = { .roles = ROLE_MEMBER | ROLE_MODERATOR, .persona = uuid_v4() };
	const struct who facilitator =
		{ .roles = ROLE_MEMBER | ROLE_FACILITATOR, .persona = uuid_v4() };
	struct need n = { .state = NEED_HELD, .persona = moderator.persona };
	CHECK(!need_may(&n, &moderator, "approve") && need_may(&n, &moderator, "withdraw"));
	n = (struct need){ .state = NEED_PUBLISHED, .persona = facilitator.persona };
	CHECK(!need_may(&n, &facilitator, "qualify") && !need_may(&n, &facilitator, "merge"));
	CHECK(need_may(&n, &facilitator, "renew"));
}

TEST(a_need_comes_back_from_a_hold_to_where_it_was)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	CHECK(do_qualify(&w, &w.fay, n.ref, "") == OK && do_act(&w, &w.fay, n.ref, "take_up") == OK);
	CHECK(do_act(&w, &w.moe, n.ref, "hold") == OK);
	struct need held = need_seen(&w, &w.moe, n.ref);
	CHECK(held.state == NEED_HELD && held.held_from == NEED_IN_WORK && held.number == n.number);
	const struct who moderator = { .roles = ROLE_MODERATOR, .persona = uuid_v4() };
	CHECK(need_may(&held, &moderator, "approve"));
	CHECK(notices(&w, &w.ada, "agora.notice.held_back") == 1);
	CHECK(do_act(&w, &w.moe, n.ref, "approve") == OK);
	n = need_seen(&w, &w.nobody, n.ref);
	CHECK(n.state == NEED_IN_WORK && n.held_from == 0);
	world_close(&w);
}

TEST(a_state_that_has_moved_meanwhile_is_a_conflict_and_what_is_not_theirs_forbidden)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	CHECK(do_act(&w, &w.ben, n.ref, "withdraw") == FORBIDDEN);
	CHECK(do_act(&w, &w.eve, n.ref, "hold") == FORBIDDEN);
	CHECK(do_act(&w, &w.fay, n.ref, "take_up") == CONFLICT);
	CHECK(do_act(&w, &w.ada, n.ref, "archive") == FORBIDDEN);
	CHECK(do_act(&w, &w.ada, n.ref, "reopen") == CONFLICT);
	CHECK(do_act(&w, &w.moe, n.ref, "qualify") == INVALID);        /* has a function of its own */
	CHECK(need_seen(&w, &w.nobody, n.ref).state == NEED_PUBLISHED);
	CHECK(events(&w, "agora.withdrawn") == 0);
	world_close(&w);
}

static enum status say_no_without_a_word(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return need_act(tx, d->site, &d->who, &d->need, &d->act);
}

TEST(who_says_no_gives_a_reason_and_some_words)
{
	struct world w;
	world_open(&w);
	struct need n = need_sent(&w, &w.ada, "Un besoin", "Des mots.");
	struct deed d = { .ref = n.ref, .act = { .action = "return", .reason = REASON_PRIVACY } };
	CHECK(do_deed(&w, &w.moe, say_no_without_a_word, &d) == INVALID);
	d.act = (struct need_act){ .action = "return", .text = STR("Un nom y figure.") };
	CHECK(do_deed(&w, &w.moe, say_no_without_a_word, &d) == INVALID);
	d.act.reason = REASON_PRIVACY;
	CHECK(do_deed(&w, &w.moe, say_no_without_a_word, &d) == OK);
	CHECK(notices(&w, &w.ada, "agora.notice.returned") == 1);
	world_close(&w);
}
