#ifndef BASE_ID_H
#define BASE_ID_H
#include "base/arena.h"

/* Two names for each row that people can reach:
 *   id   int64_t, rising: the key inside. Never leaves the process (no page, URL, API, log).
 *   ref  UUIDv7: what URLs, API and FHIR carry. Its time order keeps its index compact.
 * What must not betray when it was made (persona, ballot, token) has a UUIDv4 and no id.
 * Sixteen bytes in tables and indexes; text only at the border. */
struct uuid { uint8_t b[16]; };          /* all zero: nobody, none */
struct uuid_text { char text[37]; };     /* 36 lower-case signs and NUL */

bool uuid_parse(struct str s, struct uuid *out);     /* false: no UUID in lower case */
struct uuid_text uuid_print(struct uuid u);
struct str uuid_dup(struct arena *a, struct uuid u); /* its 36 signs; "" when none */
bool uuid_eq(struct uuid a, struct uuid b);          /* two "none" are not equal */
bool uuid_is_none(struct uuid u);
struct uuid uuid_v7(int64_t now_at);                 /* now_at: ms UTC */
struct uuid uuid_v4(void);

/* Source of ids: 41 bits of ms since 2020, 10 of node, 12 of counter. One for each writer thread.
 * Rises even when the clock steps back; 4,096 ids in one ms borrow from the next. At start the
 * writer calls ids_seed with the newest id of the log, so that it also rises over a restart. */
struct ids { int64_t last; int node; };
int64_t ids_next(struct ids *s, int64_t now_at);
void ids_seed(struct ids *s, int64_t newest_id);
#endif
