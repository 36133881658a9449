#include "app/rate.h"
#include "base/test.h"

TEST(a_key_may_ask_so_often_and_is_then_told_when)
{
	struct rates *r = rates_create();
	struct uuid key = uuid_v4(), other = uuid_v4();
	int64_t now_at = 1792000000000;
	for (int i = 0; i < 20; i++)
		CHECK_AT(i, rate_take(r, RATE_SIGN_IN, key, now_at) == 0);
	CHECK(rate_take(r, RATE_SIGN_IN, key, now_at) == 30);
	CHECK(rate_take(r, RATE_SIGN_IN, key, now_at + 29000) == 1);
	CHECK(rate_take(r, RATE_SIGN_IN, key, now_at + 30000) == 0);
	CHECK(rate_take(r, RATE_SIGN_IN, key, now_at + 30000) == 30);
	CHECK(rate_take(r, RATE_SIGN_IN, other, now_at) == 0);
	CHECK(rate_take(r, RATE_READ, key, now_at) == 0);
	rates_destroy(r);
}

TEST(being_refused_costs_nothing_more)
{
	struct rates *r = rates_create();
	struct uuid key = uuid_v4();
	for (int i = 0; i < 500; i++)
		rate_take(r, RATE_SIGN_IN, key, 1000);
	CHECK(rate_take(r, RATE_SIGN_IN, key, 1000) == 30);
	rates_destroy(r);
}

TEST(no_key_and_no_table_mean_no_limit)
{
	struct rates *r = rates_create();
	for (int i = 0; i < 1000; i++)
		CHECK_AT(i, rate_take(r, RATE_SIGN_IN, (struct uuid){ 0 }, 1000) == 0);
	CHECK(rate_take(NULL, RATE_SIGN_IN, uuid_v4(), 1000) == 0);
	CHECK(rate_take(r, RATE_FREE, uuid_v4(), 1000) == 0);
	rates_destroy(r);
}

TEST(many_other_keys_do_not_free_the_one_that_asks_too_often)
{
	struct rates *r = rates_create();
	struct uuid key = uuid_v4();
	for (int i = 0; i < 20; i++)
		rate_take(r, RATE_SIGN_IN, key, 1000);
	for (int i = 0; i < 20000; i++)
		rate_take(r, RATE_SIGN_IN, uuid_v4(), 1000);
	CHECK(rate_take(r, RATE_SIGN_IN, key, 1000) > 0);
	rates_destroy(r);
}
