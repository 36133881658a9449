/* What may be said, how groups are answered, which of two versions is newer. */
#include "features/remarks/rules.h"

enum { PAGE_MAX = 200 };
static const struct problem none = { 0 };

/* ---- a remark ---- */

const char *const remark_field_name[REMARK_FIELDS] = {
	[REMARK_F_TEXT] = "text", [REMARK_F_PAGE] = "page",
};

struct str remark_page(struct str s)
{
	if (s.len == 0 || s.len > PAGE_MAX || s.ptr[0] != '/')
		return (struct str){ 0 };
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
			|| c == '-' || c == '_' || c == '.' || c == '/';
		if (!plain || (i && c == '/' && s.ptr[i - 1] == '/'))
			return (struct str){ 0 };
	}
	/* What follows, of a link that came by mail, opens something to whoever has it. */
	static const char *const links[] = { "/lien/", "/arreter/" };
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		const char *link = memmem(s.ptr, s.len, links[i], strlen(links[i]));
		if (link)
			return (struct str){ s.ptr, (size_t)(link - s.ptr) + strlen(links[i]) - 1 };
	}
	return s;
}

static struct problem read_text(struct str typed, int64_t max, struct str *out)
{
	*out = str_trim(typed);
	if (out->len == 0)
		return (struct problem){ WORD("remarks.problem.empty"), 0 };
	if (str_points(*out) > (size_t)max)
		return (struct problem){ WORD("remarks.problem.too_long"), max };
	return none;
}

bool remark_read(struct remark_form *form, struct remark *out)
{
	*out = (struct remark){ .state = REMARK_NEW, .page = remark_page(form->typed[REMARK_F_PAGE]) };
	form->problem[REMARK_F_PAGE] = none;
	form->problem[REMARK_F_TEXT] =
		read_text(form->typed[REMARK_F_TEXT], REMARK_TEXT_MAX, &out->text);
	return !form->problem[REMARK_F_TEXT].key;
}

/* ---- into a group ---- */

const char *const sort_field_name[SORT_FIELDS] = {
	[SORT_F_GROUP] = "group", [SORT_F_TITLE] = "title",
};

bool sort_read(struct sort_form *form, struct sorting *out)
{
	struct str title = str_trim(form->typed[SORT_F_TITLE]);
	bool has_group = uuid_parse(form->typed[SORT_F_GROUP], &out->group);
	memset(form->problem, 0, sizeof form->problem);
	out->title = has_group ? (struct str){ 0 } : title;
	if (has_group && title.len)
		form->problem[SORT_F_TITLE] = (struct problem){ WORD("remarks.problem.both"), 0 };
	else if (!has_group && title.len == 0)
		form->problem[SORT_F_GROUP] = (struct problem){ WORD("remarks.problem.neither"), 0 };
	else if (str_points(title) > GROUP_TITLE_MAX)
		form->problem[SORT_F_TITLE] =
			(struct problem){ WORD("remarks.problem.too_long"), GROUP_TITLE_MAX };
	return !form->problem[SORT_F_GROUP].key && !form->problem[SORT_F_TITLE].key;
}

/* ---- a group ---- */

const char *const group_field_name[GROUP_FIELDS] = {
	[GROUP_F_TITLE] = "title", [GROUP_F_STATE] = "state", [GROUP_F_VERSION] = "version",
	[GROUP_F_ANSWER] = "answer",
};
const char *const group_state_name[GROUP_STATES] = {
	[GROUP_OPEN] = "open", [GROUP_PLANNED] = "planned", [GROUP_DONE] = "done",
	[GROUP_DECLINED] = "declined",
};

static struct problem read_state(struct str typed, enum group_state *out)
{
	for (enum group_state s = GROUP_OPEN; s < GROUP_STATES; s++)
		if (str_eq(typed, str_view(group_state_name[s]))) {
			*out = s;
			return none;
		}
	return (struct problem){ WORD("remarks.problem.state"), 0 };
}

/* A version says since when; only what is done has one. */
static struct problem read_version(struct str typed, enum group_state state, struct str *out)
{
	*out = state == GROUP_DONE ? str_trim(typed) : (struct str){ 0 };
	if (state == GROUP_DONE && !version_is(*out))
		return (struct problem){ WORD("remarks.problem.version"), 0 };
	return none;
}

