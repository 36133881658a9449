/* The agora: what the platform knows of it. */
#include "engines/delivery/delivery.h"
#include "features/agora/demo.h"
#include "features/agora/routes.h"

extern const struct migration agora_migrations[];      /* made from sql/ */
extern const struct feature agora_feature;

static const char *const needs[] = { "accounts", "discussion", NULL };

static const struct workflow *const workflows[] = { &need_workflow, NULL };

static bool notice_holds(const struct object *now, struct str what)
{
	return need_notice_holds((enum need_state)now->state, what);
}

static const struct object_kind objects[] = {
	{ AGORA_NEED, "agora.need", WORD("agora.kind.need"), need_object, "besoin",
		need_id_of, "fil", notice_holds },
	{ AGORA_ANSWER, "agora.answer", WORD("agora.kind.answer"), answer_object },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ MENU_MAIN, 20, "/besoins", WORD("agora.list.title"), "public", NULL },
	{ MENU_MINE, 20, "/moi/besoins", WORD("agora.mine.title"), "agora.member", NULL },
	{ MENU_TEAM, 30, "/equipe/besoins", WORD("agora.work.title"), "agora.facilitate",
		late_waiting },
	{ 0 },
};

static const struct chore chores[] = {
	{ .name = "agora.archive", .hour = 5, .run = agora_archive },
	{ .name = "agora.silence", .hour = 5, .run = agora_silence },
	{ .name = "agora.forget_drafts", .hour = 4, .run = agora_forget_drafts },
	{ 0 },
};

static const struct counted_news counted[] = {
	{ WORD("agora.news.silent"), need_still_silent },
	{ 0 },
};

const struct feature agora_feature = {
	.name           = "agora",
	.zones          = ZONE_COMMUNITY,
	.needs          = needs,
	.migrations     = agora_migrations,
	.permissions    = agora_permissions,
	.routes         = agora_routes,
	.menu           = menu,
	.objects        = objects,
	.workflows      = workflows,
	.moderated      = agora_moderated,
	.discussed      = agora_discussed,
	.counted        = counted,
	.chores         = chores,
	.adopt          = agora_adopt,
	.export_persona = agora_export_persona,
	.erase_persona  = agora_erase_persona,
	.demo           = agora_demo,
	.sitemap        = agora_sitemap,
};
