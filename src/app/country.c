/* The embedded files of a country, read once at start; its holidays; numbers that name a person.
 * Places: place.c. Knows no country by name. The country's own words stand ready for pages, whether
 * one uses them today or not, so that each country has the same ones: WORDS("country.*"). */
#include "app/country.h"
#include "app/country_file.h"
#include <stdio.h>

/* ---- files and lines ---- */

static struct str file_named(const char *name)
{
	for (const struct country_file *f = country_files; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return (struct str){ f->bytes, f->len };
	return (struct str){ 0 };
}

static bool line_next(struct str *rest, struct str *line)
{
	while (rest->len) {
		if (!str_cut(rest, '\n', line)) {
			*line = *rest;
			rest->len = 0;
		}
		*line = str_trim(*line);
		if (line->len && line->ptr[0] != '#')
			return true;
	}
	return false;
}

/* The next column of a value, without the blanks round it; "" when there is none left. */
static struct str column(struct str *value, char at)
{
	struct str head;
	if (!str_cut(value, at, &head)) {
		head = *value;
		value->len = 0;
	}
	return str_trim(head);
}

struct setting { struct str key, value; };

static bool setting_next(struct str *rest, struct setting *s)
{
	struct str line;
	if (!line_next(rest, &line))
		return false;
	s->key = column(&line, '=');
	s->value = str_trim(line);
	return true;
}

static size_t count_key(struct str file, const char *key)
{
	struct setting s;
	size_t n = 0;
	while (setting_next(&file, &s))
		n += str_eq(s.key, str_view(key));
	return n;
}

static size_t count_lines(struct str file)
{
	struct str line;
	size_t n = 0;
	while (line_next(&file, &line))
		n++;
	return n;
}

static void read_texts(struct str *value, struct str text[LANGS])
{
	for (enum lang l = LANG_FR; l < LANGS; l++)
		text[l] = column(value, '|');
}

/* ---- country.conf ---- */

static struct phone read_phone(struct str value)
{
	struct phone p = { .number = column(&value, '|') };
	read_texts(&value, p.about);
	return p;
}

static struct institution read_institution(struct str value)
{
	struct institution i = { .code = column(&value, '|') };
	i.name = column(&value, '|');
	i.url = column(&value, '|');
	return i;
}

static struct identifier read_identifier(struct str value)
{
	struct identifier i = { .name = column(&value, '|') };
	i.pattern = column(&value, '|');
	i.mod97 = str_eq(column(&value, '|'), STR("mod97"));
	return i;
}

static enum status read_zone(struct country *c, struct arena *a, struct str name, struct error *e)
{
	c->zone = zone_find(str_dup(a, name).ptr);
	if (!c->zone)
		return fail(e, INVALID, "zone \"%.*s\" is not built in", (int)name.len, name.ptr);
	return OK;
}

static enum status read_setting(struct country *c, struct arena *a, const struct setting *s,
	struct error *e)
{
	static const char *const others[] = { "languages", "commune_code_length", "defender" };
	if (str_eq(s->key, STR("zone")))
		return read_zone(c, a, s->value, e);
	if (str_eq(s->key, STR("code")))
		c->code = s->value;
	else if (str_eq(s->key, STR("csv_separator")))
		c->csv_separator = s->value.len ? s->value.ptr[0] : ',';
	else if (str_eq(s->key, STR("emergency")))
		c->emergencies[c->emergency_count++] = read_phone(s->value);
	else if (str_eq(s->key, STR("helpline")))
		c->helplines[c->helpline_count++] = read_phone(s->value);
	else if (str_eq(s->key, STR("institution")))
		c->institutions[c->institution_count++] = read_institution(s->value);
	else if (str_eq(s->key, STR("identifier")))
		c->identifiers[c->identifier_count++] = read_identifier(s->value);
	else {
		for (size_t i = 0; i < sizeof others / sizeof *others; i++)
			if (str_eq(s->key, str_view(others[i])))
				return OK;
		return fail(e, INVALID, "country.conf: unknown key \"%.*s\"", (int)s->key.len, s->key.ptr);
	}
	return OK;
}

static enum status read_conf(struct country *c, struct arena *a, struct error *e)
{
	struct str file = file_named("country.conf");
	struct setting s;
	c->emergencies = NEW(a, struct phone, count_key(file, "emergency") + 1);
	c->helplines = NEW(a, struct phone, count_key(file, "helpline") + 1);
	c->institutions = NEW(a, struct institution, count_key(file, "institution") + 1);
	c->identifiers = NEW(a, struct identifier, count_key(file, "identifier") + 1);
	while (setting_next(&file, &s))
		TRY(read_setting(c, a, &s, e));
	if (c->code.len == 0 || !c->zone)
		return fail(e, INVALID, "country.conf: code and zone must be there");
	return OK;
}

/* ---- themes, territories, holidays ---- */

static void read_themes(struct country *c, struct arena *a)
{
	struct str file = file_named("themes.conf"), line;
	c->themes = NEW(a, struct theme, count_lines(file) + 1);
	while (line_next(&file, &line)) {
		struct theme *t = &c->themes[c->theme_count++];
		t->slug = column(&line, '|');
		read_texts(&line, t->name);
	}
}

static void read_territories(struct country *c, struct arena *a)
{
	struct str file = file_named("territories.tsv"), line;
	c->territories = NEW(a, struct territory, count_lines(file) + 1);
	while (line_next(&file, &line)) {
		struct territory *t = &c->territories[c->territory_count++];
		t->code = column(&line, '\t');
		t->name = column(&line, '\t');
		t->region = column(&line, '\t');
		t->label = str_join(a, PIECES(t->name, STR(" ("), t->code, STR(")")));
	}
}

/* fixed = 05-01 | …   easter = +39 | … */
static bool read_holiday(const struct setting *s, struct holiday *out)
{
	struct str value = s->value, when = column(&value, '|'), month;
	int64_t m = 0, d = 0;
	read_texts(&value, out->name);
	out->moves = str_eq(s->key, STR("easter"));
	if (out->moves) {
		if (when.len && when.ptr[0] == '+')
			when = (struct str){ when.ptr + 1, when.len - 1 };
		bool ok = str_to_i64(when, &d);
		out->after_easter = (int)d;
		return ok;
	}
	bool ok = str_eq(s->key, STR("fixed")) && str_cut(&when, '-', &month)
		&& str_to_i64(month, &m) && str_to_i64(when, &d);
	out->month = (int)m;
	out->day = (int)d;
	return ok && m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

static enum status read_holidays(struct country *c, struct arena *a, struct error *e)
{
	struct str file = file_named("holidays.conf");
	struct setting s;
	c->holidays = NEW(a, struct holiday, count_lines(file) + 1);
	while (setting_next(&file, &s))
		if (!read_holiday(&s, &c->holidays[c->holiday_count++]))
			return fail(e, INVALID, "holidays.conf: \"%.*s\" is no day", (int)s.value.len,
				s.value.ptr);
	return OK;
}

enum status country_load(struct country *c, struct arena *a, struct error *e)
{
	*c = (struct country){ .csv_separator = ',' };
	TRY(read_conf(c, a, e));
	read_themes(c, a);
	read_territories(c, a);
	if (c->theme_count == 0 || c->territory_count == 0)
		return fail(e, INVALID, "country: themes.conf and territories.tsv must be there");
	return read_holidays(c, a, e);
}

/* ---- looking things up ---- */

const struct territory *country_territory(const struct country *c, struct str code)
{
	for (size_t i = 0; i < c->territory_count; i++)
		if (str_eq(c->territories[i].code, code))
			return &c->territories[i];
	return NULL;
}

const struct theme *country_theme(const struct country *c, struct str slug)
{
	for (size_t i = 0; i < c->theme_count; i++)
		if (str_eq(c->themes[i].slug, slug))
			return &c->themes[i];
	return NULL;
}

struct str country_page(struct str name, enum lang lang)
{
	char path[100];
	int len = snprintf(path, sizeof path, "pages/%.*s.%s.md", (int)name.len, name.ptr,
		lang_about[lang].code);
	return len > 0 && (size_t)len < sizeof path ? file_named(path) : (struct str){ 0 };
}

/* ---- days off ---- */

/* Easter Sunday of a year, by the anonymous Gregorian rule (Nature, 1876). */
static int64_t easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
	return day_of_civil(year, f / 31, f % 31 + 1);
}

bool country_is_working_day(const struct country *c, int64_t day)
{
	enum { FRIDAY = 5 };
	struct civil d = civil_of_day(day);
	if (d.weekday > FRIDAY)
		return false;
	int64_t sunday = easter(d.year);
	for (size_t i = 0; i < c->holiday_count; i++) {
		const struct holiday *h = &c->holidays[i];
		if (h->moves ? sunday + h->after_easter == day : h->month == d.month && h->day == d.day)
			return false;
	}
	return true;
}

int64_t country_next_working_day(const struct country *c, int64_t day)
{
	while (!country_is_working_day(c, day))
		day++;
	return day;
}
