#ifndef SERVICES_MODEL_H
#define SERVICES_MODEL_H
#include "base/field.h"
#include "base/id.h"

/* Kinds of objects, as in the registry. */
enum { SERVICES_REQUEST = 601, SERVICES_MEMBER = 602 };
enum { MEMBER_ROLE_FIELD = 1 };                             /* of engines/variants */

/* All below are stored as numbers: never renumber. */
enum service { SERVICE_RELATE = 1, SERVICE_TEST = 2, SERVICE_WORKSHOP = 3, SERVICE_TRAIN = 4,
	SERVICE_ORIENT = 5, SERVICES };
enum request_state { REQUEST_ASKED = 1, REQUEST_ACCEPTED = 2, REQUEST_DELIVERED = 3,
	REQUEST_DECLINED = 4, REQUEST_WITHDRAWN = 5, REQUEST_STATES };
/* In whose name somebody asks. */
enum behalf { BEHALF_SELF = 1, BEHALF_CLOSE = 2, BEHALF_ASSOCIATION = 3, BEHALF_CARE = 4,
	BEHALF_RESEARCH = 5, BEHALF_TOWN = 6, BEHALF_COMPANY = 7, BEHALF_INSTITUTION = 8, BEHALVES };
enum member_kind { MEMBER_ASSOCIATION = 1, MEMBER_CARE = 2, MEMBER_RESEARCH = 3, MEMBER_TOWN = 4,
	MEMBER_COMPANY = 5, MEMBER_INSTITUTION = 6, MEMBER_PERSON = 7, MEMBER_KINDS };

/* Somebody asks the lab for one of its services. Only they and the team read it. */
struct lab_request {
	int64_t id;                    /* inside only; 0 until stored */
	struct uuid ref;
	struct uuid persona;           /* who asks */
	enum request_state state;
	enum service service;
	int lang;                      /* of what they wrote; the team answers in it: app/words.h */
	enum behalf behalf;
	struct str name;               /* of whom they ask for, as they wrote it; "" */
	struct str title, text;
	int64_t asked_at;
	int64_t due_day;               /* of the answer; once accepted, of the service: late after it */
	int64_t accepted_at;           /* 0 = not */
	struct str accepted;           /* the word that came with it; "" */
	int64_t closed_at;             /* delivered, declined or withdrawn; 0 = not */
	struct str closing;            /* what came of it, or the reason; "" */
};
struct lab_requests { struct lab_request *items; size_t len; };

/* An organisation or a person that makes the lab. Public. */
struct lab_member {
	int64_t id;
	struct uuid ref;
	enum member_kind kind;
	struct str name;
	int lang;                      /* of `role` */
	struct str role;               /* "Relit les besoins avec ses adhérents" */
	struct str role_too;           /* in the language it was read for; "" = only the one above */
	int64_t since_day, until_day;  /* until_day: 0 = still there */
	struct str link;               /* "https://…"; "" */
	int64_t place;                 /* order within a kind, small ones first */
};
struct lab_members { struct lab_member *items; size_t len; };
#endif
