/* From a need and what was found out about it to its page. Pure. */
#include "features/agora/view_need.h"
#include "base/utf8.h"
#include "features/agora/names.h"

struct str view_nth(struct arena *a, enum lang lang, int64_t number)
{
	if (!number)
		return words(lang, WORD("agora.kick.need"));
	struct str n = str_fmt(a, "%lld", (long long)number);
	return words_fill(a, lang, WORD("agora.need_nth"), &n, 1);
}

struct crumbs view_crumbs(struct arena *a, const struct page *p, const struct need *n)
{
	enum { CRUMBS = 3 };
	struct crumb *items = NEW(a, struct crumb, CRUMBS);
	items[0] = (struct crumb){ .path = { STR("/") }, .key = WORD("agora.crumb.home") };
	items[1] = (struct crumb){ .path = { STR("/besoins") }, .key = WORD("agora.list.title") };
	items[2] = (struct crumb){ .text = view_nth(a, p->lang, n->number) };
	return (struct crumbs){ items, CRUMBS };
}

static const char *language_key(int lang)
{
	static const char *const keys[LANGS] = {
		[LANG_FR] = WORD("agora.lang.fr"), [LANG_EN] = WORD("agora.lang.en"),
	};
	return lang >= 0 && lang < LANGS ? keys[lang] : NULL;
}

/* ---- its words ---- */

static void view_words(const struct page *p, const struct need *n, struct need_view *v)
{
	v->text = view_said(p, n->shown_text, n->shown_lang);
	if (n->shown_lang != n->lang) {
		v->translated_from = language_key(n->lang);
		v->original_title = n->title;
		v->original_text = n->text;
		v->original_lang = lang_about[n->lang].code;
	} else if (n->lang != (int)p->lang) {
		v->not_translated = language_key(n->lang);
	}
}

struct facts view_need_facts(struct arena *a, const struct page *p, const struct need *n)
{
	enum { FACTS = 4 };
	struct fact *items = NEW(a, struct fact, FACTS);
	struct str theme = theme_name(p->country, n->theme, p->lang);
	items[0] = (struct fact){ WORD("agora.fact.for"), whom_key(n->for_whom), { 0 } };
	items[1] = (struct fact){ WORD("agora.fact.stage"), stage_key(n->stage), { 0 } };
	items[2] = (struct fact){ WORD("agora.fact.theme"),
		theme.len ? NULL : WORD("agora.fact.no_theme"), theme };
	items[3] = (struct fact){ WORD("agora.fact.place"), NULL, view_place(a, p, n) };
	return (struct facts){ items, FACTS };
}

static void view_formulation(const struct page *p, const struct need_in *in,
	struct formulation_view *f)
{
	static const char *const states[] = {
		[FORMULATION_NONE] = NULL, [FORMULATION_ASKED] = WORD("agora.formulation.asked"),
		[FORMULATION_AGREED] = WORD("agora.formulation.agreed"),
		[FORMULATION_REFUSED] = WORD("agora.formulation.refused"),
	};
	const struct need *n = in->need;
	f->is_shown = formulation_is_shown(n, in->is_author || in->is_team);
	f->as_who = view_said(p, n->formulated.as_who, n->lang);
	f->need_what = view_said(p, n->formulated.need_what, n->lang);
	f->so_that = view_said(p, n->formulated.so_that, n->lang);
	f->state = states[n->formulation];
	f->is_asked = f->is_shown && in->is_author && n->formulation == FORMULATION_ASKED;
}

static void view_answer(struct arena *a, const struct page *p, const struct need_in *in,
	struct answer_view *v)
{
	const struct answered *answer = in->answer;
	if (!answer || answer->text.len == 0)
		return;
	v->text = view_said(p, answer->shown_text, answer->shown_lang);
	v->by = in->answered_by;
	v->published_at = answer->published_at;
	v->updated_at = answer->updated_at > answer->published_at ? answer->updated_at : 0;
	if (answer->shown_lang != answer->lang) {
		v->translated_from = language_key(answer->lang);
		v->original = answer->text;
		v->original_lang = lang_about[answer->lang].code;
	}
	struct version_view *items = NEW(a, struct version_view, in->version_count);
	size_t len = 0;
	for (size_t i = 0; i < in->version_count; i++)
		if (in->versions[i].n < answer->version)
			items[len++] = (struct version_view){ in->versions[i].n, in->versions[i].at,
				in->versions[i].text };
	v->older = (struct version_views){ items, len };
}

/* ---- said to its author ---- */

static const char *standing_key(const struct need *n)
{
	static const char *const keys[NEED_STATES] = {
		[NEED_RETURNED]  = WORD("agora.standing.returned"),
		[NEED_REJECTED]  = WORD("agora.standing.rejected"),
		[NEED_PUBLISHED] = WORD("agora.standing.published"),
		[NEED_QUALIFIED] = WORD("agora.standing.qualified"),
		[NEED_IN_WORK]   = WORD("agora.standing.in_work"),
		[NEED_ANSWERED]  = WORD("agora.standing.answered"),
		[NEED_RESOLVED]  = WORD("agora.standing.resolved"),
		[NEED_MERGED]    = WORD("agora.standing.merged"),
		[NEED_WITHDRAWN] = WORD("agora.standing.withdrawn"),
		[NEED_DORMANT]   = WORD("agora.standing.dormant"),
	};
	if (n->state == NEED_HELD)
		return n->held_from ? WORD("agora.standing.held_again") : WORD("agora.standing.held");
	return n->state < NEED_STATES ? keys[n->state] : NULL;
}

static void view_author(const struct need_in *in, struct need_view *v)
{
	const struct need *n = in->need;
	const struct decision *d = in->decision;
	bool said_no = n->state == NEED_RETURNED || n->state == NEED_REJECTED || n->state == NEED_HELD;
	v->is_author = in->is_author;
	if (!in->is_author)
		return;
	v->standing = standing_key(n);
	v->due_at = in->due_at;
	v->may_contest = in->may_contest;
	if (d && said_no) {
		v->reason = d->reason ? reason_key(d->reason) : NULL;
		v->reason_text = d->text;
	}
}

/* ---- the page ---- */

static struct head head_of(struct arena *a, const struct page *p, const struct need *n)
{
	struct head head = head_text(n->shown_title);
	head.description = utf8_cut(n->shown_text, 160);
	head.sheet = "thread.css";
	head.canonical = (struct url){ need_path(a, n) };
	head.bare = true;
	head.hidden = !need_is_public(n->state);
	head.crumbs = view_crumbs(a, p, n);
	return head;
}

void view_need(struct arena *a, const struct page *p, const struct need_in *in,
	struct need_view *v)
{
	const struct need *n = in->need;
	*v = (struct need_view){
		.head       = head_of(a, p, n),
		.row        = view_row(a, p, n, in->reader),
		.author     = in->author,
		.written_at = n->created_at,
		.facts      = view_need_facts(a, p, n),
		.steps      = view_steps(a, p, in),
		.is_merged  = n->state == NEED_MERGED,
		.is_public  = need_is_public(n->state),
		.is_dormant = n->state == NEED_DORMANT,
		.may_report = need_is_public(n->state) && !in->is_author,
	};
	v->row.is_joined = in->is_joined;
	v->row.is_mine = in->is_author;
	v->row.state = state_key(n->state);
	view_words(p, n, v);
	view_formulation(p, in, &v->formulation);
	view_answer(a, p, in, &v->answer);
	view_author(in, v);
}
