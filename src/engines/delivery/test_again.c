/* The same again, before it was read: one notice and one mail, that count. */
#include "engines/delivery/test_probe.h"

TEST(the_same_again_while_it_is_unread_is_one_notice_that_counts_and_one_mail)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	follows(&w, &w.ben, 1);
	rhythm(&w, &w.ben, LEVEL_AT_ONCE);
	for (int i = 0; i < 10; i++)
		happens_now(&w, 1, "probe.news");
	CHECK(unread(&w, "ada") == 1 && unread(&w, "ben") == 1 && mails(&w) == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 2);
	CHECK(world_count(&w, "SELECT min(times) FROM delivery_notice") == 10);
	happens_now(&w, 1, "probe.other");         /* another sentence is other news */
	CHECK(unread(&w, "ben") == 2 && mails(&w) == 2);
	w.now_at += DAY + HOUR;                    /* a new day for who wants it at once */
	happens_now(&w, 1, "probe.news");
	CHECK(unread(&w, "ben") == 3 && mails(&w) == 3 && unread(&w, "ada") == 2);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mentions(newest(&w).body, "Vous avez 12 nouvelles, à propos de 1 sujet.\n"));
	happens_now(&w, 1, "probe.news");          /* that mail has gone: this is for the next */
	CHECK(unread(&w, "ada") == 3);
	w.now_at += DAY;
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mentions(newest(&w).body, "Vous avez 1 nouvelle, à propos de 1 sujet.\n"));
	struct call c = { .w = &w, .persona = w.ada.person.persona };
	happens_now(&w, 1, "probe.news");
	CHECK(run(&c, read_all) == OK && unread(&w, "ada") == 0);
	happens_now(&w, 1, "probe.news");          /* what was read is over */
	CHECK(unread(&w, "ada") == 1);
	world_close(&w);
}

TEST(what_was_counted_is_counted_again_when_the_mail_goes)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	for (int i = 0; i < 5; i++)
		happens_now(&w, 1, "probe.counted");
	still_there = 3;
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 1 && mentions(newest(&w).body, "Vous avez 3 nouvelles,"));
	happens_now(&w, 1, "probe.counted");       /* never more than were told */
	w.now_at += DAY;
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 2 && mentions(newest(&w).body, "Vous avez 1 nouvelle,"));
	happens_now(&w, 1, "probe.counted");
	still_there = 0;                           /* all of it is gone: no mail */
	w.now_at += DAY;
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 2);
	world_close(&w);
}
