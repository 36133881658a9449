/* A solution in a line, and its fields in words. Pure. */
#include "features/solutions/view_row.h"
#include "base/utf8.h"

/* ---- words for numbers ---- */

static const char *const labels[SOLUTION_FIELDS] = {
	[SOLUTION_F_NAME]          = WORD("solutions.field.name"),
	[SOLUTION_F_TEXT]          = WORD("solutions.field.text"),
	[SOLUTION_F_FOR]           = WORD("solutions.field.for"),
	[SOLUTION_F_STAGE]         = WORD("solutions.field.stage"),
	[SOLUTION_F_THEME]         = WORD("solutions.field.theme"),
	[SOLUTION_F_COST]          = WORD("solutions.field.cost"),
	[SOLUTION_F_COST_TEXT]     = WORD("solutions.field.cost_text"),
	[SOLUTION_F_CONDITIONS]    = WORD("solutions.field.conditions"),
	[SOLUTION_F_TERRITORY]     = WORD("solutions.field.territory"),
	[SOLUTION_F_TOWN]          = WORD("solutions.field.town"),
	[SOLUTION_F_LANGUAGES]     = WORD("solutions.field.languages"),
	[SOLUTION_F_ACCESS]        = WORD("solutions.field.access"),
	[SOLUTION_F_TEAM]          = WORD("solutions.field.team"),
	[SOLUTION_F_CONTACT]       = WORD("solutions.field.contact"),
	[SOLUTION_F_EVIDENCE]      = WORD("solutions.field.evidence"),
	[SOLUTION_F_EVIDENCE_TEXT] = WORD("solutions.field.evidence_text"),
	[SOLUTION_F_DATA]          = WORD("solutions.field.data"),
	[SOLUTION_F_DATA_TEXT]     = WORD("solutions.field.data_text"),
	[SOLUTION_F_DEVICE]        = WORD("solutions.field.device"),
	[SOLUTION_F_CE]            = WORD("solutions.field.ce"),
	[SOLUTION_F_REIMBURSEMENT] = WORD("solutions.field.reimbursement"),
	[SOLUTION_F_FUNDING]       = WORD("solutions.field.funding"),
	[SOLUTION_F_INTERESTS]     = WORD("solutions.field.interests"),
};

/* In the order of the words of rules.c. */
static const char *const choices[SOLUTION_FIELDS][SOLUTION_MANY_MAX] = {
	[SOLUTION_F_FOR] = { WORD("solutions.for.patients"), WORD("solutions.for.carers"),
		WORD("solutions.for.professionals"), WORD("solutions.for.everyone") },
	[SOLUTION_F_STAGE] = { WORD("solutions.stage.prevention"), WORD("solutions.stage.screening"),
		WORD("solutions.stage.diagnosis"), WORD("solutions.stage.treatment"),
		WORD("solutions.stage.after"), WORD("solutions.stage.recurrence"),
		WORD("solutions.stage.palliative"), WORD("solutions.stage.bereavement") },
	[SOLUTION_F_COST] = { WORD("solutions.cost.free"), WORD("solutions.cost.reimbursed"),
		WORD("solutions.cost.paid") },
	[SOLUTION_F_LANGUAGES] = { WORD("solutions.lang.fr"), WORD("solutions.lang.en"),
		WORD("solutions.lang.ar"), WORD("solutions.lang.es"), WORD("solutions.lang.pt"),
		WORD("solutions.lang.tr"), WORD("solutions.lang.ro"), WORD("solutions.lang.ru"),
		WORD("solutions.lang.uk"), WORD("solutions.lang.zh"), WORD("solutions.lang.lsf") },
	[SOLUTION_F_ACCESS] = { WORD("solutions.access.no_smartphone"),
		WORD("solutions.access.no_internet"), WORD("solutions.access.phone"),
		WORD("solutions.access.easy_to_read"), WORD("solutions.access.screen_reader"),
		WORD("solutions.access.wheelchair"), WORD("solutions.access.home_visit"),
		WORD("solutions.access.sign_language"), WORD("solutions.access.interpreter") },
	[SOLUTION_F_EVIDENCE] = { WORD("solutions.evidence.0"), WORD("solutions.evidence.1"),
		WORD("solutions.evidence.2"), WORD("solutions.evidence.3"), WORD("solutions.evidence.4"),
		WORD("solutions.evidence.5") },
	[SOLUTION_F_DATA] = { WORD("solutions.data.none"), WORD("solutions.data.plain"),
		WORD("solutions.data.health") },
	[SOLUTION_F_DEVICE] = { WORD("solutions.device.none"), WORD("solutions.device.i"),
		WORD("solutions.device.iia"), WORD("solutions.device.iib"), WORD("solutions.device.iii") },
	[SOLUTION_F_CE] = { WORD("solutions.ce.none"), WORD("solutions.ce.asked"),
		WORD("solutions.ce.has") },
};

