#ifndef AGORA_VIEW_H
#define AGORA_VIEW_H
#include "features/agora/view_need.h"
#include "features/agora/view_row.h"
#include "features/agora/view_team.h"
#include "features/agora/view_wizard.h"

/* What the pages of pages/ show, and nothing else. Made by pure functions, so that a page decides
 * nothing and a test needs no page. */
#endif
