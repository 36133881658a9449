/* What is asked of a solution, and how it lives. */
#include "features/solutions/rules.h"
#include "base/fold.h"

enum { DAY_MS = 24 * 3600 * 1000, SLUG_MAX = 60 };
/* As in app/access.h, which rules do not see; store.c holds them together. */
enum { SEEN_BY_ALL = 0, SEEN_BY_TEAM = 2 };
static const struct problem fine = { 0 };

/* ---- the words of choices: their places are stored ---- */

static const char *const publics[] = { "patients", "carers", "professionals", "everyone", NULL };
static const char *const stages[] = { "prevention", "screening", "diagnosis", "treatment", "after",
	"recurrence", "palliative", "bereavement", NULL };
static const char *const costs[] = { "free", "reimbursed", "paid", NULL };
static const char *const spoken[] = { "fr", "en", "ar", "es", "pt", "tr", "ro", "ru", "uk", "zh",
	"lsf", NULL };
static const char *const eases[] = { "no-smartphone", "no-internet", "phone", "easy-to-read",
	"screen-reader", "wheelchair", "home-visit", "sign-language", "interpreter", NULL };
static const char *const levels[] = { "0", "1", "2", "3", "4", "5", NULL };
static const char *const datas[] = { "none", "plain", "health", NULL };
static const char *const devices[] = { "none", "I", "IIa", "IIb", "III", NULL };
static const char *const marks[] = { "none", "asked", "has", NULL };

#define WHAT SOLUTION_STEP_WHAT
#define USE SOLUTION_STEP_PRACTICE
#define PROOF SOLUTION_STEP_PROOF
/* clang-format off */
const struct solution_rule solution_rules[SOLUTION_FIELDS] = {
	[SOLUTION_F_NAME]          = { "name",          WHAT,  SHAPE_LINE,  true,   3,   80, NULL },
	[SOLUTION_F_TEXT]          = { "text",          WHAT,  SHAPE_TEXT,  true,  40, 3000, NULL },
	[SOLUTION_F_FOR]           = { "for",           WHAT,  SHAPE_MANY,  true,   0,    0, publics },
	[SOLUTION_F_STAGE]         = { "stage",         WHAT,  SHAPE_MANY,  false,  0,    0, stages },
	[SOLUTION_F_THEME]         = { "theme",         WHAT,  SHAPE_THEME, true,   0,    0, NULL },
	[SOLUTION_F_COST]          = { "cost",          USE,   SHAPE_ONE,   true,   0,    0, costs },
	[SOLUTION_F_COST_TEXT]     = { "cost_text",     USE,   SHAPE_LINE,  false,  0,  200, NULL },
	[SOLUTION_F_CONDITIONS]    = { "conditions",    USE,   SHAPE_TEXT,  false,  0,  500, NULL },
	[SOLUTION_F_TERRITORY]     = { "territory",     USE,   SHAPE_PLACE, false,  0,    0, NULL },
	[SOLUTION_F_TOWN]          = { "town",          USE,   SHAPE_TOWN,  false,  0,    0, NULL },
	[SOLUTION_F_LANGUAGES]     = { "languages",     USE,   SHAPE_MANY,  true,   0,    0, spoken },
	[SOLUTION_F_ACCESS]        = { "access",        USE,   SHAPE_MANY,  false,  0,    0, eases },
	[SOLUTION_F_TEAM]          = { "team",          USE,   SHAPE_LINE,  true,   2,  200, NULL },
	[SOLUTION_F_CONTACT]       = { "contact",       USE,   SHAPE_LINE,  false,  0,  200, NULL },
	[SOLUTION_F_EVIDENCE]      = { "evidence",      PROOF, SHAPE_ONE,   true,   0,    0, levels },
	[SOLUTION_F_EVIDENCE_TEXT] = { "evidence_text", PROOF, SHAPE_TEXT,  false,  0, 1000, NULL },
	[SOLUTION_F_DATA]          = { "data",          PROOF, SHAPE_ONE,   true,   0,    0, datas },
	[SOLUTION_F_DATA_TEXT]     = { "data_text",     PROOF, SHAPE_TEXT,  false,  0,  400, NULL },
	[SOLUTION_F_DEVICE]        = { "device",        PROOF, SHAPE_ONE,   true,   0,    0, devices },
	[SOLUTION_F_CE]            = { "ce",            PROOF, SHAPE_ONE,   false,  0,    0, marks },
	[SOLUTION_F_REIMBURSEMENT] = { "reimbursement", PROOF, SHAPE_LINE,  false,  0,  200, NULL },
	[SOLUTION_F_FUNDING]       = { "funding",       PROOF, SHAPE_LINE,  false,  0,  300, NULL },
	[SOLUTION_F_INTERESTS]     = { "interests",     PROOF, SHAPE_TEXT,  true,   2,  500, NULL },
};
/* clang-format on */

