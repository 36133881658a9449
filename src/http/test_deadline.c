#include "http/deadline.h"
#include "base/test.h"
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { S = 1000000 };
static const struct limits limits = { .head = 10 * S, .body = 30 * S, .total = 60 * S,
	.idle = 20 * S };

TEST(every_phase_has_its_deadline)
{
	struct deadlines l = { .limits = limits };
	struct deadline d;
	deadline_add(&l, &d, -1, 100);
	CHECK(!deadline_is_past(&d, 100 + 10 * S - 1) && deadline_is_past(&d, 100 + 10 * S));
	deadline_enter(&l, &d, PHASE_BODY, 5 * S);
	CHECK(!deadline_is_past(&d, 35 * S - 1) && deadline_is_past(&d, 35 * S));
	deadline_enter(&l, &d, PHASE_ANSWER, 6 * S);
	CHECK(!deadline_is_past(&d, 60 * S) && deadline_is_past(&d, 100 + 60 * S));
	deadline_enter(&l, &d, PHASE_ANSWER, 100 * S);          /* its body took so long */
	CHECK(!deadline_is_past(&d, 130 * S - 1) && deadline_is_past(&d, 130 * S));
	deadline_enter(&l, &d, PHASE_IDLE, 7 * S);
	CHECK(!deadline_is_past(&d, 27 * S - 1) && deadline_is_past(&d, 27 * S));
	deadline_enter(&l, &d, PHASE_HEAD, 20 * S);
	CHECK(!deadline_is_past(&d, 30 * S - 1) && deadline_is_past(&d, 30 * S));
	deadline_remove(&d);
	CHECK(l.first == NULL);
}

/* Sweeps once a second while so many bytes come in it; returns the second of the cut, 0 for none
 * in 200. */
static int cut_at(int64_t bytes, int stops_at)
{
	struct deadlines l = { .limits = limits };
	struct deadline d;
	int fd[2], second = 1;
	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == 0);
	deadline_add(&l, &d, fd[0], 0);
	deadline_enter(&l, &d, PHASE_BODY, 0);
	for (; second < 200 && !d.cut; second++) {
		d.received += second <= stops_at ? bytes : 0;
		deadlines_sweep(&l, (int64_t)second * S, false);
	}
	close(fd[0]);
	close(fd[1]);
	return d.cut ? second - 1 : 0;
}

TEST(a_body_must_flow_and_a_steady_one_gets_more_time)
{
	static const struct { int64_t bytes; int stops_at, cut_at; } cases[] = {
		{ 0, 0, 11 }, { RATE_LEAST - 1, 200, 11 }, { RATE_LEAST, 200, 30 },
		{ RATE_FAIR - 1, 200, 30 }, { RATE_FAIR, 200, 0 }, { 1000000, 200, 0 },
		{ 1000000, 40, 51 }, { 100, 10, 11 }, { 2000, 15, 21 }, { 2000, 17, 30 }, { 2000, 12, 21 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, cut_at(cases[i].bytes, cases[i].stops_at) == cases[i].cut_at);
}

/* Two ends of a connection over loopback. */
static void connect_pair(int fd[2])
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof at;
	int door = socket(AF_INET, SOCK_STREAM, 0);
	fd[0] = socket(AF_INET, SOCK_STREAM, 0);
	CHECK(bind(door, (struct sockaddr *)&at, len) == 0 && listen(door, 1) == 0);
	CHECK(getsockname(door, (struct sockaddr *)&at, &len) == 0);
	CHECK(connect(fd[0], (struct sockaddr *)&at, len) == 0);
	fd[1] = accept(door, NULL, NULL);
	CHECK(fd[1] >= 0);
	close(door);
}

TEST(an_answer_that_is_being_read_may_go_on_beyond_its_time)
{
	static char bytes[200000];
	struct deadlines l = { .limits = limits };
	struct deadline d;
	int fd[2], second = 1;
	connect_pair(fd);
	deadline_add(&l, &d, fd[0], 0);
	deadline_enter(&l, &d, PHASE_ANSWER, 0);
	for (; second < 200 && !d.cut; second++) {
		if (second % 10 == 5 && second < 100) {      /* the other side reads until then */
			CHECK(send(fd[0], bytes, sizeof bytes, 0) == sizeof bytes);
			CHECK(recv(fd[1], bytes, sizeof bytes, MSG_WAITALL) == sizeof bytes);
			usleep(50000);                           /* for what confirms it */
		}
		deadlines_sweep(&l, (int64_t)second * S, false);
	}
	CHECK_AT(second, d.cut && second - 1 == 111);
	close(fd[0]);
	close(fd[1]);
}

TEST(who_leaves_in_the_middle_of_a_request_is_not_waited_for)
{
	struct deadlines l = { .limits = limits };
	struct deadline d[2];
	int fd[2][2];
	char c;
	for (int i = 0; i < 2; i++) {
		connect_pair(fd[i]);
		deadline_add(&l, &d[i], fd[i][0], 0);
		deadline_enter(&l, &d[i], PHASE_BODY, 0);
	}
	CHECK(send(fd[1][1], "abc", 3, 0) == 3);
	CHECK(deadlines_sweep(&l, S, false) == 0 && !d[0].cut && !d[1].cut);
	close(fd[0][1]);
	CHECK(deadlines_sweep(&l, 2 * S, false) == 0 && d[0].cut && !d[1].cut);
	CHECK(recv(fd[1][0], &c, 1, 0) == 1 && c == 'a');       /* looking has taken nothing */
	close(fd[0][0]);
	close(fd[1][0]);
	close(fd[1][1]);
}

TEST(the_sweep_cuts_the_late_once_and_the_idle_when_it_is_crowded)
{
	struct deadlines l = { .limits = limits };
	struct deadline d[3];
	int fd[3][2];
	char c;
	for (int i = 0; i < 3; i++) {
		CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd[i]) == 0);
		deadline_add(&l, &d[i], fd[i][0], i * S);
	}
	deadline_enter(&l, &d[2], PHASE_IDLE, 2 * S);
	CHECK(deadlines_sweep(&l, 9 * S, false) == 0);
	CHECK(deadlines_sweep(&l, 10 * S, false) == 1 && read(fd[0][1], &c, 1) == 0);
	CHECK(read(fd[1][1], &c, 1) == -1 && read(fd[2][1], &c, 1) == -1);
	CHECK(deadlines_sweep(&l, 10 * S, true) == 0 && read(fd[2][1], &c, 1) == 0);
	CHECK(read(fd[1][1], &c, 1) == -1);
	deadline_remove(&d[1]);
	CHECK(deadlines_sweep(&l, 100 * S, true) == 0 && read(fd[1][1], &c, 1) == -1);
	deadline_remove(&d[2]);
	deadline_remove(&d[0]);
	CHECK(l.first == NULL);
	for (int i = 0; i < 6; i++)
		close(fd[i / 2][i % 2]);
}
