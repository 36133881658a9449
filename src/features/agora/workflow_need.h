#ifndef AGORA_WORKFLOW_NEED_H
#define AGORA_WORKFLOW_NEED_H
#include "engines/workflow/workflow.h"
#include "features/agora/model.h"

/* The states of a need and who may move it where; the table stands in workflow_need.c.
 *   submit is no move: a need begins in HELD or PUBLISHED (event agora.submitted).
 *   by moderators   approve return reject hold restore merge
 *   by facilitators qualify take_up answer renew reopen merge
 *   by its author   resubmit withdraw resolve renew reopen
 *   by the platform resolve (enough supporters said so) archive */
extern const struct workflow need_workflow;
extern const struct transition need_transitions[];

struct subject need_subject(const struct need *n);
/* "approve" brings a need back to where a hold took it from: the action to fire for it. */
const char *need_action(const struct need *n, const char *action);
/* For buttons: may this reader do that now? Also asks that nobody decides about their own. */
bool need_may(const struct need *n, const struct who *who, const char *action);
#endif