/* The place of a word, or −1. */
static int64_t place_of(const char *const *list, struct str word)
{
	for (int64_t i = 0; list[i]; i++)
		if (str_eq(word, str_view(list[i])))
			return i;
	return -1;
}

static int64_t all_of(const char *const *list)
{
	int64_t bits = 0;
	for (size_t i = 0; list[i]; i++)
		bits |= 1 << i;
	return bits;
}

/* "fr, en" → bits; false: a word that is no choice. */
static bool read_bits(const char *const *list, struct str typed, int64_t *bits)
{
	struct str word;
	bool more = true;
	for (*bits = 0; more && typed.len;) {
		more = str_cut(&typed, ',', &word);
		if (!more)
			word = typed;
		int64_t place = place_of(list, str_trim(word));
		if (str_eq(str_trim(word), STR("any")))
			*bits |= all_of(list);
		else if (place < 0)
			return false;
		else
			*bits |= 1 << place;
	}
	return true;
}

static struct str write_bits(struct arena *a, const char *const *list, int64_t bits)
{
	struct str out = { 0 };
	for (size_t i = 0; list[i]; i++)
		if (bits & (1 << i))
			out = str_join(a, PIECES(out, out.len ? STR(",") : STR(""), str_view(list[i])));
	return out;
}

struct str solution_typed(struct arena *a, const struct field *fields, enum solution_field f)
{
	const struct solution_rule *rule = &solution_rules[f];
	struct str whole = field_get(fields, rule->name);
	int64_t bits = 0;
	if (rule->shape != SHAPE_MANY || whole.len)
		return whole;
	for (size_t i = 0; rule->words[i]; i++) {
		const char *name = str_fmt(a, "%s-%s", rule->name, rule->words[i]).ptr;
		bits |= field_get(fields, name).len ? 1 << i : 0;
	}
	return write_bits(a, rule->words, bits);
}

/* ---- reading one field ---- */

static struct problem read_text(const struct solution_rule *rule, struct str typed,
	struct str *out)
{
	*out = str_trim(typed);
	int64_t points = (int64_t)str_points(*out);
	if (rule->required && points == 0)
		return (struct problem){ WORD("solutions.problem.empty"), 0 };
	if (points && points < rule->min)
		return (struct problem){ WORD("solutions.problem.too_short"), rule->min };
	if (points > rule->max)
		return (struct problem){ WORD("solutions.problem.too_long"), rule->max };
	return fine;
}

static struct problem read_one(const struct solution_rule *rule, struct str typed, int64_t *out)
{
	int64_t place = place_of(rule->words, typed);
	*out = place < 0 ? 0 : rule->words == levels ? place : place + 1;
	if (place < 0 && (typed.len || rule->required))
		return (struct problem){ WORD("solutions.problem.choice"), 0 };
	return fine;
}

/* None of the stages is: at any time. */
static struct problem read_many(const struct solution_rule *rule, struct str typed, int64_t *out)
{
	if (!read_bits(rule->words, typed, out) || (rule->required && *out == 0))
		return (struct problem){ WORD("solutions.problem.choices"), 0 };
	if (rule->words == stages && *out == 0)
		*out = all_of(stages);
	return fine;
}

static struct problem read_code(struct str typed, bool required, bool known, struct str *out)
{
	*out = known ? typed : (struct str){ 0 };
	if (!known && (typed.len || required))
		return (struct problem){ WORD("solutions.problem.choice"), 0 };
	return fine;
}

static struct problem read_field(const struct solution_form *form, enum solution_field f,
	const struct solution_named *named, struct solution_content *out)
{
	const struct solution_rule *rule = &solution_rules[f];
	struct str typed = form->typed[f];
	switch (rule->shape) {
	case SHAPE_LINE:
	case SHAPE_TEXT:
		return read_text(rule, typed, &out->text[f]);
	case SHAPE_ONE:
		return read_one(rule, typed, &out->number[f]);
	case SHAPE_MANY:
		return read_many(rule, typed, &out->number[f]);
	case SHAPE_THEME:
		return read_code(typed, rule->required, named->theme, &out->text[f]);
	case SHAPE_PLACE:
		return read_code(typed, rule->required, named->territory, &out->text[f]);
	case SHAPE_TOWN:
		out->text[f] = named->town;
		return str_trim(typed).len && !named->town.len
			? (struct problem){ WORD("solutions.problem.town"), 0 } : fine;
	}
	return fine;
}

/* ---- what one answer asks of another ---- */

