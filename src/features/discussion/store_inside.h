#ifndef DISCUSSION_STORE_INSIDE_H
#define DISCUSSION_STORE_INSIDE_H
#include "engines/moderation/moderation.h"
#include "features/discussion/store.h"

/* What the stores share: the one place that knows the order of the columns; read_post follows. */
#define POST_COLUMNS \
	"p.id, p.ref, p.about_kind, p.about_id, p.parent, p.answers, p.persona, p.audience, p.state," \
	" p.lang, p.text, p.at, p.edited_at, p.replies, p.public_at, p.shown," \
	" (SELECT a.name FROM app_persona a WHERE a.persona = p.persona), " \
	VEILED("p", DISCUSSION_POST_SQL)
struct post read_post(struct rows *r, int first);
#endif
