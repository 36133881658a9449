/* What waits for somebody, what was told to them, and what they say of themselves. */
#include "engines/delivery/delivery.h"
#include "engines/delivery/follow.h"
#include "features/accounts/routes.h"

enum { NOTICES_SHOWN = 100, NEWS_SHOWN = 5 };

/* ---- notices ---- */

static enum status show_notice(struct req *r, const struct notice_row *n, struct notice_view *out)
{
	struct notice_said said;
	TRY(notice_say(r, n, &said));
	*out = (struct notice_view){ .at = n->at, .is_read = n->read, .sentence = said.sentence,
		.path = said.path, .of = said.of, .of_title = said.of_title };
	return OK;
}

static enum status read_notices(struct req *r, size_t max, bool only_new, struct notice_views *out)
{
	struct notice_rows rows;
	TRY(notice_list(r->tx, r->who->persona, NOTICES_SHOWN, &rows));
	struct notice_view *items = NEW(r->arena, struct notice_view, max);
	size_t n = 0;
	for (size_t i = 0; i < rows.len && n < max; i++)
		if (!only_new || !rows.items[i].read)
			TRY(show_notice(r, &rows.items[i], &items[n++]));
	*out = (struct notice_views){ items, n };
	return r->error->status;
}

enum status get_mine(struct req *r)
{
	struct notice_views news;
	TRY(read_notices(r, NEWS_SHOWN, true, &news));
	struct account_mine_view v =
		view_mine(persona_name(r->tx, r->who->persona), news, r->page.unread);
	page_account_mine(answer_page(r, 200), &r->page, &v);
	return OK;
}

enum status get_notices(struct req *r)
{
	struct notice_views all;
	TRY(read_notices(r, NOTICES_SHOWN, false, &all));
	struct account_notices_view v = view_notices(all, r->page.unread);
	page_account_notices(answer_page(r, 200), &r->page, &v);
	return OK;
}

enum status post_notices_read(struct req *r)
{
	TRY(notice_all_read(r->tx, r->who->persona));
	return answer_redirect(r, "/moi/notifications", NULL);
}

/* ---- profile ---- */

/* level: LEVEL_USUAL when the form does not say. */
struct profile { struct account_form form; struct account account; enum level level; };

static enum status show_profile(struct req *r, int http, const struct account_form *form)
{
	struct account_form_view v;
	view_profile(&v, form);
	v.is_done = http == 200 && req_field(r, "fait").len;
	page_account_profile(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_profile(struct req *r)
{
	struct person p;
	struct habit h;
	TRY(person_asking(r, &p));
	TRY(habit_find(r->tx, p.persona, &h));
	return show_profile(r, 200, &(struct account_form){ .typed = {
		[ACCOUNT_NAME]    = p.name,
		[ACCOUNT_KIND]    = str_view(account_kind_word((enum account_kind)p.kind)),
		[ACCOUNT_CONSENT] = p.consent_at ? STR("1") : STR(""),
		[ACCOUNT_LANG]    = str_view(lang_about[p.lang].code),
		[ACCOUNT_MAILS]   = p.quiet ? STR("") : STR("1"),
		[ACCOUNT_FOLLOWED] = str_view(level_word(h.level)),
	} });
}

static bool read_level(struct profile *f)
{
	struct str typed = f->form.typed[ACCOUNT_FOLLOWED];
	bool fine = typed.len == 0 || (level_of(typed, &f->level) && f->level != LEVEL_USUAL);
	if (!fine)
		f->form.problem[ACCOUNT_FOLLOWED] = (struct problem){ WORD("delivery.problem.level"), 0 };
	return fine;
}

enum status prepare_profile(struct req *r)
{
	struct profile *f = NEW(r->arena, struct profile, 1);
	f->form = form_typed(r);
	r->prepared = f;
	bool fine = profile_read(&f->form, &f->account);
	return read_level(f) && fine ? OK : show_profile(r, 422, &f->form);
}

/* A consent stands since it was first given, and goes with what it was given for. */
static int64_t consent_at(const struct req *r, const struct person *before,
	const struct account *after)
{
	if (!account_kind_is_health(after->kind))
		return 0;
	bool same = (int)before->kind == (int)after->kind;
	return same && before->consent_at ? before->consent_at : r->now_at;
}

enum status post_profile(struct req *r)
{
	const struct profile *f = r->prepared;
	struct person p;
	TRY(person_asking(r, &p));
	p.consent_at = consent_at(r, &p, &f->account);
	p.kind = (enum person_kind)f->account.kind;
	p.lang = lang_of_code(f->account.lang);
	p.quiet = !f->account.wants_mails;
	TRY(person_set_about(r->tx, &r->site->keys, &p));
	TRY(person_set_name(r->tx, p.persona, f->account.name));
	if (f->level != LEVEL_USUAL) {
		struct habit h;
		TRY(habit_find(r->tx, p.persona, &h));
		h.level = f->level;
		TRY(habit_put(r->tx, r->site, p.persona, &h));
	}
	return answer_redirect(r, "/moi/profil?fait=1", NULL);
}
