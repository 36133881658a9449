/* The second process: the only one that may connect. It speaks to the first over file 3 (see
 * app/mailer.h for the frames), keeps nothing, and ends when the other side does. */
#include "base/clock.h"
#include "base/wire.h"
#include "helper/letter.h"
#include <curl/curl.h>
#include <signal.h>
#include <sys/prctl.h>

enum { SOCKET = 3, CONNECT_S = 10, WHOLE_S = 60, NEVER = 500 };

struct relay { struct str url, user, password, from; CURL *curl; struct arena *arena; };

static struct str field(struct arena *a, struct str *rest)
{
	struct str s = { 0 };
	wire_field(rest, &s);
	return str_dup(a, s);
}

static bool reply(char kind, struct str id, const char *reason)
{
	struct buf b = { .max = WIRE_MAX };
	buf_put(&b, id);
	buf_put(&b, (struct str){ "", 1 });
	buf_put(&b, str_view(reason));
	buf_put(&b, (struct str){ "", 1 });
	bool ok = wire_send(SOCKET, kind, buf_view(&b));
	buf_finish(&b);
	return ok;
}

/* ---- the mail ---- */

struct reading { struct str left; };

static size_t read_some(char *to, size_t size, size_t count, void *arg)
{
	struct reading *r = arg;
	size_t n = size * count < r->left.len ? size * count : r->left.len;
	memcpy(to, r->left.ptr, n);
	r->left = (struct str){ r->left.ptr + n, r->left.len - n };
	return n;
}

static bool is_near(const struct relay *r)
{
	static const char *const names[] = { "//127.", "//localhost", "//[::1]" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (memmem(r->url.ptr, r->url.len, names[i], strlen(names[i])))
			return true;
	return false;
}

/* Off this machine mail goes encrypted, to a relay that proves its name, or not at all. A relay on
 * this machine (Debian's postfix) has a certificate of its own making: nobody stands between. */
static void set_safety(CURL *c, const struct relay *r)
{
	bool near = is_near(r);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(c, CURLOPT_USE_SSL, near ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, near ? 0L : 1L);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, near ? 0L : 2L);
}

static CURLcode send_letter(struct relay *r, struct arena *a, const struct letter *l)
{
	CURL *c = r->curl;
	curl_easy_reset(c);                      /* keeps the connection */
	curl_easy_setopt(c, CURLOPT_URL, r->url.ptr);
	set_safety(c, r);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)WHOLE_S);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	if (r->user.len) {
		curl_easy_setopt(c, CURLOPT_USERNAME, r->user.ptr);
		curl_easy_setopt(c, CURLOPT_PASSWORD, r->password.ptr);
	}
	curl_easy_setopt(c, CURLOPT_MAIL_FROM, str_dup(a, letter_address(r->from)).ptr);
	struct curl_slist *to = curl_slist_append(NULL, l->to.ptr);
	curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
	struct reading reading = { letter_message(a, l, clock_now()) };
	curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, read_some);
	curl_easy_setopt(c, CURLOPT_READDATA, &reading);
	CURLcode rc = curl_easy_perform(c);
	curl_slist_free_all(to);
	return rc;
}

static bool deliver(struct relay *r, struct str frame)
{
	struct arena *a = arena_create();
	struct letter l = { .id = field(a, &frame), .to = field(a, &frame), .subject = field(a, &frame),
		.message_id = field(a, &frame), .body = field(a, &frame), .stop = field(a, &frame),
		.from = r->from };
	bool ok;
	if (!r->curl || r->url.len == 0) {
		ok = reply('L', l.id, "no relay was named");
	} else if (!letter_address_is_safe(l.to)) {
		ok = reply('R', l.id, "the address is not one");
	} else {
		CURLcode rc = send_letter(r, a, &l);
		long code = 0;
		curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &code);
		struct str why = str_fmt(a, "%s (SMTP %ld)", curl_easy_strerror(rc), code);
		char kind = rc == CURLE_OK ? 'S' : code >= NEVER && code < NEVER + 100 ? 'R' : 'L';
		ok = reply(kind, l.id, rc == CURLE_OK ? "" : why.ptr);
	}
	arena_destroy(a);
	return ok;
}

static void meet(struct relay *r, struct str frame)
{
	r->url = field(r->arena, &frame);
	r->user = field(r->arena, &frame);
	r->password = field(r->arena, &frame);
	r->from = field(r->arena, &frame);
}

int main(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN);                 /* Ctrl-C is for our parent: it closes the socket */
	curl_global_init(CURL_GLOBAL_DEFAULT);
	struct relay relay = { .curl = curl_easy_init(), .arena = arena_create() };
	struct buf frame = { .max = 2 * WIRE_MAX };
	bool on = true;
	for (char kind; on && (kind = wire_receive(SOCKET, &frame));) {
		if (kind == 'C')
			meet(&relay, buf_view(&frame));
		else if (kind == 'M')
			on = deliver(&relay, buf_view(&frame));
		frame.len = 0;
	}
	buf_finish(&frame);
	curl_easy_cleanup(relay.curl);
	arena_destroy(relay.arena);
	curl_global_cleanup();
	return 0;
}
