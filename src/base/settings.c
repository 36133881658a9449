/* What the operator may set. The table below is all there is to add for a new one, besides its
 * member in struct settings. */
#include "base/settings.h"
#include "base/buf.h"
#include "base/utf8.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { FILE_MAX = 64 << 10, NAME_MAX_LEN = 24 };

static const char TEXT[] = "text";
static const char FILE_NAME[] = "file";
static const char NUMBER[] = "number";
static const char ADDRESS[] = "IP address";
static const char WEB_URL[] = "http:// or https:// URL";
static const char MAIL_URL[] = "smtp:// or smtps:// URL";
static const char LEVEL[] = "error, info or debug";

#define AT(member) offsetof(struct settings, member)

const struct setting_doc setting_docs[] = {
	{ "data", FILE_NAME, "data", "folder of everything that is kept", AT(data), 0, 0 },
	{ "host", ADDRESS, "127.0.0.1", "address to listen on; loopback unless a proxy is declared",
		AT(host), 0, 0 },
	{ "port", NUMBER, "8080", "port to listen on", AT(port), 1, 65535 },
	{ "public-url", WEB_URL, "", "what people type; empty: http://host:port",
		AT(public_url), 0, 0 },
	{ "loops", NUMBER, "0", "threads that serve; 0: one a core", AT(loops), 0, 256 },
	{ "proxy", ADDRESS, "", "the proxy whose X-Forwarded-For is believed; empty: none",
		AT(proxy), 0, 0 },
	{ "smtp-url", MAIL_URL, "", "where mail goes; empty: it stays in the outbox",
		AT(smtp_url), 0, 0 },
	{ "smtp-user", TEXT, "", "name to sign in with at smtp-url", AT(smtp_user), 0, 0 },
	{ "smtp-password-file", FILE_NAME, "", "file that holds the password for smtp-url",
		AT(smtp_password_file), 0, 0 },
	{ "mail-from", TEXT, "Lab Agora <ne-pas-repondre@localhost>", "sender of our mail",
		AT(mail_from), 0, 0 },
	{ "metrics-token", TEXT, "",
		"bearer token of /metrics; empty: loopback only, and not behind a proxy",
		AT(metrics_token), 0, 0 },
	{ "rate-limits", NUMBER, "1", "0: no limit to how often one address may ask; only to measure",
		AT(rate_limits), 0, 1 },
	{ "demo", NUMBER, "0", "1: this is a demonstration, and every page says so", AT(demo), 0, 1 },
	{ "publisher", TEXT, "", "who publishes this site, for the legal notice",
		AT(publisher), 0, 0 },
	{ "address", TEXT, "", "postal address of the publisher", AT(address), 0, 0 },
	{ "director", TEXT, "", "director of publication", AT(director), 0, 0 },
	{ "hosting", TEXT, "", "name, address and phone of the host", AT(hosting), 0, 0 },
	{ "contact-email", TEXT, "", "where people write to", AT(contact_email), 0, 0 },
	{ "dpo-email", TEXT, "", "where people write about their data", AT(dpo_email), 0, 0 },
	{ "phone", TEXT, "", "where people call", AT(phone), 0, 0 },
	{ "log-level", LEVEL, "info", "how much the log says", AT(log_level), 0, 0 },
	{ 0 },
};

/* Variables that begin with AGORA_ and are read by the tests alone. */
static const char *const for_tests[] = { "AGORA_FHIR_CORPUS" };

static void *member(struct settings *s, const struct setting_doc *d)
{
	return (char *)s + d->at;
}

void settings_init(struct settings *s)
{
	*s = (struct settings){ 0 };
	for (const struct setting_doc *d = setting_docs; d->name; d++)
		if (d->kind == NUMBER)
			str_to_i64(str_view(d->fallback), member(s, d));
		else
			*(struct str *)member(s, d) = str_view(d->fallback);
}

static const struct setting_doc *find(struct str name)
{
	for (const struct setting_doc *d = setting_docs; d->name; d++)
		if (str_eq(name, str_view(d->name)))
			return d;
	return NULL;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters must be put in, left out or replaced to make one of the other (Levenshtein). */
static size_t distance(struct str a, struct str b)
{
	size_t row[NAME_MAX_LEN + 1];
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t replaced = corner + (a.ptr[i - 1] != b.ptr[j - 1]);
			corner = row[j];
			row[j] = least(replaced, least(row[j], row[j - 1]) + 1);
		}
	}
	return row[b.len];
}

static enum status refuse_name(struct str name, struct error *e)
{
	const char *nearest = NULL;
	struct str shown = utf8_cut(name, NAME_MAX_LEN);
	size_t best = shown.len / 3 + 2;      /* further away is no slip of the hand */
	for (const struct setting_doc *d = setting_docs; d->name; d++) {
		size_t n = distance(shown, str_view(d->name));
		if (n < best) {
			best = n;
			nearest = d->name;
		}
	}
	if (nearest)
		return fail(e, INVALID, "\"%.*s\" is not a setting; did you mean \"%s\"?", (int)shown.len,
			shown.ptr, nearest);
	return fail(e, INVALID, "\"%.*s\" is not a setting", (int)shown.len, shown.ptr);
}

static bool is_address(struct str value)
{
	char text[64], binary[16];
	if (value.len >= sizeof text)
		return false;
	memcpy(text, value.ptr, value.len);
	text[value.len] = '\0';
	return inet_pton(AF_INET, text, binary) == 1 || inet_pton(AF_INET6, text, binary) == 1;
}

