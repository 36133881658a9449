#ifndef APP_ONCE_H
#define APP_ONCE_H
#include "app/app.h"

/* A form that is sent twice is one act: its key and where its first sending led. */

/* Fills in the earlier answer of this form, if there is one. */
enum status once_find(struct req *r);
/* Notes where this sending leads: r->answer->location. CONFLICT: it was noted before. */
enum status once_keep(struct req *r);
enum status once_forget_old(struct tx *tx);        /* after a day */
#endif
