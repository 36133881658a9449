/* Every route of accounts, with what it asks. */
#include "features/accounts/routes.h"

const struct permission account_permissions[] = {
	{ "accounts.mine", ROLE_MEMBER },
	{ "accounts.members", ROLE_ADMIN },
	{ 0 },
};

const struct route account_routes[] = {
	{ GET, "/inscription", get_sign_up, "public" },
	{ POST, "/inscription", post_sign_up, "public",
		.prepare = prepare_sign_up, .offload = offload_sign_up, .rate = RATE_SIGN_IN },
	{ GET, "/inscription/envoye", get_sent, "public" },
	{ GET, "/connexion", get_sign_in, "public" },
	{ POST, "/connexion", post_sign_in, "public",
		.prepare = prepare_sign_in, .offload = offload_sign_in, .rate = RATE_SIGN_IN },
	{ GET, "/connexion/envoye", get_sent, "public" },
	{ GET, "/lien/{ref}", get_link, "public" },
	{ POST, "/lien/{ref}", post_link, "public", .rate = RATE_SIGN_IN },
	{ POST, "/deconnexion", post_sign_out, "public" },

	{ GET, "/moi", get_mine, "accounts.mine" },
	{ GET, "/moi/notifications", get_notices, "accounts.mine" },
	{ POST, "/moi/notifications/lues", post_notices_read, "accounts.mine" },
	{ GET, "/moi/profil", get_profile, "accounts.mine" },
	{ POST, "/moi/profil", post_profile, "accounts.mine", .prepare = prepare_profile },
	{ GET, "/moi/securite", get_security, "accounts.mine" },
	{ POST, "/moi/securite", post_password, "accounts.mine",
		.prepare = prepare_password, .offload = offload_password, .rate = RATE_SIGN_IN },
	{ POST, "/moi/securite/sessions", post_sessions_closed, "accounts.mine" },
	{ GET, "/moi/donnees", get_data, "accounts.mine" },
	{ POST, "/moi/donnees/export", answer_export, "accounts.mine", .prepare = answer_export },
	{ POST, "/moi/donnees/effacer", post_erasure, "accounts.mine", .prepare = prepare_erasure },

	{ GET, "/equipe/membres", get_members, "accounts.members" },
	{ POST, "/equipe/membres/{ref}/roles", post_roles, "accounts.members" },
	{ 0 },
};
