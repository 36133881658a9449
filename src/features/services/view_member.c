/* From members of the collective to what is shown. Pure. */
#include "features/services/view_member.h"
#include "base/zone.h"

static const char *const kind_key[MEMBER_KINDS] = {
	[MEMBER_ASSOCIATION] = WORD("services.members.association"),
	[MEMBER_CARE] = WORD("services.members.care"),
	[MEMBER_RESEARCH] = WORD("services.members.research"),
	[MEMBER_TOWN] = WORD("services.members.town"),
	[MEMBER_COMPANY] = WORD("services.members.company"),
	[MEMBER_INSTITUTION] = WORD("services.members.institution"),
	[MEMBER_PERSON] = WORD("services.members.person"),
};

const char *member_kind_key(enum member_kind kind)
{
	return kind_key[kind];
}

struct member_said member_said(const struct lab_member *m, enum lang reader)
{
	if (m->role_too.len > 0 && m->lang != (int)reader)
		return (struct member_said){ m->role_too, reader };
	return (struct member_said){ m->role, (enum lang)m->lang };
}

/* A day that is over or not: "until" may lie ahead. */
static struct str times_of(struct arena *a, const struct page *p, const struct lab_member *m)
{
	struct str days[2] = { day_words(a, p->lang, m->since_day) };
	if (m->until_day == 0)
		return words_fill(a, p->lang, WORD("services.member.since"), days, 1);
	days[1] = day_words(a, p->lang, m->until_day);
	return words_fill(a, p->lang, WORD("services.member.until"), days, 2);
}

static struct member_row view_member(struct arena *a, const struct page *p,
	const struct lab_member *m)
{
	struct member_said said = member_said(m, p->lang);
	return (struct member_row){
		.ref     = m->ref,
		.name    = m->name,
		.role    = said.text,
		.lang    = page_foreign(p, (int)said.lang),
		.kind    = kind_key[m->kind],
		.times   = times_of(a, p, m),
		.link    = { m->link },
		.is_over = m->until_day && m->until_day < p->today,
	};
}

struct collective_view view_collective(struct arena *a, const struct page *p,
	const struct lab_members *all)
{
	struct collective_view v = { .head = head_key(WORD("services.collective.title")),
		.members = (int64_t)all->len };
	struct member_row *rows = NEW(a, struct member_row, all->len + 1);
	v.shelves.items = NEW(a, struct member_shelf, MEMBER_KINDS);
	for (size_t i = 0; i < all->len; i++) {
		const struct lab_member *m = &all->items[i];
		rows[i] = view_member(a, p, m);
		if (i == 0 || m->kind != m[-1].kind)
			v.shelves.items[v.shelves.len++] =
				(struct member_shelf){ kind_key[m->kind], { &rows[i], 0 } };
		v.shelves.items[v.shelves.len - 1].rows.len++;
	}
	return v;
}

/* ---- the team ---- */

static struct str day_typed(struct arena *a, int64_t day)
{
	return day ? str_dup(a, str_view(day_print(day).text)) : (struct str){ "", 0 };
}

void member_write(struct arena *a, const struct lab_member *m, struct member_form *form)
{
	*form = (struct member_form){ .typed = {
		[MEMBER_F_NAME] = m->name, [MEMBER_F_KIND] = str_view(member_kind_name[m->kind]),
		[MEMBER_F_ROLE] = m->role, [MEMBER_F_ROLE_TOO] = m->role_too,
		[MEMBER_F_SINCE] = day_typed(a, m->since_day),
		[MEMBER_F_UNTIL] = day_typed(a, m->until_day), [MEMBER_F_LINK] = m->link,
		[MEMBER_F_PLACE] = str_fmt(a, "%lld", (long long)m->place),
	} };
}

void view_member_edit(struct member_edit_view *v, const struct lab_member *m,
	const struct member_form *form)
{
	static const struct field_view about[MEMBER_FIELDS] = {
		[MEMBER_F_NAME] = { .label = WORD("services.field.member"), .max = MEMBER_NAME_MAX,
			.hint = WORD("services.hint.member") },
		[MEMBER_F_KIND] = { .label = WORD("services.field.kind"), .kind = FIELD_SELECT },
		[MEMBER_F_ROLE] = { .label = WORD("services.field.role"), .kind = FIELD_LONG,
			.hint = WORD("services.hint.role"), .max = MEMBER_ROLE_MAX, .rows = 3 },
		[MEMBER_F_ROLE_TOO] = { .label = WORD("services.field.role_too"), .kind = FIELD_LONG,
			.hint = WORD("services.hint.role_too"), .max = MEMBER_ROLE_MAX, .rows = 3,
			.optional = true },
		[MEMBER_F_SINCE] = { .label = WORD("services.field.since"), .kind = FIELD_DAY,
			.hint = WORD("services.hint.date") },
		[MEMBER_F_UNTIL] = { .label = WORD("services.field.until"), .kind = FIELD_DAY,
			.hint = WORD("services.hint.until"), .optional = true },
		[MEMBER_F_LINK] = { .label = WORD("services.field.link"),
			.hint = WORD("services.hint.link"), .max = MEMBER_LINK_MAX, .optional = true },
		[MEMBER_F_PLACE] = { .label = WORD("services.field.place"),
			.hint = WORD("services.hint.place"), .optional = true },
	};
	*v = (struct member_edit_view){ .ref = m ? m->ref : (struct uuid){ { 0 } },
		.head = { .key = m ? NULL : WORD("services.member.new"), .sheet = "team.css",
			.text = m ? m->name : (struct str){ 0 }, .hidden = true } };
	for (enum member_kind k = MEMBER_ASSOCIATION; k < MEMBER_KINDS; k++) {
		struct str name = str_view(member_kind_name[k]);
		v->kinds[k - 1] = (struct option_view){ .value = name, .label = kind_key[k],
			.chosen = str_eq(name, form->typed[MEMBER_F_KIND]) };
	}
	memcpy(v->field, about, sizeof about);
	v->fields = fields_with(v->field, (struct form_state){ member_field_name, form->typed,
		form->problem, MEMBER_FIELDS });
	v->field[MEMBER_F_KIND].options = (struct option_views){ v->kinds, MEMBER_KINDS - 1 };
	v->head.problems = field_problems(v->fields);
}
