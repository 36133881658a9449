/* The link at the foot of a mail, and the button that a mail program shows for it. Nothing is told
 * of whose mail it was, nor whether they are still here. */
#include "engines/delivery/stop.h"
#include "app/person.h"
#include "features/follows/routes.h"
#include "features/follows/view.h"

struct stopping { struct uuid persona; enum stop_what what; };

static enum status stop_asked_for(struct req *r, struct stopping *out)
{
	if (!stop_open(&r->site->keys, &(struct stop_token){ r->ref, r->ref2 }, &out->persona,
		&out->what))
		return fail(r->error, NOT_FOUND, "no token of ours");
	return OK;
}

static enum status show(struct req *r, const struct stopping *s, bool is_done)
{
	struct stop_view v = view_stop(s->what == STOP_ALL, is_done);
	v.action = (struct url){ r->page.path };
	page_stop(answer_page(r, 200), &r->page, &v);
	return OK;
}

enum status get_stop(struct req *r)
{
	struct stopping s;
	TRY(stop_asked_for(r, &s));
	return show(r, &s, false);
}

/* What is no token of ours never comes to the writer. */
enum status prepare_stop(struct req *r)
{
	struct stopping *s = NEW(r->arena, struct stopping, 1);
	r->prepared = s;
	return stop_asked_for(r, s);
}

/* A page and no redirect: mail programs follow none. */
enum status post_stop(struct req *r)
{
	const struct stopping *s = r->prepared;
	struct person p;
	if (!person_behind(r->tx, &r->site->keys, s->persona, &p)) {
		TRY(r->error->status);
		return show(r, s, true);
	}
	if (s->what == STOP_FOLLOWED) {
		TRY(follow_stop_mails(r->tx, r->site, s->persona));
	} else {
		p.quiet = true;
		TRY(person_set_about(r->tx, &r->site->keys, &p));
	}
	return show(r, s, true);
}
