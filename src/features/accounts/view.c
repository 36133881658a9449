/* From what we know to what is shown. Pure. */
#include "features/accounts/view.h"

/* ---- forms ---- */

struct about {
	enum field_kind kind;
	const char *label, *hint, *autocomplete;
	int64_t max;
};

static const struct about about[ACCOUNT_FIELDS] = {
	[ACCOUNT_EMAIL] = { .kind = FIELD_EMAIL, .label = WORD("accounts.field.email"),
		.hint = WORD("accounts.hint.email"), .autocomplete = "email" },
	[ACCOUNT_NAME] = { .kind = FIELD_TEXT, .label = WORD("accounts.field.name"),
		.hint = WORD("accounts.hint.name"), .autocomplete = "nickname", .max = NAME_MAX },
	[ACCOUNT_KIND] = { .kind = FIELD_CHOICE, .label = WORD("accounts.field.kind"),
		.hint = WORD("accounts.hint.kind") },
	[ACCOUNT_CONSENT] = { .kind = FIELD_CHECK, .label = WORD("accounts.field.consent"),
		.hint = WORD("accounts.hint.consent") },
	[ACCOUNT_PASSWORD] = { .kind = FIELD_PASSWORD, .label = WORD("accounts.field.password"),
		.hint = WORD("accounts.hint.password"), .autocomplete = "new-password" },
	[ACCOUNT_CURRENT] = { .kind = FIELD_PASSWORD, .label = WORD("accounts.field.current"),
		.autocomplete = "current-password" },
	[ACCOUNT_LANG] = { .kind = FIELD_SELECT, .label = WORD("accounts.field.lang") },
	[ACCOUNT_MAILS] = { .kind = FIELD_CHECK, .label = WORD("accounts.field.mails"),
		.hint = WORD("accounts.hint.mails") },
	[ACCOUNT_FOLLOWED] = { .kind = FIELD_SELECT, .label = WORD("accounts.field.followed"),
		.hint = WORD("accounts.hint.followed") },
	[ACCOUNT_WORD] = { .kind = FIELD_TEXT, .label = WORD("accounts.field.word"),
		.autocomplete = "off" },
};

const char *account_kind_key(enum account_kind kind)
{
	static const char *const keys[ACCOUNT_KINDS] = {
		[ACCOUNT_UNSAID] = WORD("accounts.kind.unsaid"),
		[ACCOUNT_PATIENT] = WORD("accounts.kind.patient"),
		[ACCOUNT_CARER] = WORD("accounts.kind.carer"),
		[ACCOUNT_PROFESSIONAL] = WORD("accounts.kind.professional"),
		[ACCOUNT_RESEARCHER] = WORD("accounts.kind.researcher"),
		[ACCOUNT_DECISION] = WORD("accounts.kind.decision"),
		[ACCOUNT_BEARER] = WORD("accounts.kind.bearer"),
		[ACCOUNT_TERRITORY] = WORD("accounts.kind.territory"),
		[ACCOUNT_CURIOUS] = WORD("accounts.kind.curious"),
	};
	return keys[kind < ACCOUNT_KINDS ? kind : ACCOUNT_UNSAID];
}

/* In the order of the numbers, but "rather not say" comes last. */
static void view_kinds(struct account_form_view *v, struct str typed)
{
	for (int i = 0; i < ACCOUNT_KINDS; i++) {
		enum account_kind kind = (enum account_kind)((i + 1) % ACCOUNT_KINDS);
		struct str value = str_view(account_kind_word(kind));
		v->kinds[i] = (struct option_view){
			.value = value, .label = account_kind_key(kind), .chosen = str_eq(value, typed) };
	}
}

static void view_langs(struct account_form_view *v, struct str typed)
{
	for (int i = 0; i < LANGS; i++)
		v->langs[i] = (struct option_view){
			.value = str_view(lang_about[i].code), .text = str_view(lang_about[i].name),
			.chosen = str_eq(str_view(lang_about[i].code), typed) };
}

static void view_levels(struct account_form_view *v, struct str typed)
{
	enum level level = LEVEL_USUAL;
	level_of(typed, &level);
	v->level_count = level_options(v->levels, level, false);
}

static struct field_view view_field(const struct account_form_view *v,
	const struct account_form *form, enum account_field f)
{
	struct field_view shown = {
		.name = str_view(account_field_name[f]), .kind = about[f].kind, .label = about[f].label,
		.hint = about[f].hint, .typed = form->typed[f], .problem = form->problem[f],
		.max = about[f].max, .autocomplete = about[f].autocomplete,
	};
	if (f == ACCOUNT_KIND)
		shown.options = (struct option_views){ v->kinds, ACCOUNT_KINDS };
	if (f == ACCOUNT_LANG)
		shown.options = (struct option_views){ v->langs, LANGS };
	if (f == ACCOUNT_FOLLOWED)
		shown.options = (struct option_views){ v->levels, v->level_count };
	if (shown.kind == FIELD_PASSWORD)
		shown.typed = (struct str){ 0 };       /* never shown again */
	return shown;
}

