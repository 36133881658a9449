/* What is held before it is published, who must look at it first, and until when. A rule holds or
 * routes; it never refuses. */
#include "engines/moderation/rules.h"

enum { MINUTE_MS = 60000, DAYS_MAX = 90 };

/* ---- rules ---- */

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
		|| (unsigned char)c >= 0x80;
}

static size_t word_from(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.len && (is_word(s.ptr[end]) || s.ptr[end] == '-'))
		end++;
	return end - at;
}

bool text_has_email(struct str s)
{
	for (size_t i = 1; i + 1 < s.len; i++) {
		if (s.ptr[i] != '@' || !is_word(s.ptr[i - 1]))
			continue;
		size_t host = word_from(s, i + 1), dot = i + 1 + host;
		if (host && dot + 1 < s.len && s.ptr[dot] == '.' && is_word(s.ptr[dot + 1]))
			return true;
	}
	return false;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool stands_at(struct str s, size_t at, const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; i < n; i++)
		if (at + i >= s.len || lower(s.ptr[at + i]) != word[i])
			return false;
	return true;
}

/* "site.fr": an end of domain after a dot, with a word before it and none behind it. */
static bool domain_ends_at(struct str s, size_t dot)
{
	static const char *const ends[] = { "fr", "com", "org", "net", "eu", "info", "io", "be", "ch",
		"ca", "re", "biz", "ly", "me", "shop", "store", "online", "site", "xyz", "top", "app",
		"dev", "co", "uk", "de", "tv", "click", "link", "paris", "alsace" };
	if (dot == 0 || !is_word(s.ptr[dot - 1]))
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (stands_at(s, dot + 1, ends[i]) && word_from(s, dot + 1) == strlen(ends[i]))
			return true;
	return false;
}

bool text_has_link(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (stands_at(s, i, "://") || (stands_at(s, i, "www.") && word_from(s, i + 4)))
			return true;
		if (s.ptr[i] == '.' && domain_ends_at(s, i))
			return true;
	}
	return false;
}

unsigned rules_of(const struct looked *l)
{
	unsigned rules = l->first_post && !l->by_team ? RULE_FIRST_POST : 0;
	bool email = text_has_email(l->title) || text_has_email(l->text);
	if (email)
		rules |= RULE_EMAIL;
	else if (text_has_link(l->title) || text_has_link(l->text))
		rules |= RULE_LINK;            /* the end of an address is no link */
	if (l->identifier.len)
		rules |= str_eq(l->identifier, STR("phone")) ? RULE_PHONE : RULE_IDENTIFIER;
	return rules;
}

/* ---- lanes ---- */

static const struct { const char *word; int64_t minutes; } lanes[LANES] = {
	[LANE_CRISIS]     = { "crisis", 15 },
	[LANE_PRIVACY]    = { "privacy", 60 },
	[LANE_CLINICAL]   = { "clinical", 4 * 60 },
	[LANE_ABUSE]      = { "abuse", 4 * 60 },
	[LANE_COMMERCIAL] = { "commercial", 24 * 60 },
	[LANE_FIRST]      = { "first", 12 * 60 },
	[LANE_REPORT]     = { "report", 24 * 60 },
	[LANE_APPEAL]     = { "appeal", 24 * 60 },
};

const char *lane_word(enum lane l)
{
	return l < LANES ? lanes[l].word : NULL;
}

bool lane_read(struct str word, int64_t *out)
{
	for (*out = 1; *out < LANES; (*out)++)
		if (str_eq(word, str_view(lanes[*out].word)))
			return true;
	*out = 0;
	return false;
}

int64_t lane_minutes(enum lane l)
{
	return l > 0 && l < LANES ? lanes[l].minutes : lanes[LANE_REPORT].minutes;
}

enum lane lane_sooner(enum lane a, enum lane b)
{
	if (!a || !b)
		return a ? a : b;
	if (lane_minutes(a) != lane_minutes(b))
		return lane_minutes(a) < lane_minutes(b) ? a : b;
	return a < b ? a : b;
}

enum lane lane_of_rules(unsigned rules)
{
	static const struct { unsigned rules; enum lane lane; } by[] = {
		{ RULE_PHONE | RULE_EMAIL | RULE_IDENTIFIER, LANE_PRIVACY },
		{ RULE_FIRST_POST | RULE_RESUBMITTED, LANE_FIRST },
		{ RULE_LINK, LANE_COMMERCIAL },
		{ RULE_REPORT, LANE_REPORT },
		{ RULE_APPEAL, LANE_APPEAL },
	};
	enum lane lane = 0;
	for (size_t i = 0; i < sizeof by / sizeof *by; i++)
		if (rules & by[i].rules)
			lane = lane_sooner(lane, by[i].lane);
	return lane;
}

