#include "helper/letter.h"
#include "base/test.h"

TEST(words_with_accents_are_encoded_and_cut_between_letters)
{
	struct arena *a = arena_create();
	CHECK(str_eq(letter_words(a, STR("News for you"), 60), STR("News for you")));
	CHECK(str_eq(letter_words(a, STR("Été"), 60), STR("=?UTF-8?B?w4l0w6k=?=")));
	struct str longer = letter_words(a,
		STR("ééééééééééééééééééééééééééééééééééééééééééééééé"), 60);
	struct str line;
	for (size_t room = 60; str_cut(&longer, '\n', &line); room = 76)
		CHECK(line.len <= room + 1 && memmem(line.ptr, line.len, "?=", 2));
	CHECK(longer.len <= 76);
	arena_destroy(a);
}

TEST(words_cannot_begin_a_header_of_their_own)
{
	struct arena *a = arena_create();
	struct str s = letter_words(a, STR("x\r\nBcc: all@example.org"), 60);
	CHECK(!memmem(s.ptr, s.len, "Bcc", 3));
	arena_destroy(a);
}

TEST(a_letter_is_ascii_in_short_lines_with_crlf)
{
	struct arena *a = arena_create();
	struct letter l = { .from = STR("Université d’été <lab@example.org>"),
		.to = STR("ada@example.org"), .subject = STR("Des nouvelles vous attendent, à lire"),
		.message_id = STR("<1@example.org>"),
		.body = STR("Bonjour Ada,\n\nUne ligne très longue qui dépasse de beaucoup ce qu’un serveur"
			" de courrier aime à recevoir d’un seul tenant, et puis une autre.\n") };
	struct str s = letter_message(a, &l, 1795508029000), line;
	CHECK(memmem(s.ptr, s.len, "\r\n\r\n", 4));
	while (str_cut(&s, '\n', &line)) {
		CHECK(line.len >= 1 && line.len <= 77 && line.ptr[line.len - 1] == '\r');
		for (size_t i = 0; i + 1 < line.len; i++)
			CHECK((unsigned char)line.ptr[i] >= 0x20 && (unsigned char)line.ptr[i] <= 0x7E);
	}
	CHECK(s.len == 0);
	arena_destroy(a);
}

TEST(a_mail_can_be_stopped_by_one_click_and_by_no_address_that_breaks_a_header)
{
	static const struct { const char *stop; bool taken; } cases[] = {
		{ "https://agora.example/arreter/1/2", true }, { "http://127.0.0.1:8080/x", true },
		{ "", false }, { "mailto:x@example.org", false }, { "https://", false },
		{ "https://x/\r\nBcc: all@example.org", false }, { "https://x/>,<https://y/", false },
		{ "https://x/ y", false }, { "https://x/é", false },
	};
	struct arena *a = arena_create();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, (letter_stop(a, str_view(cases[i].stop)).len > 0) == cases[i].taken);
	struct letter l = { .from = STR("lab@example.org"), .to = STR("ada@example.org"),
		.subject = STR("News"), .message_id = STR("<1@example.org>"), .body = STR("x\n"),
		.stop = STR("https://agora.example/arreter/1/2") };
	static const char want[] = "\r\nList-Unsubscribe:\r\n <https://agora.example/arreter/1/2>\r\n"
		"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
	struct str s = letter_message(a, &l, 1795508029000);
	CHECK(memmem(s.ptr, s.len, want, sizeof want - 1));
	l.stop = (struct str){ 0 };
	s = letter_message(a, &l, 1795508029000);
	CHECK(!memmem(s.ptr, s.len, "List-", 5));
	arena_destroy(a);
}

TEST(only_one_plain_address_is_ever_written_to)
{
	static const struct { const char *address; bool safe; } cases[] = {
		{ "ada@example.org", true }, { "a.b+c@example.org", true }, { "ada", false },
		{ "ada@@example.org", false }, { "ada@example.org,ben@example.org", false },
		{ "ada@example.org\r\nRCPT TO:<x@example.org>", false }, { "", false }, { "@x", false },
		{ "<ada@example.org>", false }, { "-f@example.org", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, letter_address_is_safe(str_view(cases[i].address)) == cases[i].safe);
}

TEST(the_date_of_a_letter_is_that_of_rfc_5322)
{
	struct arena *a = arena_create();
	CHECK(str_eq(letter_date(a, 1795508029000), STR("Tue, 24 Nov 2026 08:13:49 +0000")));
	CHECK(str_eq(letter_address(STR("Lab Agora <x@example.org>")), STR("x@example.org")));
	CHECK(str_eq(letter_address(STR(" x@example.org ")), STR("x@example.org")));
	arena_destroy(a);
}
