#include "base/log.h"
#include "base/str.h"
#include "base/test.h"
#include <unistd.h>

TEST(fifty_lines_of_a_kind_pass_in_a_second_and_the_rest_are_counted)
{
	struct log_brake b = { 0 };
	int left_out;
	for (int i = 0; i < 60; i++)
		CHECK_AT(i, log_brake(&b, 5000000 + i, &left_out) == (i < 50) && left_out == 0);
	CHECK(!log_brake(&b, 5999999, &left_out) && left_out == 0);
	CHECK(log_brake(&b, 6000000, &left_out) && left_out == 11);
	CHECK(log_brake(&b, 6000001, &left_out) && left_out == 0);
	CHECK(log_brake(&b, 60000000, &left_out) && left_out == 0);
}

/* What log_line writes to stderr while `write_lines` runs. */
static struct str caught(void (*write_lines)(void), char *bytes, size_t size)
{
	int ends[2], old = dup(STDERR_FILENO);
	CHECK(pipe(ends) == 0 && old >= 0);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	write_lines();
	dup2(old, STDERR_FILENO);
	close(old);
	size_t len = 0;
	for (ssize_t n; (n = read(ends[0], bytes + len, size - len)) > 0;)
		len += (size_t)n;
	close(ends[0]);
	return (struct str){ bytes, len };
}

static void three_levels(void)
{
	log_line(LOG_ERROR, "disk %d is full", 3);
	log_line(LOG_INFO, "started\nand\x1B[1m %s", "well");
	log_line(LOG_DEBUG, "not shown");
	log_set_level(LOG_DEBUG);
	log_line(LOG_DEBUG, "shown");
	log_set_level(LOG_ERROR);
	log_line(LOG_INFO, "not shown either");
	log_set_level(LOG_INFO);
}

TEST(a_line_has_its_time_its_level_and_no_line_break_of_its_own)
{
	static const char *const want[] = { "error disk 3 is full", "info started and [1m well",
		"debug shown" };
	char bytes[4096];
	struct str text = caught(three_levels, bytes, sizeof bytes), line;
	size_t n = 0;
	for (; str_cut(&text, '\n', &line); n++) {
		CHECK_AT(n, n < 3 && line.len > 21 && line.ptr[19] == 'Z' && line.ptr[20] == ' ');
		line = (struct str){ line.ptr + 21, line.len - 21 };
		CHECK_AT(n, str_eq(line, str_view(want[n])));
	}
	CHECK(n == 3 && text.len == 0);
}

static void a_flood(void)
{
	for (int i = 0; i < 500; i++)
		log_line(LOG_INFO, "drop %d", i);
	log_line(LOG_INFO, "another kind");
	char long_text[2000];
	memset(long_text, 'x', sizeof long_text);
	log_line(LOG_INFO, "%.*s", (int)sizeof long_text, long_text);
}

TEST(a_flood_of_one_kind_leaves_room_for_another)
{
	char bytes[32768];
	struct str text = caught(a_flood, bytes, sizeof bytes), line = { 0 };
	size_t drops = 0, others = 0, longest = 0;
	while (str_cut(&text, '\n', &line)) {
		drops += memmem(line.ptr, line.len, "drop", 4) != NULL;
		others += str_ends(line, STR("info another kind"));
		longest = line.len > longest ? line.len : longest;
	}
	CHECK(drops >= 50 && drops <= 100 && others == 1);
	CHECK(longest > 400 && longest < 512 && str_ends(line, STR("xxx")));
}
