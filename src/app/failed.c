/* What a failed request says to people: by status alone, never with a technical word. */
#include "app/page.h"

const struct failed_words *failed_words(enum status status)
{
	static const struct failed_words all[STATUSES] = {
		[INVALID]   = { WORD("app.failed.invalid"), WORD("app.failed.invalid.what"),
			WORD("app.failed.invalid.do") },
		[SIGN_IN]   = { WORD("app.failed.sign_in"), WORD("app.failed.sign_in.what"),
			WORD("app.failed.sign_in.do") },
		[FORBIDDEN] = { WORD("app.failed.forbidden"), WORD("app.failed.forbidden.what"),
			WORD("app.failed.forbidden.do") },
		[NOT_FOUND] = { WORD("app.failed.not_found"), WORD("app.failed.not_found.what"),
			WORD("app.failed.not_found.do") },
		[GONE]      = { WORD("app.failed.gone"), WORD("app.failed.gone.what"),
			WORD("app.failed.not_found.do") },
		[CONFLICT]  = { WORD("app.failed.conflict"), WORD("app.failed.conflict.what"),
			WORD("app.failed.conflict.do") },
		[EXPIRED]   = { WORD("app.failed.expired"), WORD("app.failed.expired.what"),
			WORD("app.failed.expired.do") },
		[TOO_LARGE] = { WORD("app.failed.too_large"), WORD("app.failed.too_large.what"),
			WORD("app.failed.too_large.do") },
		[TOO_MANY]  = { WORD("app.failed.too_many"), WORD("app.failed.too_many.what"),
			WORD("app.failed.too_many.do") },
		[BUSY]      = { WORD("app.failed.busy"), WORD("app.failed.busy.what"),
			WORD("app.failed.busy.do") },
		[FULL]      = { WORD("app.failed.full"), WORD("app.failed.full.what"),
			WORD("app.failed.full.do") },
		[BROKEN]    = { WORD("app.failed.broken"), WORD("app.failed.broken.what"),
			WORD("app.failed.broken.do") },
	};
	return &all[status < STATUSES && all[status].title ? status : BROKEN];
}

/* A short value without a blank is a choice, a date or a key: it travels along unseen. */
static bool is_prose(struct str value)
{
	enum { SHORT = 40 };
	return value.len > SHORT || (value.len && memchr(value.ptr, ' ', value.len))
		|| (value.len && memchr(value.ptr, '\n', value.len));
}

/* A text that is the only one bears no number: 0. */
static int first_number(const struct kept_view *v)
{
	int n = 0;
	for (const struct field *f = v->fields; f && f->name; f++)
		n += !field_is_secret(f->name) && is_prose(f->value);
	return n > 1;
}

void part_kept_fields(struct buf *h, const struct page *p, const struct kept_view *v)
{
	int number = first_number(v);
	for (const struct field *f = v->fields; f && f->name; f++) {
		if (field_is_secret(f->name))
			continue;
		if (is_prose(f->value))
			part_kept_text(h, p, f, number++);
		else
			part_kept_value(h, p, f);
	}
}

int64_t links_waiting(struct links links)
{
	int64_t n = 0;
	for (size_t i = 0; i < links.len; i++)
		n += links.items[i].waiting;
	return n;
}

struct str field_type(enum field_kind kind)
{
	switch (kind) {
	case FIELD_EMAIL:
		return STR("email");
	case FIELD_PASSWORD:
		return STR("password");
	case FIELD_TEXT: case FIELD_LONG: case FIELD_CHOICE: case FIELD_SELECT:
	case FIELD_CHECK: case FIELD_CHECKS: case FIELD_DAY: case FIELD_SEARCH:
		break;
	}
	return STR("text");
}

struct str step_class(enum step_state state)
{
	switch (state) {
	case STEP_DONE:
		return STR("is-done");
	case STEP_NOW:
		return STR("is-now");
	case STEP_LATE:
		return STR("is-now is-late");
	case STEP_NEXT:
		break;
	}
	return STR("is-next");
}
