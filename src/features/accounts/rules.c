/* What makes an address, a name, a password acceptable; how often one may try. */
#include "features/accounts/rules.h"
#include "base/email.h"
#include "base/utf8.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
enum { PATH_MAX_BYTES = 300 };
static const struct problem fine;

const char *const account_field_name[ACCOUNT_FIELDS] = {
	[ACCOUNT_EMAIL] = "email", [ACCOUNT_NAME] = "name", [ACCOUNT_KIND] = "kind",
	[ACCOUNT_CONSENT] = "consent", [ACCOUNT_PASSWORD] = "password",
	[ACCOUNT_CURRENT] = "password_current", [ACCOUNT_LANG] = "lang", [ACCOUNT_MAILS] = "mails",
	[ACCOUNT_FOLLOWED] = "followed", [ACCOUNT_WORD] = "word",
};

bool account_is_wrong(const struct account_form *form)
{
	for (size_t i = 0; i < ACCOUNT_FIELDS; i++)
		if (form->problem[i].key)
			return true;
	return false;
}

/* ---- address ---- */

static struct problem read_email(struct str typed, struct str *out)
{
	*out = str_trim(typed);
	if (out->len == 0)
		return (struct problem){ WORD("accounts.problem.no_email"), 0 };
	if (!email_is_sound(*out))
		return (struct problem){ WORD("accounts.problem.email"), 0 };
	return fine;
}

/* ---- name, kind, language ---- */

static struct problem read_name(struct str typed, struct str *out)
{
	*out = str_trim(typed);
	bool has_sign = false;
	for (size_t i = 0; i < out->len; i++) {
		unsigned char c = (unsigned char)out->ptr[i];
		has_sign |= c >= 0x80 || char_is_alnum((char)c);
		if (c == '@')
			return (struct problem){ WORD("accounts.problem.name_email"), 0 };
	}
	if (!has_sign)
		return (struct problem){ WORD("accounts.problem.no_name"), 0 };
	if (!utf8_is_shown(*out))
		return (struct problem){ WORD("accounts.problem.name"), 0 };
	if (str_points(*out) > NAME_MAX)
		return (struct problem){ WORD("accounts.problem.too_long"), NAME_MAX };
	return fine;
}

static const char *const kind_words[ACCOUNT_KINDS] = {
	[ACCOUNT_UNSAID] = "unsaid", [ACCOUNT_PATIENT] = "patient", [ACCOUNT_CARER] = "carer",
	[ACCOUNT_PROFESSIONAL] = "professional", [ACCOUNT_RESEARCHER] = "researcher",
	[ACCOUNT_DECISION] = "decision", [ACCOUNT_BEARER] = "bearer",
	[ACCOUNT_TERRITORY] = "territory", [ACCOUNT_CURIOUS] = "curious",
};

const char *account_kind_word(enum account_kind kind)
{
	return kind < ACCOUNT_KINDS ? kind_words[kind] : "";
}

int account_kind_of(struct str word)
{
	for (int k = 0; k < ACCOUNT_KINDS; k++)
		if (str_eq(word, str_view(kind_words[k])))
			return k;
	return -1;
}

bool account_kind_is_health(enum account_kind kind)
{
	return kind == ACCOUNT_PATIENT || kind == ACCOUNT_CARER;
}

/* The kind, and the consent that two of them ask for. */
static void read_kind(struct account_form *form, struct account *out)
{
	int kind = account_kind_of(form->typed[ACCOUNT_KIND]);
	out->kind = kind < 0 ? ACCOUNT_UNSAID : (enum account_kind)kind;
	if (kind < 0)
		form->problem[ACCOUNT_KIND] = (struct problem){ WORD("accounts.problem.kind"), 0 };
	if (account_kind_is_health(out->kind) && form->typed[ACCOUNT_CONSENT].len == 0)
		form->problem[ACCOUNT_CONSENT] = (struct problem){ WORD("accounts.problem.consent"), 0 };
}

static struct problem read_lang(struct str typed, struct str *out)
{
	*out = typed;
	if (str_eq(typed, STR("fr")) || str_eq(typed, STR("en")))
		return fine;
	return (struct problem){ WORD("accounts.problem.lang"), 0 };
}

/* ---- password ---- */