static const struct { const char *key, *class; } states[SOLUTION_STATES] = {
	[SOLUTION_SUBMITTED]  = { WORD("solutions.state.submitted"), "ag-wa" },
	[SOLUTION_RETURNED]   = { WORD("solutions.state.returned"), "ag-wa" },
	[SOLUTION_LISTED]     = { WORD("solutions.state.listed"), "" },
	[SOLUTION_DOCUMENTED] = { WORD("solutions.state.documented"), "ag-fi" },
	[SOLUTION_EVALUATED]  = { WORD("solutions.state.evaluated"), "ag-ok" },
	[SOLUTION_SUSPENDED]  = { WORD("solutions.state.suspended"), "ag-er" },
	[SOLUTION_RETIRED]    = { WORD("solutions.state.retired"), "" },
	[SOLUTION_HIDDEN]     = { WORD("solutions.state.hidden"), "ag-er" },
};

const char *solution_label(enum solution_field f)
{
	return labels[f];
}

const char *solution_word_key(enum solution_field f, size_t place)
{
	return place < SOLUTION_MANY_MAX ? choices[f][place] : NULL;
}

const char *solution_state_key(enum solution_state s)
{
	return s < SOLUTION_STATES ? states[s].key : NULL;
}

const char *solution_evidence_key(int64_t level)
{
	return choices[SOLUTION_F_EVIDENCE][level >= 0 && level <= EVIDENCE_MAX ? level : 0];
}

/* ---- a field in words ---- */

static struct str say_many(struct arena *a, const struct page *p, enum solution_field f,
	int64_t bits)
{
	struct str out = { 0 };
	size_t said = 0, all = 0;
	for (size_t i = 0; solution_rules[f].words[i]; i++, all++) {
		if (!(bits & (1 << i)))
			continue;
		struct str word = words(p->lang, choices[f][i]);
		out = str_join(a, PIECES(out, out.len ? STR(", ") : STR(""), word));
		said++;
	}
	return f == SOLUTION_F_STAGE && said == all ? words(p->lang, WORD("solutions.stage.any")) : out;
}

static struct str say_one(const struct page *p, enum solution_field f, int64_t n)
{
	if (f == SOLUTION_F_EVIDENCE)
		return words(p->lang, solution_evidence_key(n));
	return n > 0 && choices[f][n - 1] ? words(p->lang, choices[f][n - 1]) : (struct str){ 0 };
}

struct str solution_say(struct arena *a, const struct page *p, const struct solution_content *c,
	enum solution_field f)
{
	const struct theme *theme;
	const struct territory *territory;
	struct place town;
	switch (solution_rules[f].shape) {
	case SHAPE_ONE:
		return say_one(p, f, c->number[f]);
	case SHAPE_MANY:
		return say_many(a, p, f, c->number[f]);
	case SHAPE_THEME:
		theme = country_theme(p->country, c->text[f]);
		return theme ? theme->name[p->lang] : (struct str){ 0 };
	case SHAPE_PLACE:
		territory = country_territory(p->country, c->text[f]);
		return territory ? territory->label : words(p->lang, WORD("country.everywhere"));
	case SHAPE_TOWN:
		return place_of_kept(c->text[f], &town) ? place_label(a, &town) : (struct str){ 0 };
	case SHAPE_LINE:
	case SHAPE_TEXT:
		break;
	}
	return c->text[f];
}

/* What explains another field is said with it. */
static enum solution_field explained_by(enum solution_field f)
{
	switch ((int)f) {
	case SOLUTION_F_COST:
		return SOLUTION_F_COST_TEXT;
	case SOLUTION_F_DATA:
		return SOLUTION_F_DATA_TEXT;
	case SOLUTION_F_DEVICE:
		return SOLUTION_F_CE;
	default:
		return SOLUTION_FIELDS;
	}
}

static bool explains(enum solution_field f)
{
	return f == SOLUTION_F_COST_TEXT || f == SOLUTION_F_DATA_TEXT || f == SOLUTION_F_CE;
}

static void put_fact(struct solution_fact *fact, struct arena *a, enum solution_field f,
	struct str text)
{
	enum solution_shape shape = solution_rules[f].shape;
	struct str *into = shape == SHAPE_LINE || shape == SHAPE_TEXT ? &fact->written : &fact->said;
	if (text.len)
		*into = into->len ? str_join(a, PIECES(*into, STR(". "), text)) : text;
}

