/* Solutions: what the platform knows of them. */
#include "features/solutions/acts.h"
#include "features/solutions/demo.h"
#include "features/solutions/discussed.h"
#include "features/solutions/moderated.h"
#include "features/solutions/routes.h"

extern const struct migration solutions_migrations[];      /* made from sql/ */
extern const struct feature solutions_feature;

static const char *const needs[] = { "discussion", NULL };

static const struct workflow *const workflows[] = { &solution_workflow, NULL };

static bool notice_holds(const struct object *now, struct str what)
{
	return solution_notice_holds((enum solution_state)now->state, what);
}

static const struct object_kind objects[] = {
	{ SOLUTIONS_SOLUTION, "solutions.solution", WORD("solutions.kind.solution"), solution_object,
		"solution", solution_id_of, .holds = notice_holds },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ MENU_MAIN, 30, "/solutions", WORD("solutions.list.title"), "public", NULL },
	{ MENU_MINE, 30, "/porteur", WORD("solutions.mine.title"), "solutions.member", NULL },
	{ MENU_TEAM, 40, "/equipe/solutions", WORD("solutions.desk.menu"), "solutions.decide",
		solutions_waiting },
	{ 0 },
};

static const struct chore chores[] = {
	{ .name = "solutions.review", .hour = 6, .run = solutions_review },
	{ .name = "solutions.forget_drafts", .hour = 4, .run = solutions_forget_drafts },
	{ 0 },
};

const struct feature solutions_feature = {
	.name           = "solutions",
	.zones          = ZONE_COMMUNITY,
	.needs          = needs,
	.migrations     = solutions_migrations,
	.permissions    = solution_permissions,
	.routes         = solution_routes,
	.menu           = menu,
	.objects        = objects,
	.workflows      = workflows,
	.moderated      = solutions_moderated,
	.discussed      = solutions_discussed,
	.chores         = chores,
	.export_persona = solutions_export,
	.erase_persona  = solutions_erase,
	.demo           = solutions_demo,
	.sitemap        = solutions_sitemap,
};