/* ---- reports and reasons ---- */

static const struct { const char *word; enum lane lane; } reports[REPORT_REASONS] = {
	[REPORT_DANGER]  = { "danger", LANE_CRISIS },
	[REPORT_PRIVACY] = { "privacy", LANE_PRIVACY },
	[REPORT_MEDICAL] = { "medical", LANE_CLINICAL },
	[REPORT_ABUSE]   = { "abuse", LANE_ABUSE },
	[REPORT_ADVERT]  = { "advert", LANE_COMMERCIAL },
	[REPORT_OTHER]   = { "other", LANE_REPORT },
};
static const char *const reasons[REASONS] = {
	[REASON_PRIVACY] = "privacy", [REASON_MEDICAL] = "medical", [REASON_ABUSE] = "abuse",
	[REASON_ADVERT] = "advert", [REASON_OFF_TOPIC] = "off-topic",
	[REASON_DUPLICATE] = "duplicate", [REASON_UNCLEAR] = "unclear", [REASON_OTHER] = "other",
};

enum lane lane_of_report(enum report_reason reason)
{
	return reason > 0 && reason < REPORT_REASONS ? reports[reason].lane : LANE_REPORT;
}

const char *report_reason_word(enum report_reason r)
{
	return r < REPORT_REASONS ? reports[r].word : NULL;
}

bool report_reason_read(struct str word, int64_t *out)
{
	for (*out = 1; *out < REPORT_REASONS; (*out)++)
		if (str_eq(word, str_view(reports[*out].word)))
			return true;
	*out = 0;
	return false;
}

const char *reason_word(enum reason r)
{
	return r < REASONS ? reasons[r] : NULL;
}

bool reason_read(struct str word, int64_t *out)
{
	for (*out = 1; *out < REASONS; (*out)++)
		if (str_eq(word, str_view(reasons[*out])))
			return true;
	*out = 0;
	return false;
}

/* ---- decisions ---- */

static const struct { const char *word; bool wants_reason, wants_words; } verdicts[VERDICTS] = {
	[VERDICT_APPROVE] = { "approve", false, false },
	[VERDICT_RETURN]  = { "return", true, true },
	[VERDICT_REJECT]  = { "reject", true, true },
	[VERDICT_HOLD]    = { "hold", true, true },
	[VERDICT_HIDE]    = { "hide", true, true },
	[VERDICT_RESTORE] = { "restore", false, false },
	[VERDICT_VEIL]    = { "veil", true, true },
	[VERDICT_UNVEIL]  = { "unveil", false, false },
	[VERDICT_DISMISS] = { "dismiss", false, true },
	[VERDICT_UPHOLD]  = { "uphold", false, true },
};

const char *verdict_word(enum verdict v)
{
	return v < VERDICTS ? verdicts[v].word : NULL;
}

enum verdict verdict_read(struct str word)
{
	for (enum verdict v = VERDICT_APPROVE; v < VERDICTS; v++)
		if (str_eq(word, str_view(verdicts[v].word)))
			return v;
	return VERDICT_NONE;
}

bool action_wants_reason(struct str action)
{
	return verdicts[verdict_read(action)].wants_reason;
}

bool verdict_wants_words(enum verdict v)
{
	return v < VERDICTS && verdicts[v].wants_words;
}

struct appeal appeal_of(const struct decision *d, size_t len)
{
	struct appeal a = { 0 };
	for (size_t i = 0; i < len; i++) {
		enum verdict v = verdict_read(d[i].action);
		if (v == VERDICT_REJECT || v == VERDICT_HIDE)
			a = (struct appeal){ .may_ask = true, .refused_by = d[i].by };
		else if (v == VERDICT_RESTORE || v == VERDICT_UPHOLD)
			a = (struct appeal){ 0 };
		else if (a.may_ask && str_eq(d[i].action, STR("appeal")))
			a = (struct appeal){ .is_asked = true, .refused_by = a.refused_by };
	}
	return a;
}

/* ---- covered hours ---- */

int64_t lane_due(enum lane l, int64_t at, const struct covered *c)
{
	int64_t left = lane_minutes(l) * MINUTE_MS, day = zone_day(c->zone, at), end = at;
	for (int64_t last = day + DAYS_MAX; day < last; day++) {
		if (!c->works(c->country, day))
			continue;
		int64_t from = zone_at(c->zone, day, COVERED_FROM, 0);
		end = zone_at(c->zone, day, COVERED_TO, 0);
		from = from > at ? from : at;
		if (from < end && end - from >= left)
			return from + left;
		left -= from < end ? end - from : 0;
	}
	return end;                                /* a country that never works: not for ever */
}
