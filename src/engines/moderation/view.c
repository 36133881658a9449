/* Words of moderation, as keys. Pure. */
#include "engines/moderation/view.h"

static const char *const lane_keys[LANES] = {
	[LANE_CRISIS] = WORD("moderation.lane.crisis"),
	[LANE_PRIVACY] = WORD("moderation.lane.privacy"),
	[LANE_CLINICAL] = WORD("moderation.lane.clinical"),
	[LANE_ABUSE] = WORD("moderation.lane.abuse"),
	[LANE_COMMERCIAL] = WORD("moderation.lane.commercial"),
	[LANE_FIRST] = WORD("moderation.lane.first"),
	[LANE_REPORT] = WORD("moderation.lane.report"),
	[LANE_APPEAL] = WORD("moderation.lane.appeal"),
};
static const struct { unsigned rule; const char *key; } rules[] = {
	{ RULE_FIRST_POST, WORD("moderation.rule.first") },
	{ RULE_PHONE, WORD("moderation.rule.phone") },
	{ RULE_EMAIL, WORD("moderation.rule.email") },
	{ RULE_LINK, WORD("moderation.rule.link") },
	{ RULE_IDENTIFIER, WORD("moderation.rule.identifier") },
	{ RULE_REPORT, WORD("moderation.rule.report") },
	{ RULE_RESUBMITTED, WORD("moderation.rule.again") },
	{ RULE_APPEAL, WORD("moderation.rule.appeal") },
};
static const char *const reason_keys[REASONS] = {
	[REASON_PRIVACY]   = WORD("moderation.reason.privacy"),
	[REASON_MEDICAL]   = WORD("moderation.reason.medical"),
	[REASON_ABUSE]     = WORD("moderation.reason.abuse"),
	[REASON_ADVERT]    = WORD("moderation.reason.advert"),
	[REASON_OFF_TOPIC] = WORD("moderation.reason.off_topic"),
	[REASON_DUPLICATE] = WORD("moderation.reason.duplicate"),
	[REASON_UNCLEAR]   = WORD("moderation.reason.unclear"),
	[REASON_OTHER]     = WORD("moderation.reason.any"),
};
static const char *const report_keys[REPORT_REASONS] = {
	[REPORT_DANGER] = WORD("moderation.report.danger"),
	[REPORT_PRIVACY] = WORD("moderation.report.privacy"),
	[REPORT_MEDICAL] = WORD("moderation.report.medical"),
	[REPORT_ABUSE] = WORD("moderation.report.abuse"),
	[REPORT_ADVERT] = WORD("moderation.report.advert"),
	[REPORT_OTHER] = WORD("moderation.report.else"),
};
static const char *const done_keys[VERDICTS] = {
	[VERDICT_APPROVE] = WORD("moderation.done.approve"),
	[VERDICT_RETURN]  = WORD("moderation.done.return"),
	[VERDICT_REJECT]  = WORD("moderation.done.reject"),
	[VERDICT_HOLD]    = WORD("moderation.done.hold"),
	[VERDICT_HIDE]    = WORD("moderation.done.hide"),
	[VERDICT_RESTORE] = WORD("moderation.done.restore"),
	[VERDICT_VEIL]    = WORD("moderation.done.veil"),
	[VERDICT_UNVEIL]  = WORD("moderation.done.unveil"),
	[VERDICT_DISMISS] = WORD("moderation.done.dismiss"),
	[VERDICT_UPHOLD]  = WORD("moderation.done.uphold"),
};

const char *lane_key(enum lane l)
{
	return lane_keys[l > 0 && l < LANES ? l : LANE_REPORT];
}

const char *reason_key(enum reason r)
{
	return r < REASONS ? reason_keys[r] : NULL;
}

const char *report_key(enum report_reason r)
{
	return report_keys[r > 0 && r < REPORT_REASONS ? r : REPORT_OTHER];
}

const char *verdict_done_key(struct str action)
{
	if (str_eq(action, STR("appeal")))
		return WORD("moderation.done.appeal");
	return done_keys[verdict_read(action)];
}

struct str rules_said(struct arena *a, enum lang lang, unsigned held_by)
{
	struct str said = { 0 };
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		if (!(held_by & rules[i].rule))
			continue;
		struct str rule = words(lang, rules[i].key);
		said = said.len ? str_fmt(a, "%.*s, %.*s", (int)said.len, said.ptr, (int)rule.len, rule.ptr)
			: rule;
	}
	return said;
}
