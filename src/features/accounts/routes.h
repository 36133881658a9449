#ifndef ACCOUNTS_ROUTES_H
#define ACCOUNTS_ROUTES_H
#include "app/app.h"
#include "app/site.h"
#include "features/accounts/letter.h"
#include "features/accounts/view.h"

/* The handlers, by what people do: come in, look at what is theirs, keep it safe, take it away,
 * give roles. routes.c declares them all. */
extern const struct route account_routes[];
extern const struct permission account_permissions[];

enum status get_sign_up(struct req *r);
enum status prepare_sign_up(struct req *r);
enum status offload_sign_up(struct req *r);
enum status post_sign_up(struct req *r);
enum status get_sent(struct req *r);

enum status get_sign_in(struct req *r);
enum status prepare_sign_in(struct req *r);
enum status offload_sign_in(struct req *r);
enum status post_sign_in(struct req *r);

enum status get_link(struct req *r);
enum status post_link(struct req *r);
enum status post_sign_out(struct req *r);

enum status get_mine(struct req *r);
enum status get_notices(struct req *r);
enum status post_notices_read(struct req *r);
enum status get_profile(struct req *r);
enum status prepare_profile(struct req *r);
enum status post_profile(struct req *r);

enum status get_security(struct req *r);
enum status prepare_password(struct req *r);
enum status offload_password(struct req *r);
enum status post_password(struct req *r);
enum status post_sessions_closed(struct req *r);

enum status get_data(struct req *r);
enum status answer_export(struct req *r);
enum status prepare_erasure(struct req *r);
enum status post_erasure(struct req *r);

enum status get_members(struct req *r);
enum status post_roles(struct req *r);

/* ---- what they share: enter.c ---- */

/* Every field of a form, as it was typed. */
struct account_form form_typed(const struct req *r);
/* Whoever is signed in, as a person. SIGN_IN: gone since. */
enum status person_asking(struct req *r, struct person *out);
/* A path of this site to go on to, without language; "" when what was typed is none. */
struct str next_path(struct req *r);

/* To check a password against it takes as long as against a real one, and fails. */
extern const char hash_of_nobody[];

/* Mails a link, unless too many were asked for to this address; then nothing happens, and nobody
 * is told. With LETTER_UNKNOWN there is no link, only the mail that says so. */
struct link_asked {
	struct str email;
	struct mail_link link;
	enum letter_kind letter;
	enum lang lang;
};
enum status send_link(struct req *r, const struct link_asked *asked);

/* Opens the session, makes theirs what was begun on these browsers, and goes on. `visitor`: the
 * browser that asked for the link; none: no link. */
struct entering { const struct person *person; struct uuid visitor; struct str next; };
enum status enter(struct req *r, const struct entering *e);
#endif
