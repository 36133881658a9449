#ifndef ACCOUNTS_MODEL_H
#define ACCOUNTS_MODEL_H
#include "base/id.h"

/* What people say of themselves. The numbers are those of enum person_kind (app/person.h). */
enum account_kind {
	ACCOUNT_UNSAID, ACCOUNT_PATIENT, ACCOUNT_CARER, ACCOUNT_PROFESSIONAL, ACCOUNT_RESEARCHER,
	ACCOUNT_DECISION, ACCOUNT_BEARER, ACCOUNT_TERRITORY, ACCOUNT_CURIOUS, ACCOUNT_KINDS
};

/* What was tried for one address in the hour that began at `since`: passwords that were wrong, and
 * mails that were asked for. Also for addresses that nobody has. */
struct tries { int64_t since, failures, mails; };
#endif
