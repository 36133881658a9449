/* Where a need stands while nothing is to be shown, and when it is time to say so. Pure. */
#include "features/agora/rules.h"

enum { DAY_MS = 86400000 };

bool need_may_stand(enum need_state s)
{
	return s == NEED_PUBLISHED || s == NEED_QUALIFIED || s == NEED_IN_WORK;
}

enum silence need_silence(const struct need *n, int64_t now_at)
{
	int64_t days = (now_at - n->heard_at) / DAY_MS;
	if (!need_may_stand(n->state) || days < SILENCE_ASKS_DAYS)
		return SILENCE_NONE;
	return days < SILENCE_TELLS_DAYS || n->is_silence_told ? SILENCE_ASKS : SILENCE_TELLS;
}

bool need_is_heard(const struct need *before, struct str what)
{
	bool is_kept = str_eq(what, STR("agora.notice.renewed")) && before->state != NEED_DORMANT;
	return !is_kept;
}

static const char *const standing_words[STANDINGS] = {
	[STANDING_NO_SOLUTION] = "no-solution", [STANDING_WAITING] = "waiting",
	[STANDING_FEW] = "few", [STANDING_OUTSIDE] = "outside", [STANDING_IN_WORK] = "in-work",
};

const char *standing_word(enum standing s)
{
	return s > STANDING_NONE && s < STANDINGS ? standing_words[s] : "";
}

bool standing_read(struct str word, enum standing *out)
{
	for (*out = STANDING_NO_SOLUTION; *out < STANDINGS; ++*out)
		if (str_eq(word, str_view(standing_words[*out])))
			return true;
	*out = STANDING_NONE;
	return false;
}

/* Whose answer they wait for is one line, the first. */
struct str stood_text(struct arena *a, const struct stood *s)
{
	if (s->standing != STANDING_WAITING)
		return s->text;
	return str_fmt(a, "%.*s\n%.*s", (int)s->waits_for.len, s->waits_for.ptr, (int)s->text.len,
		s->text.ptr);
}

struct stood stood_of(enum standing standing, struct str kept)
{
	struct stood s = { .standing = standing, .text = kept };
	if (standing == STANDING_WAITING && !str_cut(&s.text, '\n', &s.waits_for))
		s = (struct stood){ .standing = standing, .text = kept };
	return s;
}
