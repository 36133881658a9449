/* What moderation declares to the router. {name} is the word of a kind: "besoin". */
#include "features/moderation/routes.h"

const struct permission moderation_permissions[] = {
	{ "moderation.member", ROLE_MEMBER },      /* whose text it is, the act asks */
	{ "moderation.decide", ROLE_MODERATOR },
	{ 0 },
};

/* clang-format off */
const struct route moderation_routes[] = {
	{ GET,  "/signaler/{name}/{ref}",           get_report,   "public" },
	{ POST, "/signaler/{name}/{ref}",           post_report,  "public", prepare_report },
	{ GET,  "/signaler/{name}/{ref}/recu",      get_reported, "public" },
	{ GET,  "/contester/{name}/{ref}",          get_appeal,   "moderation.member" },
	{ POST, "/contester/{name}/{ref}",          post_appeal,  "moderation.member", prepare_appeal },

	{ GET,  "/equipe/moderation",               get_queue,    "moderation.decide" },
	{ GET,  "/equipe/moderation/{ref}",         get_case,     "moderation.decide" },
	{ POST, "/equipe/moderation/{ref}",         post_decide,  "moderation.decide" },
	{ POST, "/equipe/moderation/{ref}/prendre", post_take,    "moderation.decide" },
	{ POST, "/equipe/moderation/{ref}/laisser", post_leave,   "moderation.decide" },
	{ POST, "/equipe/moderation/{ref}/publier", post_approve, "moderation.decide" },
	{ 0 },
};
/* clang-format on */
