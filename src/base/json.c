#include "base/json.h"

static void quoted(struct buf *out, struct str s)
{
	buf_put(out, STR("\""));
	size_t from = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c != '"' && c != '\\' && c != '<' && c >= 0x20)
			continue;
		buf_put(out, (struct str){ s.ptr + from, i - from });
		if (c == '"' || c == '\\')
			buf_fmt(out, "\\%c", c);
		else
			buf_fmt(out, "\\u%04x", c);      /* '<' too: a script element cannot end early */
		from = i + 1;
	}
	if (from < s.len)
		buf_put(out, (struct str){ s.ptr + from, s.len - from });
	buf_put(out, STR("\""));
}

static void begin(struct json *j, const char *key)
{
	if (j->more)
		buf_put(j->out, STR(","));
	j->more = true;
	if (key) {
		quoted(j->out, str_view(key));
		buf_put(j->out, STR(":"));
	}
}

void json_open(struct json *j, const char *key, char bracket)
{
	begin(j, key);
	buf_put(j->out, (struct str){ &bracket, 1 });
	j->more = false;
}

void json_close(struct json *j, char bracket)
{
	buf_put(j->out, (struct str){ &bracket, 1 });
	j->more = true;
}

void json_text(struct json *j, const char *key, struct str value)
{
	begin(j, key);
	quoted(j->out, value);
}

void json_i64(struct json *j, const char *key, int64_t value)
{
	begin(j, key);
	buf_fmt(j->out, "%lld", (long long)value);
}

void json_bool(struct json *j, const char *key, bool value)
{
	begin(j, key);
	buf_put(j->out, value ? STR("true") : STR("false"));
}