struct solution_facts view_solution_facts(struct arena *a, const struct page *p,
	const struct solution_content *c, int lang, bool practice)
{
	struct solution_fact *items = NEW(a, struct solution_fact, SOLUTION_FIELDS);
	size_t len = 0;
	for (enum solution_field f = SOLUTION_F_FOR; f < SOLUTION_FIELDS; f++) {
		bool apart = practice && (f == SOLUTION_F_EVIDENCE || f == SOLUTION_F_THEME);
		bool no_device = f == SOLUTION_F_DEVICE && c->number[f] == DEVICE_NONE;
		enum solution_field why = no_device ? SOLUTION_FIELDS : explained_by(f);
		if (explains(f) || apart || f == SOLUTION_F_EVIDENCE_TEXT)
			continue;
		struct solution_fact fact = { .label = labels[f], .lang = page_foreign(p, lang) };
		put_fact(&fact, a, f, solution_say(a, p, c, f));
		if (why < SOLUTION_FIELDS && (fact.said.len || fact.written.len))
			put_fact(&fact, a, why, solution_say(a, p, c, why));
		if (fact.said.len || fact.written.len)
			items[len++] = fact;
	}
	return (struct solution_facts){ items, len };
}

/* ---- a line ---- */

/* Its first paragraph, as far as it goes. */
static struct str first_words(struct arena *a, struct str text)
{
	enum { SHOWN = 200 };
	struct str line = text, head;
	if (str_cut(&line, '\n', &head))
		text = head;
	struct str cut = utf8_cut(text, SHOWN);
	if (cut.len == text.len)
		return text;
	while (cut.len && cut.ptr[cut.len - 1] != ' ')
		cut.len--;
	return str_join(a, PIECES(str_trim(cut), STR("\u2026")));
}

struct solution_row view_solution_row(struct arena *a, const struct page *p,
	const struct solution *s)
{
	int64_t cost = s->is.number[SOLUTION_F_COST];
	return (struct solution_row){
		.ref         = s->ref,
		.path        = { solution_path(a, s) },
		.name        = s->shown_name,
		.text        = s->is_veiled ? words(p->lang, WORD("solutions.veiled"))
			: first_words(a, s->shown_text),
		.lang        = page_foreign(p, s->shown_lang),
		.theme       = solution_say(a, p, &s->is, SOLUTION_F_THEME),
		.place       = solution_say(a, p, &s->is, SOLUTION_F_TERRITORY),
		.cost        = cost > 0 ? choices[SOLUTION_F_COST][cost - 1] : NULL,
		.state       = solution_state_key(s->state),
		.state_class = states[s->state < SOLUTION_STATES ? s->state : 0].class,
		.evidence    = s->is.number[SOLUTION_F_EVIDENCE],
		.at          = s->listed_at ? s->listed_at : s->sent_at,
		.stale_since = solution_is_stale(s, p->now_at) ? s->fresh_at : 0,
	};
}

struct solution_rows view_solution_rows(struct arena *a, const struct page *p,
	const struct solution *items, size_t len)
{
	struct solution_row *rows = NEW(a, struct solution_row, len);
	for (size_t i = 0; i < len; i++)
		rows[i] = view_solution_row(a, p, &items[i]);
	return (struct solution_rows){ rows, len };
}

/* ---- choices ---- */

static bool is_chosen(const struct solution_rule *rule, const char *word, struct str typed)
{
	struct str one;
	if (rule->shape != SHAPE_MANY)
		return str_eq(typed, str_view(word));
	while (str_cut(&typed, ',', &one))
		if (str_eq(one, str_view(word)))
			return true;
	return str_eq(typed, str_view(word));
}

static struct option_views codes(struct arena *a, const struct page *p, bool themes,
	struct str typed, const char *none)
{
	const struct country *c = p->country;
	size_t n = themes ? c->theme_count : c->territory_count, len = 0;
	struct option_view *items = NEW(a, struct option_view, n + 1);
	if (none)
		items[len++] = (struct option_view){ .value = STR(""), .label = none };
	for (size_t i = 0; i < n; i++) {
		struct str code = themes ? c->themes[i].slug : c->territories[i].code;
		items[len++] = (struct option_view){ .value = code, .chosen = str_eq(code, typed),
			.text = themes ? c->themes[i].name[p->lang] : c->territories[i].label };
	}
	return (struct option_views){ items, len };
}

struct option_views solution_options(struct arena *a, const struct page *p, enum solution_field f,
	struct str typed, const char *none)
{
	const struct solution_rule *rule = &solution_rules[f];
	if (rule->shape == SHAPE_THEME || rule->shape == SHAPE_PLACE)
		return codes(a, p, rule->shape == SHAPE_THEME, typed, none);
	struct option_view *items = NEW(a, struct option_view, SOLUTION_MANY_MAX + 1);
	size_t len = 0;
	if (none)
		items[len++] = (struct option_view){ .value = STR(""), .label = none };
	for (size_t i = 0; rule->words && rule->words[i]; i++)
		items[len++] = (struct option_view){ .value = str_view(rule->words[i]),
			.label = choices[f][i], .chosen = is_chosen(rule, rule->words[i], typed) };
	return (struct option_views){ items, len };
}