/* `which` ends with ACCOUNT_FIELDS. */
static void view_form(struct account_form_view *v, const char *title,
	const struct account_form *form, const enum account_field *which)
{
	*v = (struct account_form_view){ .head = head_key(title) };
	v->head.narrow = v->head.hidden = true;
	view_kinds(v, form->typed[ACCOUNT_KIND]);
	view_langs(v, form->typed[ACCOUNT_LANG]);
	view_levels(v, form->typed[ACCOUNT_FOLLOWED]);
	size_t n = 0;
	for (; *which != ACCOUNT_FIELDS; which++)
		v->shown[n++] = view_field(v, form, *which);
	v->fields = (struct field_views){ v->shown, n };
	v->head.problems = field_problems(v->fields);
}

void view_sign_up(struct account_form_view *v, const struct account_form *form, struct str next)
{
	static const enum account_field which[] = { ACCOUNT_EMAIL, ACCOUNT_NAME, ACCOUNT_KIND,
		ACCOUNT_CONSENT, ACCOUNT_PASSWORD, ACCOUNT_LANG, ACCOUNT_FIELDS };
	view_form(v, WORD("accounts.sign_up.title"), form, which);
	v->shown[4].optional = true;
	v->shown[4].label = WORD("accounts.field.a_password");
	v->shown[4].hint = WORD("accounts.hint.password_optional");
	v->next = next;
	v->head.hidden = false;
}

void view_sign_in(struct account_form_view *v, const struct account_form *form, struct str next)
{
	static const enum account_field which[] = { ACCOUNT_EMAIL, ACCOUNT_CURRENT, ACCOUNT_FIELDS };
	view_form(v, WORD("accounts.sign_in.title"), form, which);
	v->shown[0].hint = NULL;
	v->shown[1].label = WORD("accounts.field.your_password");
	v->next = next;
	v->head.hidden = false;
}

void view_gone(struct account_form_view *v, const struct account_form *form)
{
	static const enum account_field which[] = { ACCOUNT_EMAIL, ACCOUNT_FIELDS };
	view_form(v, WORD("accounts.gone.title"), form, which);
	v->shown[0].hint = NULL;
}

void view_profile(struct account_form_view *v, const struct account_form *form)
{
	static const enum account_field which[] = { ACCOUNT_NAME, ACCOUNT_LANG, ACCOUNT_MAILS,
		ACCOUNT_FOLLOWED, ACCOUNT_KIND, ACCOUNT_CONSENT, ACCOUNT_FIELDS };
	view_form(v, WORD("accounts.profile.title"), form, which);
}

void view_security(struct account_security_view *v, const struct account_form *form,
	bool has_password, bool asks_current)
{
	static const enum account_field both[] = { ACCOUNT_CURRENT, ACCOUNT_PASSWORD, ACCOUNT_FIELDS };
	*v = (struct account_security_view){ .has_password = has_password };
	view_form(&v->form, WORD("accounts.security.title"), form, asks_current ? both : both + 1);
}

void view_data(struct account_data_view *v, const struct account_form *form)
{
	static const enum account_field which[] = { ACCOUNT_WORD, ACCOUNT_FIELDS };
	*v = (struct account_data_view){ 0 };
	view_form(&v->form, WORD("accounts.data.title"), form, which);
}

/* ---- pages without a form to fill in ---- */

static struct head narrow(const char *title)
{
	struct head head = head_key(title);
	head.narrow = head.hidden = true;
	return head;
}

struct head view_sent(void)
{
	return narrow(WORD("accounts.sent.title"));
}

struct head view_erased(void)
{
	return narrow(WORD("accounts.erased.title"));
}

struct account_link_view view_link(const struct account_link_view *in)
{
	struct account_link_view v = *in;
	v.head = narrow(v.is_sign_up ? WORD("accounts.link.confirm_title")
		: WORD("accounts.link.title"));
	return v;
}

struct account_notices_view view_notices(struct notice_views notices, int64_t unread)
{
	return (struct account_notices_view){ narrow(WORD("accounts.notices.title")), notices, unread };
}

struct account_mine_view view_mine(struct str name, struct notice_views news, int64_t unread)
{
	return (struct account_mine_view){ narrow(WORD("accounts.mine.title")), name, news, unread };
}

struct account_members_view view_members(struct member_views members, struct str like)
{
	struct account_members_view v = { .head = head_key(WORD("accounts.members.title")) };
	v.head.hidden = true;
	v.head.sheet = "team.css";
	v.like = like;
	v.members = members;
	for (size_t i = 0; i < members.len; i++)
		v.is_refused |= members.items[i].is_refused;
	v.head.problems = v.is_refused;
	return v;
}
