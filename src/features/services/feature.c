/* Services: what the platform knows of them. */
#include "app/site.h"
#include "features/services/acts.h"
#include "features/services/rules_cards.h"
#include "features/services/demo.h"
#include "features/services/routes.h"
#include "features/services/store.h"

extern const struct migration services_migrations[];     /* made from sql/ */
extern const struct feature services_feature;

static const struct workflow *const workflows[] = { &request_workflow, NULL };

static const struct object_kind objects[] = {
	{ SERVICES_REQUEST, "services.request", WORD("services.kind.request"), lab_request_object },
	{ SERVICES_MEMBER, "services.member", WORD("services.kind.member"), lab_member_object },
	{ 0 },
};

static enum status waiting(struct tx *tx, const struct site *site, int64_t *n)
{
	(void)site;
	return lab_request_waiting(tx, n);
}

static const struct menu_entry menu[] = {
	{ MENU_MAIN, 40, "/services", WORD("services.menu"), "public", NULL },
	{ MENU_FOOT, 55, "/collectif", WORD("services.collective.menu"), "public", NULL },
	{ MENU_MINE, 40, "/moi/demandes", WORD("services.mine.title"), "services.ask", NULL },
	{ MENU_TEAM, 50, "/equipe/demandes", WORD("services.desk.menu"), "services.answer", waiting },
	{ MENU_TEAM, 75, "/equipe/collectif", WORD("services.collective.menu"), "services.answer",
		NULL },
	{ 0 },
};

static void put_address(struct buf *out, const char *public_url, const char *path, const char *slug)
{
	buf_put(out, STR("<url><loc>"));
	html_text(out, str_view(public_url));
	html_text(out, str_view(path));
	html_text(out, str_view(slug));
	buf_put(out, STR("</loc></url>\n"));
}

static enum status sitemap(struct tx *tx, struct buf *out, const char *public_url)
{
	(void)tx;
	put_address(out, public_url, "/services", "");
	put_address(out, public_url, "/collectif", "");
	for (size_t i = 0; i < CARDS; i++)
		put_address(out, public_url, "/services/", service_cards[i].slug);
	return OK;
}

const struct feature services_feature = {
	.name           = "services",
	.zones          = ZONE_COMMUNITY,
	.migrations     = services_migrations,
	.permissions    = services_permissions,
	.routes         = services_routes,
	.menu           = menu,
	.objects        = objects,
	.workflows      = workflows,
	.export_persona = lab_request_export,
	.erase_persona  = lab_request_erase,
	.demo           = services_demo,
	.sitemap        = sitemap,
};
