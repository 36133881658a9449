/* The wizard: what makes a need that may be sent, step by step. */
#include "features/agora/rules.h"
#include "base/fold.h"

enum { PLACE_MAX = 80, DAYS_PROMISED_MAX = 731, SLUG_MAX = 60 };

const char *const need_field_name[NEED_FIELDS] = {
	[NEED_F_TITLE] = "title", [NEED_F_TEXT] = "text", [NEED_F_FOR_WHOM] = "for",
	[NEED_F_STAGE] = "stage", [NEED_F_THEME] = "theme", [NEED_F_TERRITORY] = "territory",
	[NEED_F_COMMUNE] = "commune",
};

static const struct problem fine = { 0 };

/* ---- words for numbers ---- */

/* The index of `word` in `list` (0 and gaps are NULL), or 0. */
static int64_t index_of(const char *const *list, int64_t len, struct str word)
{
	for (int64_t i = 1; i < len; i++)
		if (list[i] && str_eq(word, str_view(list[i])))
			return i;
	return 0;
}

static bool read_word(const char *const *list, int64_t len, struct str word, int64_t *out)
{
	*out = index_of(list, len, word);
	return *out != 0;
}

static const char *const for_words[FOR_WHOMS] = {
	[FOR_ME] = "me", [FOR_RELATIVE] = "relative", [FOR_PATIENTS] = "patients",
	[FOR_CARERS] = "carers", [FOR_PROFESSIONALS] = "professionals", [FOR_EVERYONE] = "everyone",
};
static const char *const stage_words[STAGES] = {
	[STAGE_PREVENTION] = "prevention", [STAGE_SCREENING] = "screening",
	[STAGE_DIAGNOSIS] = "diagnosis", [STAGE_TREATMENT] = "treatment", [STAGE_AFTER] = "after",
	[STAGE_RECURRENCE] = "recurrence", [STAGE_PALLIATIVE] = "palliative",
	[STAGE_BEREAVEMENT] = "bereavement",
};
static const char *const shelf_words[SHELVES] = {
	[SHELF_OPEN] = "open", [SHELF_WORK] = "work", [SHELF_ANSWERED] = "answered",
	[SHELF_DORMANT] = "dormant",
};
static const char *const step_words[NEED_STEP_REVIEW + 1] = {
	[NEED_STEP_WHAT] = "quoi", [NEED_STEP_WHO] = "pour-qui", [NEED_STEP_WHERE] = "ou",
	[NEED_STEP_REVIEW] = "relire",
};

bool need_for_read(struct str word, int64_t *out)
{
	return read_word(for_words, FOR_WHOMS, word, out);
}

const char *need_for_word(enum need_for f)
{
	return f < FOR_WHOMS ? for_words[f] : NULL;
}

bool need_stage_read(struct str word, int64_t *out)
{
	return read_word(stage_words, STAGES, word, out);
}

const char *need_stage_word(enum need_stage s)
{
	return s < STAGES ? stage_words[s] : NULL;
}

bool need_shelf_read(struct str word, int64_t *out)
{
	return read_word(shelf_words, SHELVES, word, out);
}

const char *need_shelf_word(enum need_shelf s)
{
	return s < SHELVES ? shelf_words[s] : NULL;
}

enum need_step need_step_read(struct str word)
{
	return (enum need_step)index_of(step_words, NEED_STEP_REVIEW + 1, word);
}

const char *need_step_word(enum need_step step)
{
	return step <= NEED_STEP_REVIEW ? step_words[step] : NULL;
}

/* ---- fields ---- */

struct problem text_check(struct str typed, bool required, int64_t max, struct str *out)
{
	*out = str_trim(typed);
	if (required && out->len == 0)
		return (struct problem){ WORD("agora.problem.empty"), 0 };
	if ((int64_t)str_points(*out) > max)
		return (struct problem){ WORD("agora.problem.too_long"), max };
	return fine;
}

static struct problem read_title(struct str typed, struct str *title)
{
	struct problem p = text_check(typed, true, NEED_TITLE_MAX, title);
	return title->len ? p : (struct problem){ WORD("agora.problem.untitled"), 0 };
}

static struct problem read_text(struct str typed, struct str *text)
{
	struct problem p = text_check(typed, true, NEED_TEXT_MAX, text);
	return text->len ? p : (struct problem){ WORD("agora.problem.no_text"), 0 };
}

static struct problem read_for(struct str typed, enum need_for *out)
{
	int64_t n;
	bool ok = need_for_read(typed, &n);
	*out = (enum need_for)n;
	return ok ? fine : (struct problem){ WORD("agora.problem.for_whom"), 0 };
}

/* Whoever does not know leaves it out; what no form of ours offers is refused. */
static struct problem read_stage(struct str typed, enum need_stage *out)
{
	int64_t n;
	bool ok = need_stage_read(typed, &n) || typed.len == 0;
	*out = (enum need_stage)n;
	return ok ? fine : (struct problem){ WORD("agora.problem.choice"), 0 };
}

