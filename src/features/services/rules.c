/* What may be asked, what may be answered, and when an answer is late. */
#include "features/services/rules.h"
#include "base/zone.h"

static const struct problem none = { 0 };

static bool has_problem(const struct problem *problems, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (problems[i].key)
			return true;
	return false;
}

static struct problem read_text(struct str typed, int64_t max, struct str *out)
{
	*out = str_trim(typed);
	if (out->len == 0)
		return (struct problem){ WORD("services.problem.empty"), 0 };
	if (str_points(*out) > (size_t)max)
		return (struct problem){ WORD("services.problem.too_long"), max };
	return none;
}

static struct problem read_optional(struct str typed, int64_t max, struct str *out)
{
	return str_trim(typed).len ? read_text(typed, max, out) : (*out = (struct str){ "", 0 }, none);
}

/* ---- asking ---- */

const char *const request_field_name[REQUEST_FIELDS] = {
	[REQUEST_F_TITLE] = "title", [REQUEST_F_BEHALF] = "behalf", [REQUEST_F_NAME] = "name",
	[REQUEST_F_TEXT] = "text",
};
const char *const behalf_name[BEHALVES] = {
	[BEHALF_SELF] = "self", [BEHALF_CLOSE] = "close", [BEHALF_ASSOCIATION] = "association",
	[BEHALF_CARE] = "care", [BEHALF_RESEARCH] = "research", [BEHALF_TOWN] = "town",
	[BEHALF_COMPANY] = "company", [BEHALF_INSTITUTION] = "institution",
};

static struct problem read_behalf(struct str typed, enum behalf *out)
{
	for (enum behalf b = BEHALF_SELF; b < BEHALVES; b++)
		if (str_eq(typed, str_view(behalf_name[b]))) {
			*out = b;
			return none;
		}
	return (struct problem){ WORD("services.problem.behalf"), 0 };
}

bool request_read(struct request_form *form, struct lab_request *out)
{
	const struct str *typed = form->typed;
	*out = (struct lab_request){ .state = REQUEST_ASKED };
	form->problem[REQUEST_F_TITLE] =
		read_text(typed[REQUEST_F_TITLE], REQUEST_TITLE_MAX, &out->title);
	form->problem[REQUEST_F_BEHALF] = read_behalf(typed[REQUEST_F_BEHALF], &out->behalf);
	form->problem[REQUEST_F_NAME] =
		read_optional(typed[REQUEST_F_NAME], REQUEST_NAME_MAX, &out->name);
	form->problem[REQUEST_F_TEXT] = read_text(typed[REQUEST_F_TEXT], REQUEST_TEXT_MAX, &out->text);
	return !has_problem(form->problem, REQUEST_FIELDS);
}

/* ---- answering ---- */

const char *const reply_field_name[REPLY_FIELDS] = {
	[REPLY_F_ACTION] = "action", [REPLY_F_WORD] = "word", [REPLY_F_DAY] = "day",
};

const char *const *reply_actions(enum request_state state)
{
	static const char *const of_asked[] = { "accept", "decline", NULL };
	static const char *const of_accepted[] = { "deliver", "decline", NULL };
	static const char *const nothing[] = { NULL };
	return state == REQUEST_ASKED ? of_asked : state == REQUEST_ACCEPTED ? of_accepted : nothing;
}

static struct problem read_action(struct str typed, enum request_state state, const char **out)
{
	for (const char *const *a = reply_actions(state); *a; a++)
		if (str_eq(typed, str_view(*a))) {
			*out = *a;
			return none;
		}
	return (struct problem){ WORD("services.problem.action"), 0 };
}

/* Only who accepts names a day; what was typed beside another answer does not count. */
static struct problem read_accepted_day(struct str typed, int64_t today, struct reply *d)
{
	d->day = 0;
	if (!d->action || strcmp(d->action, "accept") != 0)
		return none;
	if (!day_parse(str_trim(typed), &d->day))
		return (struct problem){ WORD("services.problem.day"), 0 };
	if (d->day < today || d->day > today + ACCEPTED_DAYS_MAX)
		return (struct problem){ WORD("services.problem.day_far"), 0 };
	return none;
}

bool reply_read(struct reply_form *form, enum request_state state, int64_t today,
	struct reply *out)
{
	*out = (struct reply){ 0 };
	form->problem[REPLY_F_ACTION] =
		read_action(form->typed[REPLY_F_ACTION], state, &out->action);
	form->problem[REPLY_F_WORD] =
		read_text(form->typed[REPLY_F_WORD], REQUEST_WORD_MAX, &out->word);
	form->problem[REPLY_F_DAY] = read_accepted_day(form->typed[REPLY_F_DAY], today, out);
	return !has_problem(form->problem, REPLY_FIELDS);
}

/* ---- time ---- */