/* Long rather than odd: no rule about kinds of signs, which only makes people write them down. */
static struct problem read_password(struct str typed, struct str email, struct str *out)
{
	*out = typed;
	size_t points = str_points(typed);
	if (points < PASSWORD_MIN)
		return (struct problem){ WORD("accounts.problem.password_short"), PASSWORD_MIN };
	if (points > PASSWORD_MAX)
		return (struct problem){ WORD("accounts.problem.too_long"), PASSWORD_MAX };
	if (str_eq(typed, email))
		return (struct problem){ WORD("accounts.problem.password_email"), 0 };
	return fine;
}

/* ---- whole forms ---- */

bool sign_up_read(struct account_form *form, struct account *out)
{
	*out = (struct account){ .wants_mails = true };
	form->problem[ACCOUNT_EMAIL] = read_email(form->typed[ACCOUNT_EMAIL], &out->email);
	form->problem[ACCOUNT_NAME] = read_name(form->typed[ACCOUNT_NAME], &out->name);
	form->problem[ACCOUNT_LANG] = read_lang(form->typed[ACCOUNT_LANG], &out->lang);
	read_kind(form, out);
	if (form->typed[ACCOUNT_PASSWORD].len)
		form->problem[ACCOUNT_PASSWORD] =
			read_password(form->typed[ACCOUNT_PASSWORD], out->email, &out->password);
	return !account_is_wrong(form);
}

bool profile_read(struct account_form *form, struct account *out)
{
	*out = (struct account){ .wants_mails = form->typed[ACCOUNT_MAILS].len != 0 };
	form->problem[ACCOUNT_NAME] = read_name(form->typed[ACCOUNT_NAME], &out->name);
	form->problem[ACCOUNT_LANG] = read_lang(form->typed[ACCOUNT_LANG], &out->lang);
	read_kind(form, out);
	return !account_is_wrong(form);
}

bool email_read(struct account_form *form, struct account *out)
{
	*out = (struct account){ 0 };
	form->problem[ACCOUNT_EMAIL] = read_email(form->typed[ACCOUNT_EMAIL], &out->email);
	return !account_is_wrong(form);
}

bool password_read(struct account_form *form, bool asks_current, struct account *out)
{
	*out = (struct account){ 0 };
	form->problem[ACCOUNT_PASSWORD] =
		read_password(form->typed[ACCOUNT_PASSWORD], (struct str){ 0 }, &out->password);
	if (asks_current && form->typed[ACCOUNT_CURRENT].len == 0)
		form->problem[ACCOUNT_CURRENT] = (struct problem){ WORD("accounts.problem.no_current"), 0 };
	return !account_is_wrong(form);
}

/* In either language: whoever has switched meanwhile is understood too. */
bool erasure_read(struct account_form *form)
{
	static const char *const right[] = { "effacer", "erase" };
	struct str typed = str_trim(form->typed[ACCOUNT_WORD]);
	for (size_t i = 0; i < 2; i++)
		if (typed.len == strlen(right[i]) && strncasecmp(typed.ptr, right[i], typed.len) == 0)
			return true;
	form->problem[ACCOUNT_WORD] = (struct problem){ WORD("accounts.problem.word"), 0 };
	return false;
}

/* ---- where to go on ---- */

/* Browsers drop tabs and newlines inside a URL and take \ for /: none of these, and no second
 * slash at the start. Blanks and what is not ASCII would have come percent-encoded. */
bool path_is_ours(struct str path)
{
	if (path.len == 0 || path.len > PATH_MAX_BYTES || path.ptr[0] != '/')
		return false;
	if (path.len > 1 && path.ptr[1] == '/')
		return false;
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] <= ' ' || path.ptr[i] >= 0x7F || path.ptr[i] == '\\')
			return false;
	return true;
}

/* ---- how often ---- */

struct tries tries_at(struct tries t, int64_t now_at)
{
	bool over = now_at - t.since >= HOUR || now_at < t.since;
	return over ? (struct tries){ .since = now_at } : t;
}

bool tries_let_password(const struct tries *t)
{
	return t->failures < FAILURES_AN_HOUR;
}

bool tries_let_mail(const struct tries *t)
{
	return t->mails < MAILS_AN_HOUR;
}

bool is_fresh(int64_t opened_at, int64_t now_at)
{
	return now_at - opened_at <= FRESH_MINUTES * MINUTE;
}
