#ifndef SOLUTIONS_ROUTES_H
#define SOLUTIONS_ROUTES_H
#include "app/app.h"

extern const struct route solution_routes[];
extern const struct permission solution_permissions[];

/* Handlers, for the table in routes.c. */
/* routes_read.c */
enum status get_solutions(struct req *r);
enum status get_solution_feed(struct req *r);
enum status get_solution_csv(struct req *r);
enum status get_solution(struct req *r);
enum status get_solution_steps(struct req *r);
enum status get_versions(struct req *r);
/* routes_write.c */
enum status get_new_solution(struct req *r);
enum status post_new_solution(struct req *r);
enum status get_solution_draft(struct req *r);
enum status get_solution_step(struct req *r);
enum status post_solution_step(struct req *r);
enum status get_solution_review(struct req *r);
enum status post_solution_review(struct req *r);
enum status post_solution_draft_delete(struct req *r);
/* routes_own.c */
enum status get_my_solutions(struct req *r);
enum status get_own_solution(struct req *r);
enum status post_solution_edit(struct req *r);
enum status post_solution_confirm(struct req *r);
enum status post_solution_retire(struct req *r);
/* routes_team.c */
enum status get_solution_desk(struct req *r);
enum status get_solution_case(struct req *r);
enum status post_solution_case(struct req *r);
/* routes_translate.c */
enum status get_solution_translate(struct req *r);
enum status post_solution_translate(struct req *r);
#endif
