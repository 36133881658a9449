/* The forms of moderation, read. Pure. */
#include "features/moderation/rules.h"
#include "base/utf8.h"

static const struct problem fine;

const char *const said_field_name[SAID_FIELDS] = {
	[SAID_REASON] = "reason", [SAID_TEXT] = "text",
};

static bool read_words(struct said_form *form, bool required, struct str *out)
{
	struct problem *p = &form->problem[SAID_TEXT];
	*out = str_trim(form->typed[SAID_TEXT]);
	*p = fine;
	if (required && out->len == 0)
		*p = (struct problem){ WORD("moderation.problem.empty"), 0 };
	else if ((int64_t)str_points(*out) > WORDS_MAX)
		*p = (struct problem){ WORD("moderation.problem.too_long"), WORDS_MAX };
	return !p->key;
}

static bool want_reason(struct said_form *form, bool known)
{
	form->problem[SAID_REASON] =
		known ? fine : (struct problem){ WORD("moderation.problem.reason"), 0 };
	return known;
}

bool report_read(struct said_form *form, struct report *out)
{
	int64_t reason;
	bool known = report_reason_read(form->typed[SAID_REASON], &reason);
	*out = (struct report){ .reason = (enum report_reason)reason };
	bool has_reason = want_reason(form, known);
	return read_words(form, false, &out->text) && has_reason;
}

bool decide_read(struct said_form *form, enum verdict v, struct decision *out)
{
	int64_t reason;
	struct str action = str_view(verdict_word(v));
	bool known = reason_read(form->typed[SAID_REASON], &reason);
	*out = (struct decision){ .action = action, .reason = (enum reason)reason };
	bool has_reason = want_reason(form, known || !action_wants_reason(action));
	return read_words(form, verdict_wants_words(v), &out->text) && has_reason;
}

bool appeal_read(struct said_form *form, struct str *text)
{
	return read_words(form, true, text);
}