static struct problem read_answer(struct str typed, enum group_state state, struct str *out)
{
	struct problem p = read_text(typed, GROUP_ANSWER_MAX, out);
	if (out->len == 0)
		return state == GROUP_OPEN ? none
			: (struct problem){ WORD("remarks.problem.unanswered"), 0 };
	return p;
}

bool group_read(struct group_form *form, struct remark_group *out)
{
	*out = (struct remark_group){ .state = GROUP_OPEN };
	const struct str *typed = form->typed;
	form->problem[GROUP_F_TITLE] = read_text(typed[GROUP_F_TITLE], GROUP_TITLE_MAX, &out->title);
	form->problem[GROUP_F_STATE] = read_state(typed[GROUP_F_STATE], &out->state);
	form->problem[GROUP_F_VERSION] =
		read_version(typed[GROUP_F_VERSION], out->state, &out->version);
	form->problem[GROUP_F_ANSWER] = read_answer(typed[GROUP_F_ANSWER], out->state, &out->answer);
	for (size_t i = 0; i < GROUP_FIELDS; i++)
		if (form->problem[i].key)
			return false;
	return true;
}

void group_write(const struct remark_group *g, struct group_form *form)
{
	*form = (struct group_form){ .typed = {
		[GROUP_F_TITLE] = g->title, [GROUP_F_STATE] = str_view(group_state_name[g->state]),
		[GROUP_F_VERSION] = g->version, [GROUP_F_ANSWER] = g->answer,
	} };
}

const char *group_action(enum group_state from, enum group_state to)
{
	static const char *const actions[GROUP_STATES] = {
		[GROUP_OPEN] = "open", [GROUP_PLANNED] = "plan", [GROUP_DONE] = "finish",
		[GROUP_DECLINED] = "decline",
	};
	return from == to ? "edit" : actions[to];
}

bool group_is_answered(const struct remark_group *g)
{
	return g->state != GROUP_OPEN || g->answer.len > 0;
}

/* ---- versions ---- */

static bool take_number(struct str *s, int64_t *n)
{
	size_t digits = 0;
	while (digits < s->len && s->ptr[digits] >= '0' && s->ptr[digits] <= '9')
		digits++;
	if (digits == 0 || digits > 6 || !str_to_i64((struct str){ s->ptr, digits }, n))
		return false;
	*s = (struct str){ s->ptr + digits, s->len - digits };
	return true;
}

/* False: s is none. out[i] 0 for what is not there: "1.2" is "1.2.0". */
static bool take_version(struct str s, int64_t out[3])
{
	for (int i = 0; i < 3; i++) {
		out[i] = 0;
		if (i && s.len == 0)
			continue;
		if (i && s.ptr[0] == '.')
			s = (struct str){ s.ptr + 1, s.len - 1 };
		else if (i)
			return false;
		if (!take_number(&s, &out[i]))
			return false;
	}
	return s.len == 0;
}

bool version_is(struct str s)
{
	int64_t parts[3];
	return take_version(s, parts);
}

int version_compare(struct str a, struct str b)
{
	int64_t x[3], y[3];
	bool is_a = take_version(a, x), is_b = take_version(b, y);
	if (!is_a || !is_b)
		return (int)is_a - (int)is_b;
	for (int i = 0; i < 3; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

/* ---- the order of the public page ---- */

static int rank(enum group_state s)
{
	static const int ranks[GROUP_STATES] = {
		[GROUP_DONE] = 0, [GROUP_PLANNED] = 1, [GROUP_OPEN] = 2, [GROUP_DECLINED] = 3,
	};
	return ranks[s];
}

static bool stands_before(const struct remark_group *a, const struct remark_group *b)
{
	if (a->state != b->state)
		return rank(a->state) < rank(b->state);
	int by_version = version_compare(a->version, b->version);
	if (by_version)
		return by_version > 0;
	if (a->answered_at != b->answered_at)
		return a->answered_at > b->answered_at;
	return a->id > b->id;
}

/* By insertion: there are a few hundred at most. */
void group_sort(struct remark_groups all)
{
	for (size_t i = 1; i < all.len; i++) {
		struct remark_group g = all.items[i];
		size_t at = i;
		for (; at > 0 && stands_before(&g, &all.items[at - 1]); at--)
			all.items[at] = all.items[at - 1];
		all.items[at] = g;
	}
}
