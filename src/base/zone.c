/* The calendar and the clocks of people. Months are counted from March, so that the leap day
 * comes last. Times outside 1970–2099 keep the first or the last offset of their zone. */
#include "base/zone.h"
#include <stdio.h>

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
enum { FAR = 1000000000 };      /* days; within them no sum here overflows */

static int64_t divide_down(int64_t n, int64_t by)
{
	return n / by - (n % by < 0);
}

static int64_t within(int64_t n, int64_t limit)
{
	return n > limit ? limit : n < -limit ? -limit : n;
}

const struct zone *zone_find(const char *name)
{
	for (const struct zone *z = zones; z->name; z++)
		if (strcmp(z->name, name) == 0)
			return z;
	return NULL;
}

/* The last change that has happened; the first one when none has. */
static size_t change_before(const struct zone *z, int64_t at)
{
	size_t low = 0, high = z->len;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (z->changes[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* What a clock on the wall shows, as if it were UTC. */
static int64_t wall_time(const struct zone *z, int64_t at)
{
	at = within(at, (int64_t)FAR * DAY);
	return at + (int64_t)z->changes[change_before(z, at)].offset_s * SECOND;
}

int64_t zone_day(const struct zone *z, int64_t at)
{
	return divide_down(wall_time(z, at), DAY);
}

/* The first instant at which the clock on the wall shows this or more: that is the end of a gap,
 * and the first of two. */
int64_t zone_at(const struct zone *z, int64_t day, int hour, int minute)
{
	int64_t wall = within(day, FAR) * DAY + (int64_t)hour * HOUR + (int64_t)minute * MINUTE;
	for (size_t i = change_before(z, wall - DAY);; i++) {
		const struct zone_change *c = &z->changes[i];
		int64_t at = wall - (int64_t)c->offset_s * SECOND;
		if (i > 0 && at < c->at)
			at = c->at;
		if (i + 1 == z->len || at < c[1].at)
			return at;
	}
}

struct civil zone_civil(const struct zone *z, int64_t at)
{
	int64_t wall = wall_time(z, at), day = divide_down(wall, DAY);
	int ms = (int)(wall - day * DAY);
	struct civil c = civil_of_day(day);
	c.hour = ms / HOUR;
	c.minute = ms / MINUTE % 60;
	c.second = ms / SECOND % 60;
	return c;
}

struct civil civil_of_day(int64_t day)
{
	enum { DAYS_400_YEARS = 146097, TO_MARCH_OF_YEAR_0 = 719468 };
	day = within(day, FAR);
	int64_t n = day + TO_MARCH_OF_YEAR_0, era = divide_down(n, DAYS_400_YEARS);
	int of_era = (int)(n - era * DAYS_400_YEARS);
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int month = (of_year * 5 + 2) / 153;
	struct civil c = { .month = month < 10 ? month + 3 : month - 9 };
	c.year = (int)era * 400 + year + (c.month <= 2);
	c.day = of_year - (month * 153 + 2) / 5 + 1;
	c.weekday = (int)(day + 3 - divide_down(day + 3, 7) * 7) + 1;      /* day 0 is a Thursday */
	return c;
}

int64_t day_of_civil(int year, int month, int day)
{
	int64_t m = month > 2 ? month - 3 : month + 9, y = (int64_t)year - (month <= 2);
	int64_t leaps = divide_down(y, 4) - divide_down(y, 100) + divide_down(y, 400);
	return y * 365 + leaps + (m * 153 + 2) / 5 + day - 1 - 719468;
}

/* One number of `least` to `most` digits and nothing else. */
static bool read_part(struct str s, size_t least, size_t most, int *out)
{
	int64_t n;
	if (s.len < least || s.len > most || s.ptr[0] == '-' || !str_to_i64(s, &n))
		return false;
	*out = (int)n;
	return true;
}

bool day_parse(struct str s, int64_t *day)
{
	struct str a, b, c = str_trim(s);
	bool slashed = c.len && memchr(c.ptr, '/', c.len);
	char at = slashed ? '/' : '-';
	int d, m, y;
	if (!str_cut(&c, at, &a) || !str_cut(&c, at, &b))
		return false;
	struct str first = a.len == 4 && !slashed ? c : a, last = a.len == 4 && !slashed ? a : c;
	if (!read_part(first, 1, 2, &d) || !read_part(b, 1, 2, &m) || !read_part(last, 4, 4, &y))
		return false;
	if (y < 1970 || y > 2099 || m < 1 || m > 12 || d < 1)
		return false;
	struct civil back = civil_of_day(day_of_civil(y, m, d));
	if (back.month != m || back.day != d)      /* 31/04 comes back as 01/05 */
		return false;
	*day = day_of_civil(y, m, d);
	return true;
}

/* The last `n` digits of a number that is not negative. printf takes ten times as long, and a list
 * has twenty days. */
static char *put_digits(char *p, int number, int n)
{
	for (int i = n - 1; i >= 0; i--, number /= 10)
		p[i] = (char)('0' + number % 10);
	return p + n;
}

struct instant_text instant_print(int64_t at)
{
	int64_t day = divide_down(within(at, (int64_t)FAR * DAY), DAY);
	int ms = (int)(within(at, (int64_t)FAR * DAY) - day * DAY);
	struct instant_text t = day_print(day);
	char *p = t.text + strlen(t.text);
	*p++ = 'T';
	p = put_digits(p, ms / HOUR, 2);
	*p++ = ':';
	p = put_digits(p, ms / MINUTE % 60, 2);
	*p++ = ':';
	p = put_digits(p, ms / SECOND % 60, 2);
	*p++ = 'Z';
	return t;
}

struct instant_text day_print(int64_t day)
{
	struct civil c = civil_of_day(day);
	struct instant_text t = { 0 };
	char *p = t.text;
	if (c.year >= 0 && c.year <= 9999)
		p = put_digits(p, c.year, 4);
	else
		p += snprintf(p, sizeof t.text - 20, "%d", c.year);
	*p++ = '-';
	p = put_digits(p, c.month, 2);
	*p++ = '-';
	put_digits(p, c.day, 2);
	return t;
}
