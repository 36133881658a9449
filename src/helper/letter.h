#ifndef HELPER_LETTER_H
#define HELPER_LETTER_H
#include "base/arena.h"

/* A mail as it goes over the wire: plain text in base64, ASCII throughout, lines of at most 76
 * signs and CRLF. Pure. */
struct letter { struct str id, from, to, subject, message_id, body, stop; };
struct str letter_message(struct arena *a, const struct letter *l, int64_t now_at);

/* Words for a header, as RFC 2047 wants them: plain when they are ASCII, else encoded words, cut
 * between letters, one a line. `room`: signs left on the first line. */
struct str letter_words(struct arena *a, struct str words, size_t room);
/* "Université <x@y>" with its name in encoded words; an address alone stays. */
struct str letter_from(struct arena *a, struct str from);
/* RFC 5322: "Tue, 24 Nov 2026 08:12:20 +0000". */
struct str letter_date(struct arena *a, int64_t at);
/* "Lab Agora <x@y>" → "x@y"; an address alone stays. Points into `from`. */
struct str letter_address(struct str from);
/* The two headers of RFC 8058, each with its line end, the address on a line of its own; "" when
 * `stop` is no plain http(s) address: no header is better than one that goes wrong. */
struct str letter_stop(struct arena *a, struct str stop);
/* One address and nothing else: no blank, no line end, exactly one @. What fails is never sent. */
bool letter_address_is_safe(struct str address);
#endif
