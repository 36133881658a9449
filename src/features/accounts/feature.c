/* Accounts: what the platform knows of them. */
#include "app/mail.h"
#include "engines/delivery/delivery.h"
#include "features/accounts/routes.h"
#include "features/accounts/store.h"

extern const struct migration accounts_migrations[];      /* made from sql/ */
extern const struct feature accounts_feature;

static const struct menu_entry menu[] = {
	{ MENU_MINE, 10, "/moi/notifications", WORD("accounts.notices.title"), "accounts.mine", NULL },
	{ MENU_MINE, 80, "/moi/profil", WORD("accounts.profile.title"), "accounts.mine", NULL },
	{ MENU_MINE, 85, "/moi/securite", WORD("accounts.security.title"), "accounts.mine", NULL },
	{ MENU_MINE, 90, "/moi/donnees", WORD("accounts.data.title"), "accounts.mine", NULL },
	{ MENU_TEAM, 80, "/equipe/membres", WORD("accounts.members.title"), "accounts.members", NULL },
	{ 0 },
};

static enum status purge(struct tx *tx, const struct site *site, bool *more)
{
	bool sessions, links, mails, tries;
	(void)site;
	TRY(session_purge(tx, &sessions));
	TRY(link_purge(tx, &links));
	TRY(mail_purge(tx, &mails));
	TRY(tries_purge(tx, &tries));
	*more = sessions || links || mails || tries;
	return OK;
}

static const struct chore chores[] = {
	{ .name = "accounts.purge", .hour = 4, .run = purge },
	{ 0 },
};

/* The tries name an address: who leaves, leaves none. They are exported with the person, as what
 * was told to them is. */
static enum status erase(struct tx *tx, const struct site *site, const struct who *who, bool *more)
{
	struct person p;
	TRY(notice_forget(tx, who->persona, more));
	if (!person_by_id(tx, &site->keys, who->person, &p))
		return tx_error(tx)->status;
	return tries_forget(tx, address_tag(tx_arena(tx), &site->keys, p.email));
}

const struct feature accounts_feature = {
	.name          = "accounts",
	.zones         = ZONE_COMMUNITY,
	.migrations    = accounts_migrations,
	.permissions   = account_permissions,
	.routes        = account_routes,
	.menu          = menu,
	.chores        = chores,
	.erase_persona = erase,
};
