#ifndef APP_COOKIE_H
#define APP_COOKIE_H
#include "app/site.h"

/* The cookies we set, all HttpOnly and SameSite=Lax; the two that matter are __Host- over TLS. */
#define COOKIE_SESSION "agora"         /* who is signed in */
#define COOKIE_VISITOR "agora-form"    /* a browser where nobody is: ties forms and drafts to it */
#define COOKIE_THEME "agora-theme"     /* light, dark */
#define COOKIE_SIZE "agora-size"       /* 1, 2 */

/* One of the above as this site calls it: over TLS the first two begin with __Host-. */
const char *cookie_name(const struct site *s, const char *name);
/* A whole Set-Cookie value; seconds 0 removes it. */
struct str cookie_set(struct arena *a, const struct site *s, const char *name, struct str value,
	int64_t seconds);
#endif
