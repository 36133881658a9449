#ifndef REMARKS_MODEL_H
#define REMARKS_MODEL_H
#include "base/field.h"
#include "base/id.h"

enum { REMARKS_REMARK = 301, REMARKS_GROUP = 302 };     /* kinds of objects, as in the registry */

/* Stored as numbers: never renumber. */
enum remark_state { REMARK_NEW = 1, REMARK_GROUPED = 2, REMARK_ANSWERED = 3 };
enum group_state { GROUP_OPEN = 1, GROUP_PLANNED = 2, GROUP_DONE = 3, GROUP_DECLINED = 4,
	GROUP_STATES };

/* What somebody said of the platform. */
struct remark {
	int64_t id;                    /* inside only; 0 until stored */
	struct uuid ref;               /* in the team's URLs */
	struct uuid persona;           /* none: written signed out, or they have left */
	struct uuid owner;             /* persona or browser; none */
	enum remark_state state;
	struct str page;               /* "/besoins", where they were; "" = not said */
	struct str text;
	int64_t group;                 /* id; 0 = none yet */
	int64_t at;
	int64_t told_at;               /* its author knows the answer of then; 0 = not yet */
};
struct remarks { struct remark *items; size_t len; };

/* What several of them have in common, and what the team says to it. */
struct remark_group {
	int64_t id;
	struct uuid ref;
	enum group_state state;
	struct str title, answer;      /* answer "" = none yet */
	struct str version;            /* of the software, when done; "" */
	int64_t remarks;               /* how many stand in it */
	int64_t created_at;
	int64_t answered_at;           /* when it was last told what becomes of it; 0 = never */
	bool is_telling;               /* some of its authors do not know the answer yet */
};
struct remark_groups { struct remark_group *items; size_t len; };
#endif
