/* What discussions declare to the router. {name} is the word of a kind: "besoin". */
#include "features/discussion/routes.h"

const struct permission discussion_permissions[] = {
	{ "discussion.write", ROLE_MEMBER },       /* whose post it is, the act asks */
	{ "discussion.lock", ROLE_MODERATOR },
	{ 0 },
};

/* clang-format off */
const struct route discussion_routes[] = {
	{ GET,  "/discussion/{name}/{ref}",        get_talk,      "public" },
	{ POST, "/discussion/{name}/{ref}",        post_talk,     "discussion.write", prepare_talk,
		.body_kb = 16 },
	{ GET,  "/discussion/{name}/{ref}/atom",   get_talk_feed, "public" },

	{ GET,  "/echanges/{ref}",          get_exchange,       "public" },
	{ POST, "/echanges/{ref}",          post_reply,         "discussion.write", prepare_reply,
		.body_kb = 16 },
	{ GET,  "/echanges/{ref}/versions", get_post_versions,       "public" },
	{ GET,  "/echanges/{ref}/modifier", get_edit,           "discussion.write" },
	{ POST, "/echanges/{ref}/modifier", post_edit_text,     "discussion.write", prepare_edit,
		.body_kb = 16 },
	{ GET,  "/echanges/{ref}/retirer",  get_withdraw_post,  "discussion.write" },
	{ POST, "/echanges/{ref}/retirer",  post_withdraw_post, "discussion.write" },

	{ GET,  "/equipe/discussion/{name}/{ref}", get_lock,  "discussion.lock" },
	{ POST, "/equipe/discussion/{name}/{ref}", post_lock, "discussion.lock", prepare_lock },
	{ 0 },
};
/* clang-format on */
