/* Days and instants in words: "mardi 24 novembre 2026", "à 14 h 30", "il y a 3 jours". */
#include "app/page.h"
#include <stdio.h>

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS, DAY_HOURS = 24 };

static const char *const weekdays[] = {
	WORD("app.weekday.mon"), WORD("app.weekday.tue"), WORD("app.weekday.wed"),
	WORD("app.weekday.thu"), WORD("app.weekday.fri"), WORD("app.weekday.sat"),
	WORD("app.weekday.sun"),
};
static const char *const months[] = {
	WORD("app.month.jan"), WORD("app.month.feb"), WORD("app.month.mar"), WORD("app.month.apr"),
	WORD("app.month.may"), WORD("app.month.jun"), WORD("app.month.jul"), WORD("app.month.aug"),
	WORD("app.month.sep"), WORD("app.month.oct"), WORD("app.month.nov"), WORD("app.month.dec"),
};

static int64_t day_of(const struct page *p, int64_t at)
{
	return zone_day(p->country->zone, at);
}

static void put_weekday(struct buf *h, enum lang lang, int64_t day)
{
	html_text(h, words(lang, weekdays[civil_of_day(day).weekday - 1]));
	html_raw(h, STR(" "));
}

/* "24 novembre 2026". The first of a month has a word of its own in French: "1er". */
static void put_date(struct buf *h, enum lang lang, int64_t day, bool markup)
{
	struct civil c = civil_of_day(day);
	struct str first = words(lang, WORD("app.date.first"));
	if (c.day != 1)
		html_int(h, c.day);
	else if (markup && first.len > 1)
		buf_fmt(h, "1<sup>%.*s</sup>", (int)first.len - 1, first.ptr + 1);
	else
		html_text(h, first);
	html_raw(h, STR(" "));
	html_text(h, words(lang, months[c.month - 1]));
	html_raw(h, STR(" "));
	html_int(h, c.year);
}

static void open_time(struct buf *h, struct instant_text machine)
{
	html_raw(h, STR("<time datetime=\""));
	html_text(h, str_view(machine.text));
	html_raw(h, STR("\">"));
}

static void close_time(struct buf *h)
{
	html_raw(h, STR("</time>"));
}

void page_day(struct buf *h, const struct page *p, int64_t day)
{
	open_time(h, day_print(day));
	put_weekday(h, p->lang, day);
	put_date(h, p->lang, day, true);
	close_time(h);
}

void part_date(struct buf *h, const struct page *p, int64_t at)
{
	int64_t day = day_of(p, at);
	open_time(h, day_print(day));
	put_date(h, p->lang, day, true);
	close_time(h);
}

void page_at(struct buf *h, const struct page *p, int64_t at)
{
	struct civil c = zone_civil(p->country->zone, at);
	char hour[12], minute[12];
	snprintf(hour, sizeof hour, "%d", c.hour);
	snprintf(minute, sizeof minute, "%02d", c.minute);
	const struct str clock[] = { str_view(hour), str_view(minute) };
	int64_t day = day_of(p, at);
	open_time(h, instant_print(at));
	put_weekday(h, p->lang, day);
	put_date(h, p->lang, day, true);
	html_raw(h, STR(" "));
	if (c.minute)
		page_fill(h, p, WORD("app.date.clock"), clock, 2);
	else
		page_fill(h, p, WORD("app.date.hour"), clock, 1);
	close_time(h);
}

/* Under a day in hours, then by the days of the calendar: what was yesterday is "hier". */
void page_ago(struct buf *h, const struct page *p, int64_t at)
{
	int64_t ms = p->now_at - at, hours = ms / HOUR_MS;
	int64_t days = day_of(p, p->now_at) - day_of(p, at);
	open_time(h, instant_print(at));
	if (ms < MINUTE_MS)
		page_words(h, p, WORD("app.ago.now"));
	else if (hours < 1)
		page_count(h, p, WORD("app.ago.minutes"), ms / MINUTE_MS);
	else if (hours < DAY_HOURS)
		page_count(h, p, WORD("app.ago.hours"), hours);
	else if (days < 2)
		page_words(h, p, WORD("app.ago.yesterday"));
	else if (days < 60)
		page_count(h, p, WORD("app.ago.days"), days);
	else if (days < 730)
		page_count(h, p, WORD("app.ago.months"), days / 30);
	else
		page_count(h, p, WORD("app.ago.years"), days / 365);
	close_time(h);
}

struct str day_words(struct arena *a, enum lang lang, int64_t day)
{
	struct buf b = { .max = 200 };
	put_weekday(&b, lang, day);
	put_date(&b, lang, day, false);
	struct str s = str_dup(a, buf_view(&b));
	buf_finish(&b);
	return s;
}
