#include "base/secret.h"
#include "base/test.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

TEST(what_is_sealed_opens_only_as_it_was_sealed)
{
	static const char *const texts[] = { "", "a", "née à Épernay",
		"0123456789abcdef0123456789abcdef" };
	struct keys k;
	keys_test(&k);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct arena *a = arena_create();
		struct str about = STR("person.name.7"), clear = str_view(texts[i]);
		struct str sealed = seal(a, &k, FOR_SEAL, about, clear), text = sealed;
		CHECK_AT(i, sealed.len == clear.len + 40);
		CHECK_AT(i, unseal(a, &k, FOR_SEAL, about, &text) && str_eq(text, clear));
		text = sealed;
		CHECK_AT(i, !unseal(a, &k, FOR_SEAL, STR("person.name.8"), &text));
		CHECK_AT(i, !unseal(a, &k, FOR_SEAL, (struct str){ 0 }, &text));
		CHECK_AT(i, !unseal(a, &k, FOR_LINK, about, &text) && text.ptr == sealed.ptr);
		CHECK_AT(i, !str_eq(seal(a, &k, FOR_SEAL, about, clear), sealed));
		arena_destroy(a);
	}
}

TEST(one_bit_or_one_byte_less_and_it_does_not_open)
{
	struct keys k;
	struct arena *a = arena_create();
	keys_test(&k);
	struct str sealed = seal(a, &k, FOR_SEAL, STR("x"), STR("secret"));
	for (size_t bit = 0; bit < sealed.len * 8; bit++) {
		char bytes[64];
		memcpy(bytes, sealed.ptr, sealed.len);
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		struct str text = { bytes, sealed.len };
		CHECK_AT(bit, !unseal(a, &k, FOR_SEAL, STR("x"), &text));
	}
	for (size_t len = 0; len < sealed.len; len++) {
		struct str text = { sealed.ptr, len };
		CHECK_AT(len, !unseal(a, &k, FOR_SEAL, STR("x"), &text));
	}
	arena_destroy(a);
}

TEST(each_purpose_has_its_own_key)
{
	struct keys k;
	keys_test(&k);
	for (int p = 1; p < PURPOSES; p++)
		for (int q = 0; q < p; q++)
			CHECK_AT(p, memcmp(k.key[p], k.key[q], sizeof k.key[p]) != 0);
}

TEST(a_tag_is_the_same_for_the_same_words_and_purpose_only)
{
	struct keys k;
	keys_test(&k);
	struct uuid tag = tag_of(&k, FOR_TAG, STR("a@b.example"));
	CHECK(uuid_eq(tag, tag_of(&k, FOR_TAG, STR("a@b.example"))));
	CHECK(!uuid_eq(tag, tag_of(&k, FOR_TAG, STR("a@b.examplE"))));
	CHECK(!uuid_eq(tag, tag_of(&k, FOR_ONCE_A_PERSON, STR("a@b.example"))));
	struct digest d = digest_of(&k, FOR_LOG, STR("x")), again = digest_of(&k, FOR_LOG, STR("x"));
	struct digest other = digest_of(&k, FOR_LOG, (struct str){ 0 });
	CHECK(digest_eq(&d, &again) && !digest_eq(&d, &other));
	CHECK(strlen(digest_print(&d).text) == 64);
	CHECK(strspn(digest_print(&d).text, "0123456789abcdef") == 64);
}

TEST(test_keys_never_change)
{
	struct keys k;
	keys_test(&k);
	struct digest d = digest_of(&k, FOR_LOG, STR("x"));
	CHECK(str_eq(str_view(digest_print(&d).text),
		STR("694252245b7586b0c884b749507c77ff5c1bc5884192ebd38786c325b1ab91d1")));
}

TEST(a_password_is_known_again_and_no_other)
{
	struct password_hash hash, again;
	CHECK(password_hash(STR("cheval agrafe pile"), &hash));
	CHECK(strncmp(hash.text, "$argon2id$v=19$m=19456,t=2,p=1$", 31) == 0);
	CHECK(password_check(STR("cheval agrafe pile"), hash.text));
	CHECK(!password_check(STR("cheval agrafe pilE"), hash.text));
	CHECK(!password_check((struct str){ 0 }, hash.text) && !password_check(STR("x"), ""));
	CHECK(password_hash(STR("cheval agrafe pile"), &again) && strcmp(hash.text, again.text) != 0);
}

static bool put_file(const char *path, size_t bytes, mode_t mode)
{
	unlink(path);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	bool good = fd >= 0 && write(fd, (char[64]){ 1 }, bytes) == (ssize_t)bytes
		&& fchmod(fd, mode) == 0;
	close(fd);
	return good;
}

TEST(the_key_file_is_made_once_and_read_again)
{
	char folder[64], path[80];
	struct keys k, again;
	struct error e = { 0 };
	struct stat st;
	test_folder(folder);
	snprintf(path, sizeof path, "%s/key", folder);
	CHECK(keys_load(&k, path, false, &e) == BROKEN && strstr(e.text, "no key file") != NULL);
	CHECK(keys_load(&k, path, true, &(struct error){ 0 }) == OK);
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600 && st.st_size == 32);
	CHECK(keys_load(&again, path, true, &(struct error){ 0 }) == OK);
	CHECK(memcmp(&k, &again, sizeof k) == 0);
	CHECK(keys_load(&again, folder, true, &(struct error){ 0 }) == BROKEN);
	unlink(path);
	rmdir(folder);
	CHECK(keys_load(&k, path, true, &(struct error){ 0 }) == BROKEN);
}

TEST(a_key_file_that_others_may_open_or_of_another_size_is_refused)
{
	static const struct { size_t bytes; mode_t mode; enum status want; } cases[] = {
		{ 32, 0600, OK }, { 32, 0400, OK }, { 32, 0640, BROKEN }, { 32, 0604, BROKEN },
		{ 32, 0602, BROKEN }, { 32, 0610, BROKEN }, { 0, 0600, BROKEN }, { 31, 0600, BROKEN },
		{ 33, 0600, BROKEN },
	};
	static const struct keys none;
	char folder[64], path[80];
	test_folder(folder);
	snprintf(path, sizeof path, "%s/key", folder);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct keys k;
		struct error e = { 0 };
		CHECK_AT(i, put_file(path, cases[i].bytes, cases[i].mode));
		CHECK_AT(i, keys_load(&k, path, true, &e) == cases[i].want && e.status == cases[i].want);
		CHECK_AT(i, (memcmp(&k, &none, sizeof k) == 0) == (cases[i].want != OK));
	}
	unlink(path);
	rmdir(folder);
}

TEST(random_bytes_differ)
{
	uint8_t a[32] = { 0 }, b[32] = { 0 };
	random_fill(a, sizeof a);
	random_fill(b, sizeof b);
	CHECK(memcmp(a, b, sizeof a) != 0);
}