int64_t open_day_after(int64_t day, int n, const struct open_days *open)
{
	enum { DAYS_MAX = 366 };           /* a country that never works: not for ever */
	for (int64_t last = day + DAYS_MAX; n > 0 && day < last;) {
		day++;
		n -= open->works(open->country, day) ? 1 : 0;
	}
	return day;
}

bool request_is_open(enum request_state state)
{
	return state == REQUEST_ASKED || state == REQUEST_ACCEPTED;
}

bool request_is_late(const struct lab_request *q, int64_t today)
{
	return request_is_open(q->state) && today > q->due_day;
}

/* ---- members ---- */

const char *const member_field_name[MEMBER_FIELDS] = {
	[MEMBER_F_NAME] = "name", [MEMBER_F_KIND] = "kind", [MEMBER_F_ROLE] = "role",
	[MEMBER_F_ROLE_TOO] = "role_too", [MEMBER_F_SINCE] = "since", [MEMBER_F_UNTIL] = "until",
	[MEMBER_F_LINK] = "link", [MEMBER_F_PLACE] = "place",
};
const char *const member_kind_name[MEMBER_KINDS] = {
	[MEMBER_ASSOCIATION] = "association", [MEMBER_CARE] = "care", [MEMBER_RESEARCH] = "research",
	[MEMBER_TOWN] = "town", [MEMBER_COMPANY] = "company", [MEMBER_INSTITUTION] = "institution",
	[MEMBER_PERSON] = "person",
};

static struct problem read_kind(struct str typed, enum member_kind *out)
{
	for (enum member_kind k = MEMBER_ASSOCIATION; k < MEMBER_KINDS; k++)
		if (str_eq(typed, str_view(member_kind_name[k]))) {
			*out = k;
			return none;
		}
	return (struct problem){ WORD("services.problem.kind"), 0 };
}

static struct problem read_until(struct str typed, int64_t since, int64_t *out)
{
	*out = 0;
	if (str_trim(typed).len == 0)
		return none;
	if (!day_parse(str_trim(typed), out))
		return (struct problem){ WORD("services.problem.day"), 0 };
	return *out < since ? (struct problem){ WORD("services.problem.until"), 0 } : none;
}

bool link_is_plain(struct str link)
{
	static const char signs[] = "-._~:/?#[]!$&()*+,;=%";
	enum { SCHEME = sizeof "https://" - 1 };
	bool has_dot = false, is_host = true;
	if (!str_starts(link, STR("https://")) || link.len > MEMBER_LINK_MAX)
		return false;
	for (size_t i = SCHEME; i < link.len; i++) {
		char c = link.ptr[i];
		is_host = is_host && c != '/' && c != '?' && c != '#';
		bool fits = char_is_alnum(c) || (c != '\0' && strchr(signs, c)) || (c == '@' && !is_host);
		if (!fits)
			return false;
		has_dot = has_dot || (is_host && c == '.' && i > SCHEME);
	}
	return has_dot;
}

static struct problem read_link(struct str typed, struct str *out)
{
	*out = str_trim(typed);
	return out->len == 0 || link_is_plain(*out) ? none
		: (struct problem){ WORD("services.problem.link"), 0 };
}

static struct problem read_place(struct str typed, int64_t *out)
{
	*out = 0;
	typed = str_trim(typed);
	if (typed.len == 0 || (str_to_i64(typed, out) && *out >= 0 && *out <= MEMBER_PLACE_MAX))
		return none;
	return (struct problem){ WORD("services.problem.place"), MEMBER_PLACE_MAX };
}

bool member_read(struct member_form *form, struct lab_member *out)
{
	const struct str *typed = form->typed;
	struct problem *problem = form->problem;
	*out = (struct lab_member){ 0 };       /* its role is in the first language */
	problem[MEMBER_F_NAME] = read_text(typed[MEMBER_F_NAME], MEMBER_NAME_MAX, &out->name);
	problem[MEMBER_F_KIND] = read_kind(typed[MEMBER_F_KIND], &out->kind);
	problem[MEMBER_F_ROLE] = read_text(typed[MEMBER_F_ROLE], MEMBER_ROLE_MAX, &out->role);
	problem[MEMBER_F_ROLE_TOO] =
		read_optional(typed[MEMBER_F_ROLE_TOO], MEMBER_ROLE_MAX, &out->role_too);
	problem[MEMBER_F_SINCE] = day_parse(str_trim(typed[MEMBER_F_SINCE]), &out->since_day) ? none
		: (struct problem){ WORD("services.problem.day"), 0 };
	problem[MEMBER_F_UNTIL] =
		read_until(typed[MEMBER_F_UNTIL], out->since_day, &out->until_day);
	problem[MEMBER_F_LINK] = read_link(typed[MEMBER_F_LINK], &out->link);
	problem[MEMBER_F_PLACE] = read_place(typed[MEMBER_F_PLACE], &out->place);
	return !has_problem(problem, MEMBER_FIELDS);
}
