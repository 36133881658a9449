#ifndef SOLUTIONS_DISCUSSED_H
#define SOLUTIONS_DISCUSSED_H
#include "features/discussion/discussion.h"

extern const struct discussed_kind solutions_discussed[];
#endif
