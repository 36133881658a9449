#include "app/route.h"

enum lang path_take_lang(struct str *path)
{
	for (enum lang l = LANG_FR + 1; l < LANGS; l++) {
		size_t n = strlen(lang_about[l].prefix);
		if (path->len < n || memcmp(path->ptr, lang_about[l].prefix, n) != 0)
			continue;
		if (path->len == n) {
			*path = STR("/");
			return l;
		}
		if (path->ptr[n] == '/') {
			*path = (struct str){ path->ptr + n, path->len - n };
			return l;
		}
	}
	return LANG_FR;
}

/* ---- holes of a pattern ---- */

static bool eat_ref(struct str *path, struct route_found *f)
{
	struct uuid u;
	if (path->len < 36 || !uuid_parse((struct str){ path->ptr, 36 }, &u))
		return false;
	if (uuid_is_none(f->ref))
		f->ref = u;
	else
		f->ref2 = u;
	*path = (struct str){ path->ptr + 36, path->len - 36 };
	return true;
}

static size_t name_length(struct str s)
{
	size_t n = 0;
	while (n < s.len && ((s.ptr[n] >= 'a' && s.ptr[n] <= 'z') || s.ptr[n] == '-'
		|| (s.ptr[n] >= '0' && s.ptr[n] <= '9')))
		n++;
	return n;
}

static bool eat_name(struct str *path, struct route_found *f)
{
	size_t n = name_length(*path);
	f->name = (struct str){ path->ptr, n };
	*path = (struct str){ path->ptr + n, path->len - n };
	return n > 0 && n <= 60;
}

static void eat_slug(struct str *path)
{
	if (path->len == 0 || path->ptr[0] != '-')
		return;
	size_t n = name_length(*path);
	*path = (struct str){ path->ptr + n, path->len - n };
}

static bool eat_hole(const char **pattern, struct str *path, struct route_found *f)
{
	if (strncmp(*pattern, "{ref}", 5) == 0) {
		*pattern += 5;
		return eat_ref(path, f);
	}
	if (strncmp(*pattern, "{name}", 6) == 0) {
		*pattern += 6;
		return eat_name(path, f);
	}
	*pattern += strlen("{-slug}");
	eat_slug(path);
	return true;
}

static bool matches(const char *pattern, struct str path, struct route_found *f)
{
	f->ref = f->ref2 = (struct uuid){ 0 };
	f->name = (struct str){ 0 };
	while (*pattern) {
		if (*pattern == '{') {
			if (!eat_hole(&pattern, &path, f))
				return false;
			continue;
		}
		if (path.len == 0 || path.ptr[0] != *pattern)
			return false;
		pattern++;
		path = (struct str){ path.ptr + 1, path.len - 1 };
	}
	return path.len == 0;
}

struct route_found route_find(const struct site *s, enum method method, struct str path)
{
	struct route_found f = { 0 };
	bool other = false;
	for (const struct feature *const *feature = s->features; *feature; feature++) {
		if (((*feature)->zones & s->zone) == 0)
			continue;
		for (const struct route *r = (*feature)->routes; r && r->method; r++) {
			if (!matches(r->path, path, &f))
				continue;
			if (r->method == method) {
				f.feature = *feature;
				f.route = r;
				return f;
			}
			other = true;
		}
	}
	return (struct route_found){ .other_method = other };
}

enum rate route_rate(const struct route *r)
{
	return r->rate != RATE_READ || r->method == GET ? r->rate : RATE_WRITE;
}

size_t route_body_limit(const struct route *r)
{
	enum { KB = 1024, USUAL = 64 };
	return (size_t)(r->body_kb ? r->body_kb : USUAL) * KB;
}

bool roles_may(const struct permission *of_feature, unsigned roles, const char *permission)
{
	if (strcmp(permission, "public") == 0)
		return true;
	for (const struct permission *p = of_feature; p && p->name; p++)
		if (strcmp(p->name, permission) == 0)
			return (p->any_of & roles) != 0;
	return false;
}
