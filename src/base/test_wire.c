#include "base/wire.h"
#include "base/test.h"
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static void open_pair(int ends[2])
{
	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
}

TEST(frames_arrive_as_they_were_sent_and_the_end_is_seen)
{
	int ends[2];
	open_pair(ends);
	CHECK(wire_send(ends[0], 'q', STR("a\0b\0")) && wire_send(ends[0], 'e', (struct str){ 0 }));
	close(ends[0]);
	struct buf b = { .max = 64 };
	CHECK(wire_receive(ends[1], &b) == 'q' && str_eq(buf_view(&b), STR("a\0b\0")));
	CHECK(wire_receive(ends[1], &b) == 'e' && b.len == 4);
	CHECK(wire_receive(ends[1], &b) == 0 && b.len == 4);
	buf_finish(&b);
	close(ends[1]);
}

static void *send_by_byte(void *arg)
{
	static const char frame[] = "k\0\0\0\3abc";
	for (size_t i = 0; i < sizeof frame - 1; i++) {
		ssize_t n = send(*(int *)arg, frame + i, 1, 0);
		usleep(n == 1 ? 500 : 0);
	}
	return NULL;
}

TEST(a_frame_that_comes_byte_by_byte_is_one_frame)
{
	int ends[2];
	pthread_t sender;
	open_pair(ends);
	CHECK(pthread_create(&sender, NULL, send_by_byte, &ends[0]) == 0);
	struct buf b = { .max = 64 };
	CHECK(wire_receive(ends[1], &b) == 'k' && str_eq(buf_view(&b), STR("abc")));
	pthread_join(sender, NULL);
	buf_finish(&b);
	close(ends[0]);
	close(ends[1]);
}

static void *send_large(void *arg)
{
	static char bytes[WIRE_MAX];
	memset(bytes, 'z', sizeof bytes);
	bool sent = wire_send(*(int *)arg, 'L', (struct str){ bytes, sizeof bytes });
	return sent ? arg : NULL;
}

TEST(the_largest_frame_passes_though_no_socket_holds_it)
{
	int ends[2];
	pthread_t sender;
	void *sent;
	open_pair(ends);
	CHECK(pthread_create(&sender, NULL, send_large, &ends[0]) == 0);
	struct buf b = { .max = WIRE_MAX };
	CHECK(wire_receive(ends[1], &b) == 'L' && b.len == WIRE_MAX && !b.full);
	CHECK(b.bytes[0] == 'z' && b.bytes[WIRE_MAX - 1] == 'z');
	pthread_join(sender, &sent);
	CHECK(sent != NULL);
	buf_finish(&b);
	close(ends[0]);
	close(ends[1]);
}

TEST(what_is_no_frame_is_refused_and_leaves_nothing)
{
	static const struct { const char *bytes; size_t len; } cases[] = {
		{ "k\0\x10\0\1aaaa", 9 },           /* one more than WIRE_MAX */
		{ "k\xFF\xFF\xFF\xFF" "aaaa", 9 },
		{ "k\0\0\0\x41", 5 },               /* one more than the buffer takes */
		{ "k\0\0\0\4ab", 7 },               /* broken off */
		{ "k\0\0", 3 },
		{ "\0\0\0\0\1a", 6 },               /* no kind */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int ends[2];
		open_pair(ends);
		CHECK_AT(i, send(ends[0], cases[i].bytes, cases[i].len, 0) == (ssize_t)cases[i].len);
		close(ends[0]);
		struct buf b = { .max = 65 };
		buf_put(&b, STR("x"));
		CHECK_AT(i, wire_receive(ends[1], &b) == 0 && str_eq(buf_view(&b), STR("x")));
		buf_finish(&b);
		close(ends[1]);
	}
}

TEST(sending_to_nobody_is_an_answer_not_a_signal)
{
	int ends[2];
	open_pair(ends);
	close(ends[1]);
	CHECK(!wire_send(ends[0], 'k', STR("abc")) && !wire_send(ends[0], 'k', (struct str){ 0 }));
	CHECK(!wire_send(ends[0], 0, STR("abc")));
	close(ends[0]);
	open_pair(ends);
	static const char bytes[WIRE_MAX + 1];
	CHECK(!wire_send(ends[0], 'k', (struct str){ bytes, sizeof bytes }));
	close(ends[0]);
	close(ends[1]);
}

TEST(a_field_ends_in_nul)
{
	struct str rest = STR("one\0\0three\0four"), field;
	CHECK(wire_field(&rest, &field) && str_eq(field, STR("one")));
	CHECK(wire_field(&rest, &field) && field.len == 0);
	CHECK(wire_field(&rest, &field) && str_eq(field, STR("three")));
	CHECK(!wire_field(&rest, &field));
}
