#ifndef SOLUTIONS_MODERATED_H
#define SOLUTIONS_MODERATED_H
#include "engines/moderation/moderation.h"

extern const struct moderated_kind solutions_moderated[];
#endif