static struct problem read_known(struct str typed, bool known, struct str *out)
{
	bool ok = known || typed.len == 0;
	*out = ok ? typed : (struct str){ 0 };
	return ok ? fine : (struct problem){ WORD("agora.problem.choice"), 0 };
}

/* A commune says its territory; another one beside it would be a contradiction. */
static struct problem read_commune(struct str typed, const struct need_named *named,
	struct need *out)
{
	out->commune = (struct str){ 0 };
	if (str_trim(typed).len == 0)
		return fine;
	if (str_points(typed) > PLACE_MAX)
		return (struct problem){ WORD("agora.problem.too_long"), PLACE_MAX };
	if (!named->commune)
		return (struct problem){ WORD("agora.problem.commune"), 0 };
	if (out->territory.len && !str_eq(out->territory, named->commune_territory))
		return (struct problem){ WORD("agora.problem.elsewhere"), 0 };
	out->commune = named->commune_code;
	out->territory = named->commune_territory;
	return fine;
}

enum need_step need_step_of(enum need_field field)
{
	return field <= NEED_F_TEXT ? NEED_STEP_WHAT
		: field <= NEED_F_THEME ? NEED_STEP_WHO : NEED_STEP_WHERE;
}

bool need_read(struct need_form *form, const struct need_named *named, enum need_step step,
	struct need *out)
{
	*out = (struct need){ 0 };
	const struct str *typed = form->typed;
	struct problem *problem = form->problem;
	problem[NEED_F_TITLE] = read_title(typed[NEED_F_TITLE], &out->title);
	problem[NEED_F_TEXT] = read_text(typed[NEED_F_TEXT], &out->text);
	problem[NEED_F_FOR_WHOM] = read_for(typed[NEED_F_FOR_WHOM], &out->for_whom);
	problem[NEED_F_STAGE] = read_stage(typed[NEED_F_STAGE], &out->stage);
	problem[NEED_F_THEME] = read_known(typed[NEED_F_THEME], named->theme, &out->theme);
	problem[NEED_F_TERRITORY] =
		read_known(typed[NEED_F_TERRITORY], named->territory, &out->territory);
	problem[NEED_F_COMMUNE] = read_commune(typed[NEED_F_COMMUNE], named, out);
	bool ok = true;
	for (enum need_field f = 0; f < NEED_FIELDS; f++) {
		if (step != NEED_STEP_REVIEW && step != need_step_of(f))
			problem[f] = fine;         /* not asked for yet */
		ok = ok && !problem[f].key;
	}
	return ok;
}

enum need_step need_wrong_step(const struct need_form *form)
{
	for (enum need_field f = 0; f < NEED_FIELDS; f++)
		if (form->problem[f].key)
			return need_step_of(f);
	return 0;
}

bool form_is_empty(const struct need_form *form)
{
	return str_trim(form->typed[NEED_F_TITLE]).len + str_trim(form->typed[NEED_F_TEXT]).len == 0;
}

struct need_form form_of(const struct need *n, struct str commune)
{
	return (struct need_form){ .typed = {
		[NEED_F_TITLE]     = n->title,
		[NEED_F_TEXT]      = n->text,
		[NEED_F_FOR_WHOM]  = str_view(need_for_word(n->for_whom)),
		[NEED_F_STAGE]     = str_view(need_stage_word(n->stage)),
		[NEED_F_THEME]     = n->theme,
		[NEED_F_TERRITORY] = n->territory,
		[NEED_F_COMMUNE]   = commune,
	} };
}

struct problem promise_check(struct str typed, int64_t today, int64_t *day)
{
	if (!day_parse(str_trim(typed), day))
		return (struct problem){ WORD("agora.problem.no_day"), 0 };
	if (*day < today)
		return (struct problem){ WORD("agora.problem.past"), 0 };
	if (*day - today > DAYS_PROMISED_MAX)
		return (struct problem){ WORD("agora.problem.too_far"), 0 };
	return fine;
}

struct str need_slug(struct arena *a, struct str title)
{
	return fold_slug(a, title, SLUG_MAX);
}

/* What is not public shows none of its words in an address: logs and histories keep those. */
struct str need_path(struct arena *a, const struct need *n)
{
	struct str slug = { 0 };
	if (need_is_public(n->state))
		slug = need_slug(a, n->title);
	struct uuid_text ref = uuid_print(n->ref);
	struct str dash = slug.len ? STR("-") : slug;
	return str_join(a, PIECES(STR("/besoins/"), str_view(ref.text), dash, slug));
}

struct str draft_path(struct arena *a, struct uuid ref, enum need_step step)
{
	return str_fmt(a, "/besoins/nouveau/%s/%s", uuid_print(ref).text, need_step_word(step));
}
