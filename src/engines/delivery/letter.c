/* What the mails say: that there is news, how much, where to read it, how to stop. */
#include "app/mail.h"
#include "app/site.h"
#include "engines/delivery/inside.h"

enum { LINES = 12, BODY_MAX = 16384 };

/* Addresses of ours begin so, in the language of the reader. */
static struct str base_of(struct arena *a, const struct site *site, const struct person *p)
{
	return str_fmt(a, "%.*s%s", (int)site->public_url.len, site->public_url.ptr,
		lang_about[p->lang].prefix);
}

static struct str stop_url(struct arena *a, const struct site *site, const struct person *p,
	enum stop_what what)
{
	struct stop_token t = stop_token(&site->keys, p->persona, what);
	return str_fmt(a, "%s/arreter/%s/%s", base_of(a, site, p).ptr, uuid_print(t.masked).text,
		uuid_print(t.tag).text);
}

static struct str hello(struct arena *a, const struct person *p)
{
	return words_fill(a, p->lang, WORD("delivery.mail.hello"), &p->name, 1);
}

/* Where to choose how often, and where to end it without a sign-in. */
static struct str ending(struct arena *a, const struct site *site, const struct person *p,
	enum stop_what what)
{
	const char *page = what == STOP_ALL ? "/moi/profil" : "/moi/suivis";
	return str_fmt(a, "%s\n%s%s\n\n%s\n%s\n", words(p->lang, WORD("delivery.mail.choose")).ptr,
		base_of(a, site, p).ptr, page, words(p->lang, WORD("delivery.mail.stop")).ptr,
		stop_url(a, site, p, what).ptr);
}

enum status letter_news(struct tx *tx, const struct site *site, struct uuid persona,
	enum stop_what what)
{
	struct arena *a = tx_arena(tx);
	struct person p;
	if (!person_behind(tx, &site->keys, persona, &p) || p.quiet)
		return tx_error(tx)->status;
	struct str body = str_fmt(a, "%s\n\n%s\n%s/moi/notifications\n\n%s", hello(a, &p).ptr,
		words(p.lang, WORD("delivery.mail.news")).ptr, base_of(a, site, &p).ptr,
		ending(a, site, &p, what).ptr);
	return mail_add(tx, site, &(struct mail){ .to = p.email, .lang = p.lang,
		.subject = WORD("delivery.mail.subject"), .body = body,
		.stop = stop_url(a, site, &p, what) });
}

/* ---- the digest ---- */

/* A number with its noun, in the plural that it asks for. */
static struct str counted(struct arena *a, enum lang lang, const char *key, int64_t n)
{
	struct str number = str_fmt(a, "%lld", (long long)n);
	return words_fill(a, lang, key, &number, 1);
}

static struct str sum_of(struct arena *a, const struct person *p, const struct things *things)
{
	int64_t news = 0;
	for (size_t i = 0; i < things->len; i++)
		news += things->items[i].news;
	struct str parts[] = {
		counted(a, p->lang, WORD("delivery.digest.news"), news),
		counted(a, p->lang, WORD("delivery.digest.things"), (int64_t)things->len),
	};
	return words_fill(a, p->lang, WORD("delivery.digest.sum"), parts, 2);
}

static void put_things(struct buf *out, struct arena *a, struct str base, const struct person *p,
	const struct things *things)
{
	static const char *const titles[GROUPS] = {
		[GROUP_OWN] = WORD("delivery.digest.own"),
		[GROUP_REPLIES] = WORD("delivery.digest.replies"),
		[GROUP_FOLLOWED] = WORD("delivery.digest.followed"),
	};
	for (size_t i = 0; i < things->len && i < LINES; i++) {
		const struct thing *t = &things->items[i];
		if (i == 0 || t->group != t[-1].group)
			buf_fmt(out, "%s\n", words(p->lang, titles[t->group]).ptr);
		buf_fmt(out, "%s\n%s%s\n\n",
			counted(a, p->lang, WORD("delivery.digest.news"), t->news).ptr, base.ptr, t->path.ptr);
	}
	if (things->len > LINES)
		buf_fmt(out, "%s\n%s/moi/notifications\n\n", counted(a, p->lang,
			WORD("delivery.digest.rest"), (int64_t)things->len - LINES).ptr, base.ptr);
}

enum status letter_digest(struct tx *tx, const struct site *site, const struct person *p,
	const struct things *things)
{
	struct arena *a = tx_arena(tx);
	struct buf out = { .max = BODY_MAX };
	buf_fmt(&out, "%s\n\n%s\n\n", hello(a, p).ptr, sum_of(a, p, things).ptr);
	put_things(&out, a, base_of(a, site, p), p, things);
	buf_put(&out, ending(a, site, p, STOP_FOLLOWED));
	struct str body = str_dup(a, buf_view(&out));
	buf_finish(&out);
	return mail_add(tx, site, &(struct mail){ .to = p->email, .lang = p->lang,
		.subject = WORD("delivery.mail.subject"), .body = body,
		.stop = stop_url(a, site, p, STOP_FOLLOWED) });
}
