#ifndef AGORA_ROUTES_H
#define AGORA_ROUTES_H
#include "app/app.h"
#include "app/site.h"
#include "features/agora/acts.h"
#include "features/agora/view.h"
#include "features/agora/workflow_need.h"

/* The handlers, by what people do: read and find, look at one, write one, look after them.
 * routes.c declares them all. */
extern const struct route agora_routes[];
extern const struct permission agora_permissions[];

/* lists: routes_list.c, feeds: routes_feed.c */
enum status get_needs(struct req *r);
enum status get_my_needs(struct req *r);
enum status get_feed(struct req *r);
enum status get_csv(struct req *r);
enum status get_need_feed(struct req *r);

/* one need: routes_need.c; what people do with it: routes_act.c */
enum status get_need(struct req *r);
enum status post_join(struct req *r);
enum status post_unjoin(struct req *r);
enum status post_confirm(struct req *r);
enum status post_formulation(struct req *r);
enum status post_resolve(struct req *r);
enum status post_renew(struct req *r);
enum status post_reopen(struct req *r);
enum status get_withdraw(struct req *r);
enum status post_withdraw(struct req *r);
enum status post_mend(struct req *r);

/* writing one: routes_wizard.c, routes_send.c */
enum status get_new_need(struct req *r);
enum status post_new_need(struct req *r);
enum status get_draft(struct req *r);
enum status post_draft_delete(struct req *r);
enum status get_step(struct req *r);
enum status post_step(struct req *r);
enum status get_similar(struct req *r);
/* For .prepare of what looks up a commune: the index of places is made on first use, which takes
 * longer than the writer may. */
enum status prepare_places(struct req *r);
enum status get_review(struct req *r);
enum status post_review(struct req *r);
enum status get_receive(struct req *r);
enum status post_receive(struct req *r);
enum status get_wait(struct req *r);

/* facilitators: routes_team.c, routes_answer.c */
enum status get_work_list(struct req *r);
enum status get_qualify(struct req *r);
enum status post_qualify(struct req *r);
enum status get_take_up(struct req *r);
enum status post_take_up(struct req *r);
enum status get_merge(struct req *r);
enum status post_merge(struct req *r);
enum status get_translate(struct req *r);
enum status post_translate(struct req *r);
enum status get_stand(struct req *r);
enum status post_stand(struct req *r);
enum status get_promise(struct req *r);
enum status post_promise(struct req *r);
enum status get_answer(struct req *r);
enum status post_answer(struct req *r);
enum status get_answer_desk(struct req *r);
enum status post_answer_review(struct req *r);
enum status post_answer_publish(struct req *r);
enum status late_waiting(struct tx *tx, const struct site *site, int64_t *n);

/* ---- what they share ---- */

/* The need of the path, in the language of the page. NOT_FOUND: not to be seen. */
enum status need_asked_for(struct req *r, struct need *out);
enum status lead_to_need(struct req *r, const struct need *n);
/* Needs as rows, with what this reader has joined. */
enum status rows_of(struct req *r, const struct needs *needs, struct need_rows *out);
/* "Épinal (88)": what is typed to mean this commune; "" without one. */
struct str commune_typed(struct arena *a, struct str code);
/* What this reader of the team may do with it now. */
enum status team_links_of(struct req *r, const struct need *n, struct team_links *out);
#endif
