#ifndef BASE_ZONE_H
#define BASE_ZONE_H
#include "base/str.h"

/* Local time, from a table made at build time of the system's zone data: for each zone the
 * instants at which its offset from UTC changes, 1970 to 2099. No call of libc's time functions. */
struct zone_change { int64_t at; int offset_s; };         /* at: ms UTC, from there on */
struct zone { const char *name; const struct zone_change *changes; size_t len; };

extern const struct zone zones[];                         /* ends with name NULL */
const struct zone *zone_find(const char *name);           /* "Europe/Paris"; NULL: not built in */

/* Days are counted from 1970-01-01 in the zone. Total functions: any int64_t of 1970–2099. */
int64_t zone_day(const struct zone *z, int64_t at);
/* ms UTC of hour:minute on that day; in the gap of spring the first instant after it, in the
 * doubled hour of autumn the first of the two. */
int64_t zone_at(const struct zone *z, int64_t day, int hour, int minute);
struct civil { int year, month, day, hour, minute, second, weekday; };     /* weekday: 1 = Monday */
struct civil zone_civil(const struct zone *z, int64_t at);
struct civil civil_of_day(int64_t day);                  /* hour, minute, second are 0 */
int64_t day_of_civil(int year, int month, int day);      /* month 1–12, day 1–31; normalises none */

/* Typed by people: 30/11/2026, 30-11-2026 or 2026-11-30. False: no such day, 1970 to 2099. */
bool day_parse(struct str s, int64_t *day);
/* RFC 3339, in UTC: "2026-11-24T08:12:20Z". */
struct instant_text { char text[32]; };
struct instant_text instant_print(int64_t at);
struct instant_text day_print(int64_t day);               /* "2026-11-24" */
#endif
