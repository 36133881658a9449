/* The forms beside the wizard, read. Pure. */
#include "features/agora/rules_forms.h"
#include "base/email.h"
#include "base/utf8.h"

static const struct problem fine;

/* ---- where the answer goes ---- */

const char *const receive_field_name[RECEIVE_FIELDS] = {
	[RECEIVE_F_EMAIL] = "email", [RECEIVE_F_NAME] = "name", [RECEIVE_F_CONSENT] = "consent",
};

static struct problem read_name(struct str typed, struct str *out)
{
	struct problem p = text_check(typed, true, RECEIVE_NAME_MAX, out);
	if (p.key)
		return out->len ? p : (struct problem){ WORD("agora.problem.no_name"), 0 };
	if (!utf8_is_shown(*out) || memchr(out->ptr, '@', out->len))
		return (struct problem){ WORD("agora.problem.name"), 0 };
	return fine;
}

bool receive_read(struct receive_form *form, struct received *out)
{
	out->email = str_trim(form->typed[RECEIVE_F_EMAIL]);
	if (!email_is_sound(out->email))
		form->problem[RECEIVE_F_EMAIL] = (struct problem){ WORD("agora.problem.email"), 0 };
	form->problem[RECEIVE_F_NAME] = read_name(form->typed[RECEIVE_F_NAME], &out->name);
	if (form->asks_consent && form->typed[RECEIVE_F_CONSENT].len == 0)
		form->problem[RECEIVE_F_CONSENT] = (struct problem){ WORD("agora.problem.consent"), 0 };
	return !form->problem[RECEIVE_F_EMAIL].key && !form->problem[RECEIVE_F_NAME].key
		&& !form->problem[RECEIVE_F_CONSENT].key;
}

bool need_tells_health(struct str for_whom)
{
	int64_t n;
	return need_for_read(for_whom, &n) && (n == FOR_ME || n == FOR_RELATIVE);
}

/* ---- facilitators ---- */

const char *const work_field_name[WORK_FIELDS] = {
	[WORK_THEME] = "theme", [WORK_FOR] = "for", [WORK_STAGE] = "stage",
	[WORK_TERRITORY] = "territory", [WORK_COMMUNE] = "commune", [WORK_AS] = "as_who",
	[WORK_NEED] = "need_what", [WORK_SO] = "so_that", [WORK_NOTE] = "note", [WORK_DAY] = "day",
	[WORK_ANSWER] = "answer", [WORK_NUMBER] = "number", [WORK_TITLE] = "title",
	[WORK_TEXT] = "text", [WORK_ANSWER_TOO] = "answer_too", [WORK_STANDING] = "standing",
	[WORK_WAITS_FOR] = "waits_for",
};

bool work_is_wrong(const struct work_form *form)
{
	for (size_t i = 0; i < WORK_FIELDS; i++)
		if (form->problem[i].key)
			return true;
	return false;
}

static const struct { enum work_field work; enum need_field need; } shared[] = {
	{ WORK_THEME, NEED_F_THEME },         { WORK_FOR, NEED_F_FOR_WHOM },
	{ WORK_STAGE, NEED_F_STAGE },         { WORK_TERRITORY, NEED_F_TERRITORY },
	{ WORK_COMMUNE, NEED_F_COMMUNE },
};
enum { SHARED = sizeof shared / sizeof *shared };

struct need_form work_need_form(const struct work_form *form)
{
	struct need_form f = { 0 };
	for (size_t i = 0; i < SHARED; i++)
		f.typed[shared[i].need] = form->typed[shared[i].work];
	return f;
}

static struct problem read_formulated(const struct work_form *form, enum work_field f,
	struct str *out)
{
	return text_check(form->typed[f], false, FORMULATED_MAX, out);
}

bool qualify_read(struct work_form *form, const struct need_named *named, struct need *out)
{
	struct need_form who = work_need_form(form), where = who;
	need_read(&who, named, NEED_STEP_WHO, out);
	need_read(&where, named, NEED_STEP_WHERE, out);
	for (size_t i = 0; i < SHARED; i++) {
		struct problem p = who.problem[shared[i].need];
		form->problem[shared[i].work] = p.key ? p : where.problem[shared[i].need];
	}
	if (form->typed[WORK_THEME].len == 0)
		form->problem[WORK_THEME] = (struct problem){ WORD("agora.problem.theme"), 0 };
	struct need_formulated *words = &out->formulated;
	form->problem[WORK_AS] = read_formulated(form, WORK_AS, &words->as_who);
	form->problem[WORK_NEED] = read_formulated(form, WORK_NEED, &words->need_what);
	form->problem[WORK_SO] = read_formulated(form, WORK_SO, &words->so_that);
	if (words->need_what.len == 0 && words->as_who.len + words->so_that.len > 0)
		form->problem[WORK_NEED] = (struct problem){ WORD("agora.problem.need"), 0 };
	return !work_is_wrong(form);
}

bool note_read(struct work_form *form, struct str *note)
{
	form->problem[WORK_NOTE] = text_check(form->typed[WORK_NOTE], true, NOTE_MAX, note);
	return !form->problem[WORK_NOTE].key;
}

bool stand_read(struct work_form *form, struct stood *out)
{
	*out = (struct stood){ 0 };
	if (!standing_read(form->typed[WORK_STANDING], &out->standing))
		form->problem[WORK_STANDING] = (struct problem){ WORD("agora.problem.standing"), 0 };
	bool is_asked = out->standing == STANDING_WAITING;
	form->problem[WORK_WAITS_FOR] = text_check(form->typed[WORK_WAITS_FOR], is_asked,
		WAITS_FOR_MAX, &out->waits_for);
	if (memchr(out->waits_for.ptr ? out->waits_for.ptr : "", '\n', out->waits_for.len))
		form->problem[WORK_WAITS_FOR] = (struct problem){ WORD("agora.problem.one_line"), 0 };
	if (!is_asked && out->waits_for.len)
		form->problem[WORK_WAITS_FOR] = (struct problem){ WORD("agora.problem.not_waiting"), 0 };
	note_read(form, &out->text);
	return !work_is_wrong(form);
}

bool answer_read(struct work_form *form, struct str *text)
{
	form->problem[WORK_ANSWER] = text_check(form->typed[WORK_ANSWER], true, ANSWER_MAX, text);
	return !form->problem[WORK_ANSWER].key;
}

bool number_read(struct work_form *form, int64_t *number, struct str *note)
{
	struct str s = str_trim(form->typed[WORK_NUMBER]);
	while (s.len && !(s.ptr[0] >= '0' && s.ptr[0] <= '9'))
		s = (struct str){ s.ptr + 1, s.len - 1 };
	if (!str_to_i64(s, number) || *number <= 0)
		form->problem[WORK_NUMBER] = (struct problem){ WORD("agora.problem.number"), 0 };
	note_read(form, note);
	return !work_is_wrong(form);
}

bool translate_read(struct work_form *form, struct translated *out)
{
	bool any = str_trim(form->typed[WORK_TITLE]).len + str_trim(form->typed[WORK_TEXT]).len > 0;
	form->problem[WORK_TITLE] =
		text_check(form->typed[WORK_TITLE], any, NEED_TITLE_MAX, &out->title);
	form->problem[WORK_TEXT] = text_check(form->typed[WORK_TEXT], any, NEED_TEXT_MAX, &out->text);
	form->problem[WORK_ANSWER_TOO] =
		text_check(form->typed[WORK_ANSWER_TOO], false, ANSWER_MAX, &out->answer);
	return !work_is_wrong(form);
}
