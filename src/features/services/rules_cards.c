/* The base offer. A new service is one more card, its number in model.h and its words. */
#include "features/services/rules_cards.h"

const struct service_card service_cards[CARDS] = {
	{
		.service = SERVICE_RELATE, .slug = "mise-en-relation", .icon = "people", .days = 5,
		.title = WORD("services.relate.title"), .what = WORD("services.relate.what"),
		.whom = WORD("services.relate.whom"), .gets = WORD("services.relate.gets"),
		.asks = WORD("services.relate.asks"),
	},
	{
		.service = SERVICE_TEST, .slug = "test", .icon = "check", .days = 10,
		.title = WORD("services.test.title"), .what = WORD("services.test.what"),
		.whom = WORD("services.test.whom"), .gets = WORD("services.test.gets"),
		.asks = WORD("services.test.asks"),
	},
	{
		.service = SERVICE_WORKSHOP, .slug = "atelier", .icon = "bulb", .days = 10,
		.title = WORD("services.workshop.title"), .what = WORD("services.workshop.what"),
		.whom = WORD("services.workshop.whom"), .gets = WORD("services.workshop.gets"),
		.asks = WORD("services.workshop.asks"),
	},
	{
		.service = SERVICE_TRAIN, .slug = "formation", .icon = "pen", .days = 10,
		.title = WORD("services.train.title"), .what = WORD("services.train.what"),
		.whom = WORD("services.train.whom"), .gets = WORD("services.train.gets"),
		.asks = WORD("services.train.asks"),
	},
	{
		.service = SERVICE_ORIENT, .slug = "orientation", .icon = "globe", .days = 5,
		.has_institutions = true,
		.title = WORD("services.orient.title"), .what = WORD("services.orient.what"),
		.whom = WORD("services.orient.whom"), .gets = WORD("services.orient.gets"),
		.asks = WORD("services.orient.asks"),
	},
};

const struct service_card *card_of(enum service service)
{
	for (size_t i = 0; i < CARDS; i++)
		if (service_cards[i].service == service)
			return &service_cards[i];
	return NULL;                       /* none: every service has its card */
}

const struct service_card *card_named(struct str slug)
{
	for (size_t i = 0; i < CARDS; i++)
		if (str_eq(slug, str_view(service_cards[i].slug)))
			return &service_cards[i];
	return NULL;
}
