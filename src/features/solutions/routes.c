/* What the feature declares to the router. */
#include "features/solutions/routes.h"

const struct permission solution_permissions[] = {
	{ "solutions.member", ROLE_MEMBER },       /* whose solution it is, the act asks */
	{ "solutions.decide", ROLE_FACILITATOR },
	{ 0 },
};

/* clang-format off */
const struct route solution_routes[] = {
	/* read and find */
	{ GET,  "/solutions",                          get_solutions,              "public" },
	{ GET,  "/solutions.atom",                     get_solution_feed,          "public" },
	{ GET,  "/solutions.csv",                      get_solution_csv,           "public",
		.rate = RATE_EXPORT },
	{ GET,  "/solutions/{ref}{-slug}",             get_solution,               "public" },
	{ GET,  "/solutions/{ref}.atom",               get_solution_steps,         "public" },
	{ GET,  "/solutions/{ref}/versions",           get_versions,               "public" },

	/* write one */
	{ GET,  "/solutions/nouvelle",                 get_new_solution,           "solutions.member" },
	{ POST, "/solutions/nouvelle",                 post_new_solution,          "solutions.member" },
	{ GET,  "/solutions/nouvelle/{ref}",           get_solution_draft,         "solutions.member" },
	{ GET,  "/solutions/nouvelle/{ref}/quoi",      get_solution_step,          "solutions.member" },
	{ POST, "/solutions/nouvelle/{ref}/quoi",      post_solution_step,         "solutions.member" },
	{ GET,  "/solutions/nouvelle/{ref}/pratique",  get_solution_step,          "solutions.member" },
	{ POST, "/solutions/nouvelle/{ref}/pratique",  post_solution_step,         "solutions.member" },
	{ GET,  "/solutions/nouvelle/{ref}/preuves",   get_solution_step,          "solutions.member" },
	{ POST, "/solutions/nouvelle/{ref}/preuves",   post_solution_step,         "solutions.member" },
	{ GET,  "/solutions/nouvelle/{ref}/relire",    get_solution_review,        "solutions.member" },
	{ POST, "/solutions/nouvelle/{ref}/relire",    post_solution_review,       "solutions.member" },
	{ POST, "/solutions/nouvelle/{ref}/effacer",   post_solution_draft_delete, "solutions.member" },

	/* one's own */
	{ GET,  "/porteur",                            get_my_solutions,           "solutions.member" },
	{ GET,  "/porteur/solutions/{ref}",            get_own_solution,           "solutions.member" },
	{ POST, "/porteur/solutions/{ref}/modifier",   post_solution_edit,         "solutions.member" },
	{ POST, "/porteur/solutions/{ref}/confirmer",  post_solution_confirm,      "solutions.member" },
	{ POST, "/porteur/solutions/{ref}/retirer",    post_solution_retire,       "solutions.member" },

	/* the team */
	{ GET,  "/equipe/solutions",                   get_solution_desk,          "solutions.decide" },
	{ GET,  "/equipe/solutions/{ref}",             get_solution_case,          "solutions.decide" },
	{ POST, "/equipe/solutions/{ref}",             post_solution_case,         "solutions.decide" },
	{ GET,  "/equipe/solutions/{ref}/traduire",    get_solution_translate,     "solutions.decide" },
	{ POST, "/equipe/solutions/{ref}/traduire",    post_solution_translate,    "solutions.decide" },
	{ 0 },
};
/* clang-format on */
