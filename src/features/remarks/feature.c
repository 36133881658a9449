/* Remarks: what the platform knows of them. */
#include "features/remarks/acts.h"
#include "features/remarks/demo.h"
#include "features/remarks/routes.h"
#include "features/remarks/store.h"

extern const struct migration remarks_migrations[];      /* made from sql/ */
extern const struct feature remarks_feature;

static const struct workflow *const workflows[] = { &remark_workflow, &group_workflow, NULL };

static const struct object_kind objects[] = {
	{ REMARKS_REMARK, "remarks.remark", WORD("remarks.kind.remark"), remark_object },
	{ REMARKS_GROUP, "remarks.group", WORD("remarks.kind.group"), group_object },
	{ 0 },
};

static enum status waiting(struct tx *tx, const struct site *site, int64_t *n)
{
	(void)site;
	return remark_waiting(tx, n);
}

static const struct menu_entry menu[] = {
	{ MENU_FOOT, 90, "/retours", WORD("remarks.changes.title"), "public", NULL },
	{ MENU_TEAM, 70, "/equipe/retours", WORD("remarks.desk.menu"), "remarks.answer", waiting },
	{ 0 },
};

static const struct chore chores[] = {
	{ .name = "remarks.tell", .every_minutes = 5, .run = remarks_tell },
	{ 0 },
};

const struct feature remarks_feature = {
	.name           = "remarks",
	.zones          = ZONE_COMMUNITY,
	.migrations     = remarks_migrations,
	.permissions    = remark_permissions,
	.routes         = remark_routes,
	.menu           = menu,
	.objects        = objects,
	.workflows      = workflows,
	.chores         = chores,
	.adopt          = remark_adopt,
	.export_persona = remark_export,
	.erase_persona  = remark_erase,
	.demo           = remarks_demo,
};
