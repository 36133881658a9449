#ifndef SERVICES_RULES_CARDS_H
#define SERVICES_RULES_CARDS_H
#include "features/services/model.h"

/* The lab's base offer, as data: what each service is, in keys of words. */
struct service_card {
	enum service service;
	const char *slug;              /* in the URL */
	const char *icon;              /* of the icon sheet */
	int days;                      /* open days within which a request is answered */
	bool has_institutions;         /* its page lists those of the country */
	const char *title, *what, *whom, *gets, *asks;
};
enum { CARDS = SERVICES - 1 };
extern const struct service_card service_cards[CARDS];

const struct service_card *card_of(enum service service);
const struct service_card *card_named(struct str slug);       /* NULL: no such service */
#endif
