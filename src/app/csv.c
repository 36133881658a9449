/* Cells that no spreadsheet runs. */
#include "app/csv.h"

/* A cell that begins so is run as a formula by spreadsheets; "- one" is a line of a list. */
static bool is_formula(struct str s)
{
	if (s.len == 0 || !memchr("=@+-", s.ptr[0], 4))
		return false;
	return s.ptr[0] == '=' || s.ptr[0] == '@' || (s.len > 1 && s.ptr[1] != ' ');
}

/* Whoever reads the file by another separator than its own takes what stands behind a comma or a
 * line inside a text for the beginning of a cell: there too a formula gets its apostrophe. */
static void put_text(struct buf *out, struct str s)
{
	bool begins = true;
	for (; s.len; s = (struct str){ s.ptr + 1, s.len - 1 }) {
		if (begins && is_formula(s))
			buf_put(out, STR("'"));
		if (s.ptr[0] == '"')
			buf_put(out, STR("\""));
		buf_put(out, (struct str){ s.ptr, 1 });
		begins = memchr(",;\t\r\n", s.ptr[0], 5) || (begins && memchr(" \"", s.ptr[0], 2));
	}
}

void csv_field(struct buf *out, char separator, struct str s)
{
	bool quoted = is_formula(s);
	for (size_t i = 0; i < s.len; i++)
		quoted |= s.ptr[i] == separator || memchr("\",;\t\r\n", s.ptr[i], 6);
	if (!quoted) {
		buf_put(out, s);
		return;
	}
	buf_put(out, memchr("\t\r", s.ptr[0], 2) ? STR("\"'") : STR("\""));
	put_text(out, s);
	buf_put(out, STR("\""));
}

void csv_line(struct buf *out, char separator, const struct str *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_put(out, (struct str){ &separator, 1 });
		csv_field(out, separator, fields[i]);
	}
	buf_put(out, STR("\r\n"));
}
