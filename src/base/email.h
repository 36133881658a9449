#ifndef BASE_EMAIL_H
#define BASE_EMAIL_H
#include "base/str.h"

/* One address and nothing else, as mail servers take it without quotes: at most 254 bytes, ASCII,
 * no blank, comma or bracket, a host with a dot (RFC 5321 §4.5.3.1, narrowed). */
bool email_is_sound(struct str s);
#endif
