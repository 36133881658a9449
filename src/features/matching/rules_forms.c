/* The forms about matches, read. Pure. */
#include "features/matching/rules_forms.h"

static const struct problem fine;

const char *const match_field_name[MATCH_FIELDS] = {
	[MATCH_F_NEED] = "need", [MATCH_F_NOTE] = "note", [MATCH_F_REASON] = "reason",
	[MATCH_F_SAID] = "said", [MATCH_F_OUTCOME] = "outcome",
	[MATCH_F_SAID_END] = "said_end", [MATCH_F_TEXT] = "text",
};
static const char *const not_fit_words[NOT_FITS] = {
	[NOT_FIT_HAVE_IT] = "have-it", [NOT_FIT_TRIED] = "tried", [NOT_FIT_TOO_FAR] = "too-far",
	[NOT_FIT_TOO_DEAR] = "too-dear", [NOT_FIT_NOT_MINE] = "not-mine", [NOT_FIT_TRUST] = "trust",
	[NOT_FIT_OTHER] = "other",
};
static const char *const outcome_words[] = { "helped", "partly", "not_at_all", NULL };

const char *not_fit_word(enum not_fit f)
{
	return f < NOT_FITS ? not_fit_words[f] : NULL;
}

const char *match_state_name(enum match_state s)
{
	static const char *const names[MATCH_STATES] = {
		[MATCH_SUGGESTED] = "suggested", [MATCH_DROPPED] = "dropped", [MATCH_PROPOSED] = "proposed",
		[MATCH_NOT_FIT] = "not_fit", [MATCH_OPEN] = "open", [MATCH_TRIED] = "tried",
		[MATCH_HELPED] = "helped", [MATCH_HELPED_PARTLY] = "helped_partly",
		[MATCH_HELPED_NOT] = "helped_not", [MATCH_EXPIRED] = "expired", [MATCH_LEFT] = "left",
	};
	return s < MATCH_STATES && names[s] ? names[s] : "";
}

const char *outcome_word(size_t i)
{
	return i < sizeof outcome_words / sizeof *outcome_words ? outcome_words[i] : NULL;
}

static struct problem read_text(struct str typed, bool must, int64_t max, struct str *out)
{
	*out = str_trim(typed);
	if (must && out->len == 0)
		return (struct problem){ WORD("matching.problem.empty"), 0 };
	if ((int64_t)str_points(*out) > max)
		return (struct problem){ WORD("matching.problem.too_long"), max };
	return fine;
}

/* "118", "nº 118", "n° 118". */
bool match_read_number(struct match_form *form, int64_t *number)
{
	struct str s = str_trim(form->typed[MATCH_F_NEED]);
	while (s.len && !(s.ptr[0] >= '0' && s.ptr[0] <= '9'))
		s = (struct str){ s.ptr + 1, s.len - 1 };
	bool right = str_to_i64(s, number) && *number > 0;
	form->problem[MATCH_F_NEED] =
		right ? fine : (struct problem){ WORD("matching.problem.number"), 0 };
	return right;
}

bool match_read_note(struct match_form *form, bool must, struct str *note)
{
	form->problem[MATCH_F_NOTE] = read_text(form->typed[MATCH_F_NOTE], must, MATCH_NOTE_MAX, note);
	return !form->problem[MATCH_F_NOTE].key;
}

struct str match_note_name(struct arena *a, struct uuid which)
{
	return str_fmt(a, "note-%s", uuid_print(which).text);
}

bool match_read_not_fit(struct match_form *form, enum not_fit *reason, struct str *said)
{
	*reason = NOT_FIT_UNSAID;
	for (int f = NOT_FIT_HAVE_IT; f < NOT_FITS; f++)
		if (str_eq(form->typed[MATCH_F_REASON], str_view(not_fit_words[f])))
			*reason = (enum not_fit)f;
	form->problem[MATCH_F_REASON] =
		*reason ? fine : (struct problem){ WORD("matching.problem.reason"), 0 };
	form->problem[MATCH_F_SAID] = read_text(form->typed[MATCH_F_SAID], *reason == NOT_FIT_OTHER,
		MATCH_SAID_MAX, said);
	return *reason && !form->problem[MATCH_F_SAID].key;
}

bool match_read_outcome(struct match_form *form, const char **action, struct str *said)
{
	*action = NULL;
	for (size_t i = 0; outcome_words[i]; i++)
		if (str_eq(form->typed[MATCH_F_OUTCOME], str_view(outcome_words[i])))
			*action = outcome_words[i];
	form->problem[MATCH_F_OUTCOME] =
		*action ? fine : (struct problem){ WORD("matching.problem.outcome"), 0 };
	form->problem[MATCH_F_SAID_END] =
		read_text(form->typed[MATCH_F_SAID_END], false, MATCH_SAID_MAX, said);
	return *action && !form->problem[MATCH_F_SAID_END].key;
}

bool match_read_text(struct match_form *form, struct str *written)
{
	form->problem[MATCH_F_TEXT] =
		read_text(form->typed[MATCH_F_TEXT], true, MATCH_TEXT_MAX, written);
	return !form->problem[MATCH_F_TEXT].key;
}
