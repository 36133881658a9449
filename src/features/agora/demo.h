#ifndef AGORA_DEMO_H
#define AGORA_DEMO_H
#include "app/demo.h"

/* Needs of people who do not exist, from demo/needs.txt, reports.txt and grammar.txt: sixty written
 * ones with their year of steps and a fortnight of moderation, then (scale − 1) × 60 made ones. */
enum status agora_demo(struct tx *tx, struct demo *d, bool *more);
#endif
