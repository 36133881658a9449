#include "base/settings.h"
#include "base/test.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

TEST(the_fallbacks_are_those_of_the_table)
{
	struct settings s;
	settings_init(&s);
	CHECK(str_eq(s.data, STR("data")) && str_eq(s.host, STR("127.0.0.1")) && s.port == 8080);
	CHECK(str_eq(s.mail_from, STR("Lab Agora <ne-pas-repondre@localhost>")));
	CHECK(str_eq(s.log_level, STR("info")) && s.loops == 0 && s.demo == 0);
	CHECK(s.public_url.len == 0 && s.proxy.len == 0 && s.phone.len == 0);
}

TEST(every_setting_has_a_document_and_takes_its_own_fallback)
{
	size_t n = 0;
	for (const struct setting_doc *d = setting_docs; d->name; d++, n++) {
		struct arena *a = arena_create();
		struct settings s, fresh;
		struct error e = { 0 };
		settings_init(&s);
		settings_init(&fresh);
		CHECK_AT(n, d->text[0] && d->kind[0] && strlen(d->name) <= 24);
		CHECK_AT(n, settings_set(&s, a, str_view(d->name), str_view(d->fallback), &e) == OK);
		CHECK_AT(n, s.port == fresh.port && str_eq(s.log_level, fresh.log_level));
		for (const struct setting_doc *other = setting_docs; other != d; other++)
			CHECK_AT(n, other->at != d->at && strcmp(other->name, d->name) != 0);
		arena_destroy(a);
	}
	CHECK(n == 21);
}

