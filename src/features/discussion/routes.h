#ifndef DISCUSSION_ROUTES_H
#define DISCUSSION_ROUTES_H
#include "features/discussion/store.h"
#include "features/discussion/talk.h"
#include "features/discussion/view.h"

/* What the handlers share (shared.c), and what they declare (routes.c). */
extern const struct permission discussion_permissions[];
extern const struct route discussion_routes[];

struct about_view about_of(struct req *r, const struct talk *t);
struct reader reader_of(const struct req *r, const struct talk *t);
struct str talk_path(struct arena *a, const struct talk *t, const char *tail);
/* The field, a way to sign in for it, or nothing where nothing may be written. `here`: where they
 * come back to. *v keeps pointers into *form. */
struct writing_asked { const struct text_form *form; const char *label; struct str here; };
void writing_of(struct req *r, bool is_open, const struct writing_asked *asked,
	struct writing_view *v);
/* What a form brought; .prepare leaves it. */
struct written { struct text_form form; struct str text; };

enum status get_talk(struct req *r);
enum status show_talk(struct req *r, int http, const struct text_form *form);
enum status get_exchange(struct req *r);
enum status show_exchange(struct req *r, int http, const struct text_form *form);
enum status get_post_versions(struct req *r);
enum status get_talk_feed(struct req *r);

enum status prepare_talk(struct req *r);
enum status post_talk(struct req *r);
enum status prepare_reply(struct req *r);
enum status post_reply(struct req *r);
enum status get_edit(struct req *r);
enum status prepare_edit(struct req *r);
enum status post_edit_text(struct req *r);
enum status get_withdraw_post(struct req *r);
enum status post_withdraw_post(struct req *r);

enum status get_lock(struct req *r);
enum status prepare_lock(struct req *r);
enum status post_lock(struct req *r);
#endif
