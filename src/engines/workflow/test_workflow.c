#include "base/test.h"
#include "engines/workflow/workflow.h"

enum { OPEN = 1, CLOSED = 2 };
static const struct transition transitions[] = {
	{ "renew", OPEN,   OPEN,   BY_AUTHOR,                "t.renewed" },
	{ "close", OPEN,   CLOSED, BY_AUTHOR | BY_MODERATOR, "t.closed" },
	{ "sweep", OPEN,   CLOSED, BY_PLATFORM,              "t.swept" },
	{ "open",  CLOSED, OPEN,   BY_FACILITATOR,           "t.opened" },
	{ 0 },
};
static const struct workflow flow = { "t", 9, transitions, NULL };

TEST(an_action_is_for_those_and_from_where_the_table_says)
{
	struct uuid me = uuid_v4(), other = uuid_v4();
	const struct who author = { .roles = ROLE_MEMBER, .persona = me };
	const struct who member = { .roles = ROLE_MEMBER, .persona = other };
	const struct who moderator = { .roles = ROLE_MEMBER | ROLE_MODERATOR, .persona = other };
	const struct who facilitator = { .roles = ROLE_MEMBER | ROLE_FACILITATOR, .persona = other };
	const struct who admin = { .roles = ROLE_MEMBER | ROLE_ADMIN, .persona = other };
	const struct who platform = { .roles = ROLE_ADMIN }, nobody = { 0 };
	const struct { const struct who *who; int state; const char *action; bool may; } cases[] = {
		{ &author, OPEN, "renew", true },      { &author, CLOSED, "renew", false },
		{ &member, OPEN, "renew", false },     { &moderator, OPEN, "renew", false },
		{ &moderator, OPEN, "close", true },   { &facilitator, OPEN, "close", false },
		{ &admin, OPEN, "close", false },      { &nobody, OPEN, "close", false },
		{ &facilitator, CLOSED, "open", true },{ &facilitator, OPEN, "open", false },
		{ &platform, OPEN, "sweep", true },    { &admin, OPEN, "sweep", false },
		{ &author, OPEN, "sweep", false },     { &author, OPEN, "unheard_of", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct subject s = { 1, cases[i].state, me };
		CHECK_AT(i, !!workflow_may(&flow, &s, cases[i].who, cases[i].action) == cases[i].may);
	}
}

TEST(nobody_is_the_author_of_what_has_lost_its_author)
{
	struct subject s = { 1, OPEN, { { 0 } } };
	struct who nobody = { 0 };
	CHECK(!workflow_may(&flow, &s, &nobody, "renew"));
}
