#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H
#include "base/arena.h"
#include "base/error.h"

/* The settings of the program: one table, which also prints their documentation. Read from the
 * file, then the environment (AGORA_ and the name in capitals), then flags (--name value);
 * each may overrule the one before. An unknown one is refused by name, with the nearest known. */
struct settings {
	struct str data;           /* folder of everything that is kept */
	struct str host;           /* address to listen on; loopback unless a proxy is declared */
	int64_t port;
	struct str public_url;     /* what people type; "" = http://host:port */
	int64_t loops;             /* threads that serve; 0 = one a core */
	struct str proxy;          /* address of the proxy whose X-Forwarded-For is believed; "" none */
	struct str smtp_url;       /* smtp://host:port or smtps://; "" = mail stays in the outbox */
	struct str smtp_user, smtp_password_file, mail_from;
	struct str metrics_token;  /* bearer token of /metrics; "" = loopback callers only */
	int64_t rate_limits;       /* 1: how often one address may ask is limited; 0 only to measure */
	int64_t demo;              /* 1: this is a demonstration, and every page says so */
	struct str publisher, address, director, hosting, contact_email, dpo_email, phone;
	struct str log_level;      /* error, info or debug */
};

/* The last three are for settings.c: where the value stands, and the range of a number. */
struct setting_doc { const char *name, *kind, *fallback, *text; size_t at; int64_t min, max; };
extern const struct setting_doc setting_docs[];           /* ends with name NULL */

/* Each returns INVALID with a sentence that names the setting and what to write instead. Texts
 * are copied into the arena. The file has lines of `name = value`; a line that begins with # is a
 * comment, and no value has a # behind a blank. */
void settings_init(struct settings *s);                   /* the fallbacks */
enum status settings_read_file(struct settings *s, struct arena *a, const char *path,
	struct error *e);                                     /* a missing file is fine */
enum status settings_read_env(struct settings *s, struct arena *a, char *const *environ_,
	struct error *e);
enum status settings_set(struct settings *s, struct arena *a, struct str name, struct str value,
	struct error *e);
#endif
