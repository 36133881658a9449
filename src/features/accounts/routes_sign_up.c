/* Signing up. For an address that is known and for one that is not, the same is done and said: a
 * mail goes out, and only its reader learns which it was. */
#include "features/accounts/routes.h"

_Static_assert((int)ACCOUNT_CURIOUS == (int)PERSON_CURIOUS
	&& (int)ACCOUNT_KINDS == (int)PERSON_KINDS && (int)ACCOUNT_PATIENT == (int)PERSON_PATIENT
	&& (int)ACCOUNT_CARER == (int)PERSON_CARER, "the kinds are those of app/person.h");

struct signing_up { struct account_form form; struct account account; struct str next; };

static enum status show(struct req *r, int http, const struct account_form *form)
{
	struct account_form_view v;
	view_sign_up(&v, form, next_path(r));
	page_account_sign_up(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_sign_up(struct req *r)
{
	struct account_form form = { .typed = {
		[ACCOUNT_KIND] = str_view(account_kind_word(ACCOUNT_UNSAID)),
		[ACCOUNT_LANG] = str_view(lang_about[r->page.lang].code),
	} };
	return r->who->roles ? answer_redirect(r, "/moi", NULL) : show(r, 200, &form);
}

enum status prepare_sign_up(struct req *r)
{
	struct signing_up *s = NEW(r->arena, struct signing_up, 1);
	s->form = form_typed(r);
	s->next = next_path(r);
	r->prepared = s;
	if (r->who->roles)
		return answer_redirect(r, "/moi", NULL);
	return sign_up_read(&s->form, &s->account) ? OK : show(r, 422, &s->form);
}

enum status offload_sign_up(struct req *r)
{
	const struct signing_up *s = r->prepared;
	struct password_hash *hash = NEW(r->arena, struct password_hash, 1);
	r->offloaded = hash;
	if (s->account.password.len && !password_hash(s->account.password, hash))
		return fail(r->error, BUSY, "no memory to hash a password");
	return OK;
}

static struct person_new newcomer(const struct req *r, const struct account *a)
{
	const struct password_hash *hash = r->offloaded;
	return (struct person_new){
		.email         = a->email,
		.name          = a->name,
		.kind          = (enum person_kind)a->kind,
		.lang          = lang_of_code(a->lang),
		.password_hash = str_view(hash->text),
		.consent_at    = account_kind_is_health(a->kind) ? r->now_at : 0,
	};
}

enum status post_sign_up(struct req *r)
{
	const struct signing_up *s = r->prepared;
	struct person known;
	struct link_asked asked = {
		.email = s->account.email, .letter = LETTER_CONFIRM, .lang = lang_of_code(s->account.lang),
		.link = { .purpose = LINK_SIGN_UP, .visitor = r->who->visitor, .next = s->next },
	};
	if (person_by_email(r->tx, &r->site->keys, s->account.email, &known)) {
		asked.letter = LETTER_KNOWN;
		asked.lang = known.lang;
		asked.link.purpose = LINK_SIGN_IN;
		asked.link.person = known.id;
	} else {
		asked.link.signing_up = newcomer(r, &s->account);
	}
	TRY(send_link(r, &asked));
	return answer_redirect(r, "/inscription/envoye", NULL);
}

/* After a sign-up and after a sign-in by link: it says the same to everybody. */
enum status get_sent(struct req *r)
{
	struct head head = view_sent();
	page_account_sent(answer_page(r, 200), &r->page, &head);
	return OK;
}
