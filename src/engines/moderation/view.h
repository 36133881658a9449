#ifndef ENGINES_MODERATION_VIEW_H
#define ENGINES_MODERATION_VIEW_H
#include "app/page.h"
#include "engines/moderation/rules.h"

/* Words of moderation, as keys, for pages of any feature. */
const char *lane_key(enum lane l);
const char *reason_key(enum reason r);                 /* NULL: no reason */
const char *report_key(enum report_reason r);
/* What a verdict has done, or an appeal asked for; NULL: it is neither. */
const char *verdict_done_key(struct str action);
/* "first post, link": why an object waits. */
struct str rules_said(struct arena *a, enum lang lang, unsigned rules);

/* Round a text that may be veiled: covered until its reader opens it. */
void part_veil_top(struct buf *h, const struct page *p, bool is_veiled);
void part_veil_bottom(struct buf *h, const struct page *p, bool is_veiled);
#endif
