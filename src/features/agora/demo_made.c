/* Needs made from demo/grammar.txt: patterns with places in braces, and what may stand in them. */
#include "base/utf8.h"
#include "features/agora/demo_inside.h"

enum { KEYS = 60, TEXT_MAX = 2800 };

/* The grammar is small: it is read anew for each need. */
struct grammar { struct demo_block blocks[KEYS]; size_t len; };

static struct grammar *grammar_read(struct arena *a)
{
	struct grammar *g = NEW(a, struct grammar, 1);
	struct str rest = demo_file("grammar.txt");
	while (g->len < KEYS && demo_block_next(a, &rest, &g->blocks[g->len]))
		g->len++;
	return g;
}

static struct str entry(const struct grammar *g, const char *key)
{
	struct str found = { 0 };
	for (size_t i = 0; i < g->len && found.len == 0; i++)
		found = field_get(g->blocks[i].fields, key);
	return found;
}

/* One of "title.1", "title.2", …, but not number *taken, which becomes the one that was chosen. */
static struct str pattern(struct making *m, const struct grammar *g, const char *kind,
	uint64_t *taken)
{
	struct arena *a = tx_arena(m->tx);
	uint64_t n = 0;
	while (entry(g, str_fmt(a, "%s.%d", kind, (int)n + 1).ptr).len)
		n++;
	uint64_t pick = 1 + demo_below(m->d, n);
	if (pick == *taken)
		pick = pick % n + 1;
	*taken = pick;
	return entry(g, str_fmt(a, "%s.%d", kind, (int)pick).ptr);
}

/* One of the values of a place, which stand between strokes. */
static struct str value_of(struct making *m, const struct grammar *g, struct str place)
{
	struct arena *a = tx_arena(m->tx);
	struct str all = entry(g, str_fmt(a, "slot.%.*s", (int)place.len, place.ptr).ptr);
	struct str rest = all, one;
	uint64_t n = 1;
	while (str_cut(&rest, '|', &one))
		n++;
	uint64_t pick = demo_below(m->d, n);
	for (rest = all; pick > 0 && str_cut(&rest, '|', &one); pick--)
		;
	return str_trim(str_cut(&rest, '|', &one) ? one : rest);
}

static void fill(struct making *m, const struct grammar *g, struct str text, struct buf *out)
{
	struct str head, place;
	while (str_cut(&text, '{', &head)) {
		buf_put(out, head);
		if (!str_cut(&text, '}', &place))
			break;
		buf_put(out, value_of(m, g, place));
	}
	buf_put(out, text);
}

static struct str taken(struct arena *a, struct buf *b)
{
	struct str s = str_dup(a, buf_view(b));
	buf_finish(b);
	return s;
}

static void write_words(struct making *m)
{
	struct arena *a = tx_arena(m->tx);
	const struct grammar *g = grammar_read(a);
	struct buf title = { .max = 4 * NEED_TITLE_MAX }, text_ = { .max = TEXT_MAX };
	uint64_t last = 0;
	fill(m, g, pattern(m, g, "title", &last), &title);
	m->n.title = utf8_cut(taken(a, &title), NEED_TITLE_MAX);
	last = 0;
	fill(m, g, pattern(m, g, "sentence.open", &last), &text_);
	last = 0;
	for (uint64_t middles = 1 + demo_below(m->d, 3); middles > 0; middles--) {
		buf_put(&text_, STR(" "));
		fill(m, g, pattern(m, g, "sentence.middle", &last), &text_);
	}
	last = 0;
	buf_put(&text_, STR(" "));
	fill(m, g, pattern(m, g, "sentence.close", &last), &text_);
	m->n.text = taken(a, &text_);
}

static struct uuid some_author(struct making *m)
{
	const struct person *p;
	do
		p = &m->people->items[demo_below(m->d, m->people->len)].person;
	while (p->roles & ROLE_TEAM);
	return p->persona;
}

enum status demo_make_need(struct making *m, int64_t days_ago)
{
	enum { SUPPORTS = 25, QUALIFIED_FROM = 7, IN_WORK_FROM = 9, OF = 10 };
	const struct country *c = &m->d->site->country;
	int64_t days = days_ago > 0 ? days_ago : 1;
	m->n = (struct need){ .persona = some_author(m), .created_at = demo_moment(m->d, days),
		.supports = (int64_t)demo_below(m->d, SUPPORTS) };
	m->n.ref = demo_uuid(m->d, m->n.created_at);
	m->n.theme = c->themes[demo_below(m->d, c->theme_count)].slug;
	m->n.for_whom = (enum need_for)(1 + demo_below(m->d, FOR_WHOMS - 1));
	m->n.stage = (enum need_stage)demo_below(m->d, STAGES);
	if (demo_below(m->d, 6) > 0)
		m->n.territory = c->territories[demo_below(m->d, c->territory_count)].code;
	write_words(m);
	uint64_t way = demo_below(m->d, OF);
	demo_publish(m, is_first_post(m->tx, m->n.persona));
	if (way >= QUALIFIED_FROM && days > 10)
		demo_step(m, demo_moment(m->d, days * 3 / 4), demo_hand(m, ROLE_FACILITATOR),
			"agora.qualified", NEED_QUALIFIED)->action = "qualify";
	if (way >= IN_WORK_FROM && days > 10)
		demo_step(m, demo_moment(m->d, days / 2), demo_hand(m, ROLE_FACILITATOR),
			"agora.taken_up", NEED_IN_WORK)->action = "take_up";
	TRY(demo_store(m));
	TRY(act_words(m->tx, &m->n));
	TRY(demo_supported(m, 0, m->n.supports));
	return demo_tell(m);
}