static void ask(struct solution_form *form, const struct solution_content *c,
	enum solution_field f, const char *why)
{
	if (c->text[f].len == 0 && !form->problem[f].key)
		form->problem[f] = (struct problem){ why, 0 };
}

static void read_practice(struct solution_form *form, const struct solution_content *c)
{
	if (c->number[SOLUTION_F_COST] > COST_FREE)
		ask(form, c, SOLUTION_F_COST_TEXT, WORD("solutions.problem.cost_text"));
}

static void read_proof(struct solution_form *form, struct solution_content *c)
{
	if (c->number[SOLUTION_F_EVIDENCE] >= EVIDENCE_TOLD_FROM)
		ask(form, c, SOLUTION_F_EVIDENCE_TEXT, WORD("solutions.problem.evidence_text"));
	if (c->number[SOLUTION_F_DATA] > DATA_NONE)
		ask(form, c, SOLUTION_F_DATA_TEXT, WORD("solutions.problem.data_text"));
	if (c->number[SOLUTION_F_CE] == 0)
		c->number[SOLUTION_F_CE] = CE_NONE;
	if (c->number[SOLUTION_F_DEVICE] == DEVICE_NONE && c->number[SOLUTION_F_CE] != CE_NONE)
		form->problem[SOLUTION_F_CE] = (struct problem){ WORD("solutions.problem.ce"), 0 };
}

bool solution_read(struct solution_form *form, const struct solution_named *named,
	enum solution_step step, struct solution_content *out)
{
	bool all = step == SOLUTION_STEP_REVIEW, right = true;
	*out = (struct solution_content){ 0 };
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++) {
		form->problem[f] = fine;
		if (all || solution_rules[f].step == step)
			form->problem[f] = read_field(form, f, named, out);
	}
	if (all || step == SOLUTION_STEP_PRACTICE)
		read_practice(form, out);
	if (all || step == SOLUTION_STEP_PROOF)
		read_proof(form, out);
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++)
		right &= !form->problem[f].key;
	return right;
}

void solution_write(struct arena *a, const struct solution_content *c, struct solution_form *out)
{
	*out = (struct solution_form){ 0 };
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++) {
		const struct solution_rule *rule = &solution_rules[f];
		int64_t n = c->number[f];
		if (rule->shape == SHAPE_MANY)
			out->typed[f] = write_bits(a, rule->words, n);
		else if (rule->shape != SHAPE_ONE)
			out->typed[f] = c->text[f];
		else if (rule->words == levels || n > 0)
			out->typed[f] = str_view(rule->words[rule->words == levels ? n : n - 1]);
	}
}

bool solution_form_is_empty(const struct solution_form *form)
{
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++)
		if (str_trim(form->typed[f]).len)
			return false;
	return true;
}

struct problem solution_decision_read(struct str typed, bool required, struct str *out)
{
	const struct solution_rule words = { "text", 0, SHAPE_TEXT, required, 3, DECISION_TEXT_MAX,
		NULL };
	struct problem p = read_text(&words, typed, out);
	return p.key && out->len == 0 ? (struct problem){ WORD("solutions.problem.reason"), 0 } : p;
}

bool solution_translation_read(struct translation_form *form, struct solution_translation *out)
{
	struct solution_rule name = solution_rules[SOLUTION_F_NAME];
	struct solution_rule text = solution_rules[SOLUTION_F_TEXT];
	name.required = text.required = str_trim(form->name).len + str_trim(form->text).len > 0;
	*out = (struct solution_translation){ 0 };
	form->name_wrong = read_text(&name, form->name, &out->name);
	form->text_wrong = read_text(&text, form->text, &out->text);
	return !form->name_wrong.key && !form->text_wrong.key;
}

/* ---- words in paths and filters ---- */

const char *solution_step_word(enum solution_step s)
{
	static const char *const names[] = { "quoi", "quoi", "pratique", "preuves", "relire" };
	return names[s <= SOLUTION_STEP_REVIEW ? s : SOLUTION_STEP_WHAT];
}

enum solution_step solution_step_read(struct str word)
{
	for (enum solution_step s = SOLUTION_STEP_REVIEW; s > SOLUTION_STEP_WHAT; s--)
		if (str_eq(word, str_view(solution_step_word(s))))
			return s;
	return SOLUTION_STEP_WHAT;
}

static const char *const state_names[SOLUTION_STATES] = {
	[SOLUTION_SUBMITTED] = "submitted",   [SOLUTION_RETURNED] = "returned",
	[SOLUTION_LISTED] = "listed",         [SOLUTION_DOCUMENTED] = "documented",
	[SOLUTION_EVALUATED] = "evaluated",   [SOLUTION_SUSPENDED] = "suspended",
	[SOLUTION_RETIRED] = "retired",       [SOLUTION_HIDDEN] = "hidden",
};