TEST(a_value_must_be_what_its_setting_wants)
{
	static const struct {
		const char *name, *value;
		enum status want;
		const char *says;
	} cases[] = {
		{ "port", "80", OK, "" }, { "port", "65535", OK, "" },
		{ "port", "0", INVALID, "\"port\" wants a number from 1 to 65535, like 8080" },
		{ "port", "65536", INVALID, "1 to 65535" }, { "port", "80a", INVALID, "1 to 65535" },
		{ "port", "", INVALID, "1 to 65535" }, { "port", "-1", INVALID, "1 to 65535" },
		{ "demo", "1", OK, "" }, { "demo", "2", INVALID, "from 0 to 1" },
		{ "demo", "yes", INVALID, "from 0 to 1" }, { "loops", "257", INVALID, "from 0 to 256" },
		{ "host", "::1", OK, "" }, { "host", "0.0.0.0", OK, "" },
		{ "host", "example.org", INVALID, "\"host\" wants: IP address" },
		{ "host", "", INVALID, "IP address" }, { "proxy", "", OK, "" },
		{ "proxy", "10.0.0.256", INVALID, "IP address" },
		{ "public-url", "https://agora.example", OK, "" }, { "public-url", "", OK, "" },
		{ "public-url", "agora.example", INVALID, "http:// or https:// URL" },
		{ "public-url", "https://agora.example/", INVALID, "without / at its end" },
		{ "smtp-url", "smtps://mail.example:465", OK, "" },
		{ "smtp-url", "https://mail.example", INVALID, "smtp:// or smtps:// URL" },
		{ "log-level", "debug", OK, "" }, { "log-level", "all", INVALID, "error, info or debug" },
		{ "data", "", INVALID, "\"data\" wants: file" }, { "phone", "", OK, "" },
		{ "publisher", "Centre hospitalier d’Épernay", OK, "" },
		{ "publisher", "a\xFF", INVALID, "one line of UTF-8" },
		{ "mail-from", "a@b.example\nBcc: c@d.example", INVALID, "one line of UTF-8" },
		{ "prot", "80", INVALID, "\"prot\" is not a setting; did you mean \"port\"?" },
		{ "public_url", "", INVALID, "did you mean \"public-url\"?" },
		{ "smtp-pasword-file", "x", INVALID, "did you mean \"smtp-password-file\"?" },
		{ "colour", "red", INVALID, "\"colour\" is not a setting" },
		{ "", "x", INVALID, "\"\" is not" },
		{ "a very long name that goes on and on", "x", INVALID, "\"a very long name that go\" is" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		struct settings s;
		struct error e = { 0 };
		settings_init(&s);
		CHECK_AT(i, settings_set(&s, a, str_view(cases[i].name), str_view(cases[i].value), &e)
			== cases[i].want && e.status == cases[i].want);
		CHECK_AT(i, strstr(e.text, cases[i].says) != NULL);
		arena_destroy(a);
	}
}

static enum status read_text(struct settings *s, struct arena *a, struct str text, struct error *e)
{
	char folder[64], path[80];
	test_folder(folder);
	snprintf(path, sizeof path, "%s/settings", folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	CHECK(fd >= 0 && write(fd, text.ptr, text.len) == (ssize_t)text.len);
	close(fd);
	enum status got = settings_read_file(s, a, path, e);
	unlink(path);
	rmdir(folder);
	return got;
}

TEST(a_file_is_read_line_by_line)
{
	struct arena *a = arena_create();
	struct settings s;
	struct error e = { 0 };
	settings_init(&s);
	CHECK(read_text(&s, a, STR("# ours\n\nport = 9000\r\n  host=::\n\tpublisher =  Lab = a#b \n"
		"   # more\npublic-url = https://x.fr\nphone =\ndemo = 1"), &e) == OK);
	CHECK(s.port == 9000 && str_eq(s.host, STR("::")) && str_eq(s.publisher, STR("Lab = a#b")));
	CHECK(str_eq(s.public_url, STR("https://x.fr")) && s.phone.len == 0 && s.demo == 1);
	CHECK(settings_read_file(&s, a, "/tmp/agora-no-such-file", &e) == OK && s.port == 9000);
	CHECK(read_text(&s, a, (struct str){ 0 }, &e) == OK);
	arena_destroy(a);
}

TEST(a_fault_in_the_file_names_its_line)
{
	static const struct { const char *text, *says; } cases[] = {
		{ "# a\n\nprot = 80\n",
			"settings file line 3: \"prot\" is not a setting; did you mean \"port\"?" },
		{ "port = 80\nport\n", "settings file line 2: a line is: name = value" },
		{ "port = 80 # web\n", "settings file line 1: a comment stands on a line of its own" },
		{ "demo = oui", "settings file line 1: \"demo\" wants a number from 0 to 1, like 0" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		struct settings s;
		struct error e = { 0 };
		settings_init(&s);
		CHECK_AT(i, read_text(&s, a, str_view(cases[i].text), &e) == INVALID);
		CHECK_AT(i, strcmp(e.text, cases[i].says) == 0);
		arena_destroy(a);
	}
}

TEST(a_folder_and_a_file_without_end_are_no_settings)
{
	struct arena *a = arena_create();
	struct settings s;
	struct error folder = { 0 }, endless = { 0 };
	settings_init(&s);
	CHECK(settings_read_file(&s, a, "/tmp", &folder) == INVALID);
	CHECK(strstr(folder.text, "settings file \"/tmp\" cannot be read") != NULL);
	CHECK(settings_read_file(&s, a, "/dev/zero", &endless) == INVALID);
	CHECK(strstr(endless.text, "has more than 65536 bytes") != NULL);
	arena_destroy(a);
}

TEST(the_environment_overrules_and_is_as_strict)
{
	static char *const good[] = { "PATH=/bin", "AGORA_PUBLIC_URL=https://y.fr", "AGORA_PORT=81",
		"AGORA_FHIR_CORPUS=/x", "AGORA", "=C:", NULL };
	static char *const unknown[] = { "AGORA_X=1", NULL };
	static char *const near[] = { "AGORA_LOGLEVEL=info", NULL };
	static char *const bad[] = { "AGORA_PORT=x", NULL };
	struct arena *a = arena_create();
	struct settings s;
	struct error e = { 0 }, e2 = { 0 }, e3 = { 0 };
	settings_init(&s);
	CHECK(settings_read_env(&s, a, good, &e) == OK && s.port == 81);
	CHECK(str_eq(s.public_url, STR("https://y.fr")));
	CHECK(settings_read_env(&s, a, unknown, &e) == INVALID);
	CHECK(strcmp(e.text, "environment AGORA_X: \"x\" is not a setting") == 0);
	CHECK(settings_read_env(&s, a, near, &e2) == INVALID);
	CHECK(strstr(e2.text, "did you mean \"log-level\"?") != NULL);
	CHECK(settings_read_env(&s, a, bad, &e3) == INVALID && strstr(e3.text, "AGORA_PORT") != NULL);
	arena_destroy(a);
}
