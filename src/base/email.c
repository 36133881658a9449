#include "base/email.h"
#include <string.h>

enum { EMAIL_MAX = 254, LOCAL_MAX = 64, LABEL_MAX = 63 };

static bool is_local_part(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_alnum(s.ptr[i]) && !memchr(".!#$%&'*+/=?^_`{|}~-", s.ptr[i], 20))
			return false;
	return s.len >= 1 && s.len <= LOCAL_MAX && s.ptr[0] != '.' && s.ptr[s.len - 1] != '.';
}

static bool is_label(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_alnum(s.ptr[i]) && s.ptr[i] != '-')
			return false;
	return s.len >= 1 && s.len <= LABEL_MAX && s.ptr[0] != '-' && s.ptr[s.len - 1] != '-';
}

static bool is_domain(struct str s)
{
	struct str label;
	bool dotted = false;
	for (; str_cut(&s, '.', &label); dotted = true)
		if (!is_label(label))
			return false;
	return dotted && is_label(s);
}

bool email_is_sound(struct str s)
{
	struct str domain = s, local;
	return s.len <= EMAIL_MAX && str_cut(&domain, '@', &local) && is_local_part(local)
		&& is_domain(domain);
}