const char *solution_state_name(enum solution_state s)
{
	return s > 0 && s < SOLUTION_STATES ? state_names[s] : "";
}

enum solution_state solution_state_read(struct str name)
{
	for (enum solution_state s = SOLUTION_SUBMITTED; s < SOLUTION_STATES; s++)
		if (str_eq(name, str_view(state_names[s])))
			return s;
	return 0;
}

bool solution_cost_read(struct str word, int64_t *out)
{
	*out = place_of(costs, word) + 1;
	return *out > 0;
}

bool solution_stage_read(struct str word, int64_t *out)
{
	int64_t place = place_of(stages, word);
	*out = place < 0 ? 0 : 1 << place;
	return place >= 0;
}

bool solution_evidence_read(struct str word, int64_t *out)
{
	*out = place_of(levels, word);
	return *out >= 0;
}

/* ---- its life ---- */

bool solution_is_public(enum solution_state s)
{
	return s == SOLUTION_LISTED || s == SOLUTION_DOCUMENTED || s == SOLUTION_EVALUATED;
}

/* What was public once and is suspended or retired still says so, with the reason, to whoever has
 * its address; its words are shown no longer. What a moderator hid says nothing. */
int solution_audience(const struct solution *s)
{
	if (s->hidden_from)
		return SEEN_BY_TEAM;
	bool was_public = s->listed_at && s->state >= SOLUTION_SUSPENDED;
	return solution_is_public(s->state) || was_public ? SEEN_BY_ALL : SEEN_BY_TEAM;
}

bool solution_has_page(const struct solution *s)
{
	return s->listed_at && !s->hidden_from;
}

bool solution_may_be_documented(const struct solution *s)
{
	return s->is.number[SOLUTION_F_EVIDENCE] >= EVIDENCE_TOLD_FROM;
}

bool solution_decision_asks(struct str action)
{
	static const char *const asks[] = { "return", "evaluate", "suspend", "retire", "refuse" };
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (str_eq(action, str_view(asks[i])))
			return true;
	return false;
}

#define IN(state) (1u << (state))

bool solution_notice_holds(enum solution_state now, struct str what)
{
	static const unsigned proven = IN(SOLUTION_DOCUMENTED) | IN(SOLUTION_EVALUATED);
	static const struct { const char *what; unsigned states; } said[] = {
		{ WORD("solutions.notice.listed"), IN(SOLUTION_LISTED) | proven },
		{ WORD("solutions.notice.resumed"), IN(SOLUTION_LISTED) | proven },
		{ WORD("solutions.notice.returned"), IN(SOLUTION_RETURNED) },
		{ WORD("solutions.notice.documented"), proven },
		{ WORD("solutions.notice.evaluated"), IN(SOLUTION_EVALUATED) },
		{ WORD("solutions.notice.published"), IN(SOLUTION_LISTED) | proven },
		{ WORD("solutions.news.lessened"), IN(SOLUTION_LISTED) },
		{ WORD("solutions.notice.suspended"), IN(SOLUTION_SUSPENDED) },
		{ WORD("solutions.notice.retired"), IN(SOLUTION_RETIRED) },
		{ WORD("solutions.notice.hidden"), IN(SOLUTION_HIDDEN) },
		{ WORD("solutions.notice.restored"), ~IN(SOLUTION_HIDDEN) },
	};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (str_eq(what, str_view(said[i].what)))
			return (said[i].states & IN(now)) != 0;
	return true;
}

#undef IN

int64_t solution_stale_at(const struct solution *s)
{
	return solution_is_public(s->state) ? s->fresh_at + (int64_t)FRESH_DAYS * DAY_MS : 0;
}

bool solution_is_stale(const struct solution *s, int64_t now_at)
{
	int64_t at = solution_stale_at(s);
	return at && now_at >= at;
}

int64_t solution_draft_kept_until(const struct solution_draft *d)
{
	return d->at + (int64_t)SOLUTION_DRAFT_DAYS * DAY_MS;
}

struct str solution_path(struct arena *a, const struct solution *s)
{
	struct str slug = { 0 };
	if (solution_is_public(s->state))
		slug = fold_slug(a, s->is.text[SOLUTION_F_NAME], SLUG_MAX);
	struct uuid_text ref = uuid_print(s->ref);
	struct str dash = slug.len ? STR("-") : slug;
	return str_join(a, PIECES(STR("/solutions/"), str_view(ref.text), dash, slug));
}

struct str solution_draft_path(struct arena *a, struct uuid draft, enum solution_step step)
{
	if (uuid_is_none(draft))
		return STR("/solutions/nouvelle");
	return str_fmt(a, "/solutions/nouvelle/%s/%s", uuid_print(draft).text,
		solution_step_word(step));
}