static bool is_url(struct str value, struct str scheme, struct str other)
{
	bool known = str_starts(value, scheme) || str_starts(value, other);
	return known && !str_ends(value, STR("/")) && !memchr(value.ptr, ' ', value.len);
}

/* Is a text what its kind asks for? An empty one takes the setting away, where that is possible. */
static bool holds(const struct setting_doc *d, struct str value)
{
	if (value.len == 0)
		return d->fallback[0] == '\0';
	if (d->kind == ADDRESS)
		return is_address(value);
	if (d->kind == WEB_URL)
		return is_url(value, STR("http://"), STR("https://"));
	if (d->kind == MAIL_URL)
		return is_url(value, STR("smtp://"), STR("smtps://"));
	return d->kind != LEVEL || str_eq(value, STR("error")) || str_eq(value, STR("info"))
		|| str_eq(value, STR("debug"));
}

/* A line break in a mail's sender or a token's header would begin a line of its own. */
static bool is_one_line(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.ptr[i] < 0x20 || value.ptr[i] == 0x7F)
			return false;
	return utf8_is_valid(value);
}

enum status settings_set(struct settings *s, struct arena *a, struct str name, struct str value,
	struct error *e)
{
	const struct setting_doc *d = find(name);
	if (!d)
		return refuse_name(name, e);
	if (!is_one_line(value))
		return fail(e, INVALID, "\"%s\" wants one line of UTF-8", d->name);
	int64_t n = 0;
	if (d->kind == NUMBER) {
		if (!str_to_i64(value, &n) || n < d->min || n > d->max)
			return fail(e, INVALID, "\"%s\" wants a number from %lld to %lld, like %s", d->name,
				(long long)d->min, (long long)d->max, d->fallback);
		*(int64_t *)member(s, d) = n;
		return OK;
	}
	if (!holds(d, value))
		return fail(e, INVALID, "\"%s\" wants: %s%s", d->name, d->kind,
			d->kind == WEB_URL || d->kind == MAIL_URL ? ", without / at its end" : "");
	*(struct str *)member(s, d) = str_dup(a, value);
	return OK;
}

static bool has_comment(struct str value)
{
	for (size_t i = 1; i < value.len; i++)
		if (value.ptr[i] == '#' && (value.ptr[i - 1] == ' ' || value.ptr[i - 1] == '\t'))
			return true;
	return false;
}

static enum status read_line(struct settings *s, struct arena *a, struct str line, struct error *e)
{
	struct str name;
	line = str_trim(line);
	if (line.len == 0 || line.ptr[0] == '#')
		return OK;
	if (!str_cut(&line, '=', &name))
		return fail(e, INVALID, "a line is: name = value");
	if (has_comment(line))      /* half of an address must not get lost unseen */
		return fail(e, INVALID, "a comment stands on a line of its own");
	return settings_set(s, a, str_trim(name), str_trim(line), e);
}

/* The whole file, in the arena. */
static enum status read_all(struct arena *a, int fd, struct str *out, struct error *e)
{
	char *bytes = NEW(a, char, FILE_MAX + 1);
	size_t len = 0;
	ssize_t n = 1;
	while (n > 0 && len <= FILE_MAX) {
		n = read(fd, bytes + len, FILE_MAX + 1 - len);
		len += n > 0 ? (size_t)n : 0;
	}
	if (n < 0)
		return fail(e, INVALID, "cannot be read: %s", strerror(errno));
	if (len > FILE_MAX)
		return fail(e, INVALID, "has more than %d bytes", FILE_MAX);
	*out = (struct str){ bytes, len };
	return OK;
}

enum status settings_read_file(struct settings *s, struct arena *a, const char *path,
	struct error *e)
{
	struct error why = { 0 };
	struct str rest = { 0 }, line;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return OK;
	if (fd < 0)
		return fail(e, INVALID, "settings file \"%s\" cannot be read: %s", path, strerror(errno));
	enum status got = read_all(a, fd, &rest, &why);
	close(fd);
	if (got != OK)
		return fail(e, got, "settings file \"%s\" %s", path, why.text);
	for (int n = 1; rest.len; n++) {
		if (!str_cut(&rest, '\n', &line)) {
			line = rest;
			rest.len = 0;
		}
		if (read_line(s, a, line, &why) != OK)
			return fail(e, INVALID, "settings file line %d: %s", n, why.text);
	}
	return OK;
}

/* AGORA_PUBLIC_URL → public-url. False: none of ours. */
static bool setting_name(struct arena *a, struct str variable, struct str *name)
{
	for (size_t i = 0; i < sizeof for_tests / sizeof *for_tests; i++)
		if (str_eq(variable, str_view(for_tests[i])))
			return false;
	if (!str_starts(variable, STR("AGORA_")))
		return false;
	char *p = NEW(a, char, variable.len);
	*name = (struct str){ p, variable.len - 6 };
	for (size_t i = 0; i < name->len; i++) {
		char c = variable.ptr[i + 6];
		p[i] = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
	}
	return true;
}

enum status settings_read_env(struct settings *s, struct arena *a, char *const *environ_,
	struct error *e)
{
	for (; *environ_; environ_++) {
		struct str value = str_view(*environ_), variable, name;
		struct error why = { 0 };
		if (!str_cut(&value, '=', &variable) || !setting_name(a, variable, &name))
			continue;
		if (settings_set(s, a, name, value, &why) != OK)
			return fail(e, INVALID, "environment %.*s: %s", (int)utf8_cut(variable, 40).len,
				variable.ptr, why.text);
	}
	return OK;
}
