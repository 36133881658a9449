/* What the mails of this feature say. */
#include "features/accounts/letter.h"
#include "app/mail.h"

/* Subject, sentence before the address, address (the token follows when there is one), sentence
 * after it. */
struct wording { const char *subject, *text, *path, *after; };

static const struct wording wordings[] = {
	[LETTER_CONFIRM] = { WORD("accounts.mail.confirm_subject"), WORD("accounts.mail.confirm"),
		"/lien/", WORD("accounts.mail.once") },
	[LETTER_KNOWN] = { WORD("accounts.mail.known_subject"), WORD("accounts.mail.known"),
		"/lien/", WORD("accounts.mail.once") },
	[LETTER_SIGN_IN] = { WORD("accounts.mail.sign_in_subject"), WORD("accounts.mail.sign_in"),
		"/lien/", WORD("accounts.mail.once") },
	[LETTER_BEGUN] = { WORD("accounts.mail.confirm_subject"), WORD("accounts.mail.begun"),
		"/lien/", WORD("accounts.mail.begun_after") },
	[LETTER_UNKNOWN] = { WORD("accounts.mail.unknown_subject"), WORD("accounts.mail.unknown"),
		"/inscription", WORD("accounts.mail.ignore") },
	[LETTER_PASSWORD] = { WORD("accounts.mail.password_subject"), WORD("accounts.mail.password"),
		"/connexion", WORD("accounts.mail.password_after") },
};

/* No name in it: at a sign-up it is what a stranger may have typed. */
enum status letter_send(struct tx *tx, const struct site *site, const struct letter *l)
{
	struct arena *a = tx_arena(tx);
	const struct wording *w = &wordings[l->kind];
	struct str token = uuid_dup(a, l->token), lab = words(l->lang, WORD("country.lab"));
	struct str body = str_fmt(a, "%s\n\n%s\n%.*s%s%s%s\n\n%s\n\n%s\n",
		words(l->lang, WORD("accounts.mail.hello")).ptr,
		words_fill(a, l->lang, w->text, &lab, 1).ptr, (int)site->public_url.len,
		site->public_url.ptr, lang_about[l->lang].prefix, w->path, token.len ? token.ptr : "",
		words(l->lang, w->after).ptr, lab.ptr);
	return mail_add(tx, site, &(struct mail){
		.to = l->to, .lang = l->lang, .subject = w->subject, .body = body });
}
