/* One block of synthetic-IV encryption: the tag of the clear text is the IV, and its keyed hash the
 * stream that masks it. Whoever has no key can neither read a token nor make one. */
#include "engines/delivery/stop.h"
#include <stdio.h>

static struct uuid keyed(const struct keys *k, const char *use, int what, struct uuid u)
{
	char text[80];
	int n = snprintf(text, sizeof text, "delivery|%s|%d|%s", use, what, uuid_print(u).text);
	return tag_of(k, FOR_TAG, (struct str){ text, (size_t)n });
}

static struct uuid masked(const struct keys *k, struct uuid u, struct uuid tag)
{
	struct uuid mask = keyed(k, "mask", 0, tag);
	for (size_t i = 0; i < sizeof u.b; i++)
		u.b[i] ^= mask.b[i];
	return u;
}

struct stop_token stop_token(const struct keys *k, struct uuid persona, enum stop_what what)
{
	struct uuid tag = keyed(k, "stop", (int)what, persona);
	return (struct stop_token){ masked(k, persona, tag), tag };
}

bool stop_open(const struct keys *k, const struct stop_token *t, struct uuid *persona,
	enum stop_what *what)
{
	*persona = masked(k, t->masked, t->tag);
	for (*what = STOP_ALL; *what <= STOP_FOLLOWED; ++*what)
		if (uuid_eq(keyed(k, "stop", (int)*what, *persona), t->tag))
			return true;
	return false;
}
