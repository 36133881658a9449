#ifndef APP_COUNTRY_H
#define APP_COUNTRY_H
#include "app/words.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/zone.h"

/* What belongs to a country without being language. Read once at start from the embedded files of
 * country/<code>/, never changed after. Texts live in the country's arena. */
struct place {
	struct str code, name, territory, postcode;
	int64_t people;
	int64_t north, east;           /* thousandths of degrees, WGS 84: if is_located */
	bool is_located;
};
struct territory { struct str code, name, region, label; };      /* "Meuse (55)" */
struct theme { struct str slug, name[LANGS]; };
struct phone { struct str number, about[LANGS]; };
struct institution { struct str code, name; struct str url; };
struct identifier { struct str name, pattern; bool mod97; };
struct holiday { int month, day, after_easter; bool moves; struct str name[LANGS]; };

struct country {
	struct str code;
	const struct zone *zone;
	char csv_separator;
	struct territory *territories; size_t territory_count;
	struct theme *themes; size_t theme_count;
	struct phone *emergencies; size_t emergency_count;
	struct phone *helplines; size_t helpline_count;
	struct institution *institutions; size_t institution_count;
	struct identifier *identifiers; size_t identifier_count;
	struct holiday *holidays; size_t holiday_count;
};

/* INVALID: *e names the file and what is wrong with it. */
enum status country_load(struct country *c, struct arena *a, struct error *e);

const struct territory *country_territory(const struct country *c, struct str code);   /* or NULL */
const struct theme *country_theme(const struct country *c, struct str slug);           /* or NULL */

/* Places by what people type: a name, its beginning, a postal code, or a code. Best first; at most
 * `max`. Accents, case and dashes do not matter. Reads the list of places on first use. */
size_t place_search(struct str typed, struct place *out, size_t max);
/* The name of a place as it is kept with an object, "Épinal (88160)", and what it means. None: "",
 * or a place that the list does not have any more. */
struct str place_kept(struct arena *a, const struct place *p);
bool place_of_kept(struct str kept, struct place *out);
/* False: no place has this code; *out stays as it was. */
bool place_find(struct str code, struct place *out);
/* Exactly one place is meant: "Épinal", "Épinal (88000)", "Saint-Denis (93)", "2A004". A number
 * may be the code of one place and the postal code of others: then nobody can tell, and none is. */
bool place_meant(struct str typed, struct place *out);
/* Kilometres as the crow flies, to the nearest one; −1: where one of them is, is not known. By the
 * haversine formula on a sphere of 6,371 km: less than 1 % off. */
int64_t place_km(const struct place *a, const struct place *b);
/* "Épinal (88)": what place_meant reads as this place. */
struct str place_label(struct arena *a, const struct place *p);

/* The first kind of identifier that stands in a text (a telephone number, a national number), or
 * NULL. Keys are checked, so that not every number is one. */
const struct identifier *country_identifier_in(const struct country *c, struct str text);

/* A day: since 1970-01-01, as in base/zone.h. */
bool country_is_working_day(const struct country *c, int64_t day);
int64_t country_next_working_day(const struct country *c, int64_t day);    /* or day itself */

/* The Markdown of a page of pages/ in a language; "" when there is none of that name. */
struct str country_page(struct str name, enum lang lang);
#endif
