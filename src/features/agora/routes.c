/* What the agora declares to the router. */
#include "features/agora/routes.h"

const struct permission agora_permissions[] = {
	{ "agora.member", ROLE_MEMBER },           /* whose need it is, the act asks */
	{ "agora.facilitate", ROLE_FACILITATOR },
	{ "agora.merge", ROLE_FACILITATOR | ROLE_MODERATOR },
	{ 0 },
};

/* clang-format off */
const struct route agora_routes[] = {
	/* read and find */
	{ GET,  "/besoins",                       get_needs,    "public" },
	{ GET,  "/besoins.atom",                  get_feed,     "public" },
	{ GET,  "/besoins.csv",                   get_csv,      "public", .rate = RATE_EXPORT },
	{ GET,  "/moi/besoins",                   get_my_needs, "agora.member" },

	/* write one */
	{ GET,  "/besoins/nouveau",                get_new_need,      "public" },
	{ POST, "/besoins/nouveau",                post_new_need,     "public" },
	{ GET,  "/besoins/nouveau/{ref}",          get_draft,         "public" },
	{ POST, "/besoins/nouveau/{ref}/effacer",  post_draft_delete, "public" },
	{ GET,  "/besoins/nouveau/{ref}/quoi",     get_step,          "public" },
	{ POST, "/besoins/nouveau/{ref}/quoi",     post_step,         "public", prepare_places },
	{ GET,  "/besoins/nouveau/{ref}/proches",  get_similar,       "public" },
	{ GET,  "/besoins/nouveau/{ref}/pour-qui", get_step,          "public" },
	{ POST, "/besoins/nouveau/{ref}/pour-qui", post_step,         "public", prepare_places },
	{ GET,  "/besoins/nouveau/{ref}/ou",       get_step,          "public" },
	{ POST, "/besoins/nouveau/{ref}/ou",       post_step,         "public", prepare_places },
	{ GET,  "/besoins/nouveau/{ref}/relire",   get_review,        "public" },
	{ POST, "/besoins/nouveau/{ref}/relire",   post_review,       "public", prepare_places },
	{ GET,  "/besoins/nouveau/{ref}/recevoir", get_receive,       "public" },
	{ POST, "/besoins/nouveau/{ref}/recevoir", post_receive,      "public", prepare_places,
		.rate = RATE_SIGN_IN },
	{ GET,  "/besoins/nouveau/{ref}/messages", get_wait,          "public" },

	/* one */
	{ GET,  "/besoins/{ref}{-slug}",          get_need,         "public" },
	{ GET,  "/besoins/{ref}.atom",            get_need_feed,    "public" },
	{ POST, "/besoins/{ref}/moi-aussi",       post_join,        "public" },
	{ POST, "/besoins/{ref}/plus-moi",        post_unjoin,      "agora.member" },
	{ POST, "/besoins/{ref}/resolu-pour-moi", post_confirm,     "agora.member" },
	{ POST, "/besoins/{ref}/formulation",     post_formulation, "agora.member" },
	{ POST, "/besoins/{ref}/resolu",          post_resolve,     "agora.member" },
	{ POST, "/besoins/{ref}/garder",          post_renew,       "agora.member" },
	{ POST, "/besoins/{ref}/rouvrir",         post_reopen,      "agora.member" },
	{ GET,  "/besoins/{ref}/retirer",         get_withdraw,     "agora.member" },
	{ POST, "/besoins/{ref}/retirer",         post_withdraw,    "agora.member" },
	{ POST, "/besoins/{ref}/reprendre",       post_mend,        "agora.member", prepare_places },

	/* facilitators */
	{ GET,  "/equipe/besoins",                        get_work_list,       "agora.facilitate" },
	{ GET,  "/equipe/besoins/{ref}/qualifier",        get_qualify,         "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/qualifier",        post_qualify,        "agora.facilitate",
		prepare_places },
	{ GET,  "/equipe/besoins/{ref}/prendre",          get_take_up,         "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/prendre",          post_take_up,        "agora.facilitate" },
	{ GET,  "/equipe/besoins/{ref}/ou-en-est-on",     get_stand,           "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/ou-en-est-on",     post_stand,          "agora.facilitate" },
	{ GET,  "/equipe/besoins/{ref}/promettre",        get_promise,         "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/promettre",        post_promise,        "agora.facilitate" },
	{ GET,  "/equipe/besoins/{ref}/repondre",         get_answer,          "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/repondre",         post_answer,         "agora.facilitate" },
	{ GET,  "/equipe/besoins/{ref}/corriger-reponse", get_answer,          "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/corriger-reponse", post_answer,         "agora.facilitate" },
	{ GET,  "/equipe/besoins/{ref}/relire-reponse",   get_answer_desk,     "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/relire-reponse",   post_answer_review,  "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/publier-reponse",  post_answer_publish, "agora.facilitate" },
	{ GET,  "/equipe/besoins/{ref}/fusionner",        get_merge,           "agora.merge" },
	{ POST, "/equipe/besoins/{ref}/fusionner",        post_merge,          "agora.merge" },
	{ GET,  "/equipe/besoins/{ref}/traduire",         get_translate,       "agora.facilitate" },
	{ POST, "/equipe/besoins/{ref}/traduire",         post_translate,      "agora.facilitate" },
	{ 0 },
};
/* clang-format on */
