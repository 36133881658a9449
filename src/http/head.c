/* The head of a request: from libmicrohttpd's into ours. All of it is copied, for a call that is
 * away may outlive its connection. */
#include "http/inside.h"
#include "base/utf8.h"

static enum MHD_Result add_line(void *head, enum MHD_ValueKind kind, const char *name,
	const char *value)
{
	(void)kind;
	head_add(head, str_view(name), str_view(value));
	return MHD_YES;
}

static size_t head_size(struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	return info ? info->header_size : 0;
}

static enum http_method method_of(struct str s)
{
	return str_eq(s, STR("GET")) ? HTTP_GET : str_eq(s, STR("HEAD")) ? HTTP_HEAD
		: str_eq(s, STR("POST")) ? HTTP_POST : HTTP_OTHER;
}

/* What is not UTF-8 counts as not sent: of these headers none needs it. */
static struct str copy(struct request *r, const struct head *h, enum known which)
{
	struct str s = str_trim(h->known[which]);
	if (s.len == 0 || !utf8_is_valid(s))
		return (struct str){ 0 };
	return str_dup(r->call.arena, s);
}

static struct str media_type(struct request *r, const struct head *h)
{
	struct str s = h->known[KNOWN_CONTENT_TYPE], type = s;
	str_cut(&s, ';', &type);
	type = str_trim(type);
	if (!utf8_is_valid(type))
		return (struct str){ 0 };
	char *p = NEW(r->call.arena, char, type.len + 1);
	for (size_t i = 0; i < type.len; i++)
		p[i] = (char)(type.ptr[i] >= 'A' && type.ptr[i] <= 'Z' ? type.ptr[i] | 0x20 : type.ptr[i]);
	return (struct str){ p, type.len };
}

/* Of a chain of proxies only the last word is from ours; what stands before it anyone may write. */
static struct str peer_of(struct request *r, const struct head *h)
{
	struct address peer = r->connection->peer, proxy = r->loop->proxy;
	if (proxy.text[0] && strcmp(peer.text, proxy.text) == 0) {
		struct str rest = h->known[KNOWN_FORWARDED_FOR], before;
		while (str_cut(&rest, ',', &before))
			;
		struct address said = address_parse(str_trim(rest));
		if (said.text[0])
			peer = said;
	}
	return str_dup(r->call.arena, str_view(peer.text));
}

int request_read_head(struct request *r, const char *method, const char *version)
{
	struct http_call *call = &r->call;
	struct head h;
	memset(&h, 0, offsetof(struct head, lines));
	h.method = str_view(method);
	h.version = str_view(version);
	h.target = r->target;
	h.target_len = r->target_len;
	h.size = head_size(r->connection->mhd);
	h.in_place = r->loop->in_place;
	MHD_get_connection_values(r->connection->mhd, MHD_HEADER_KIND, add_line, &h);

	call->method = method_of(h.method);
	call->peer = peer_of(r, &h);
	int status = guard_head(&h);
	if (status)
		return status;
	r->last = h.times[KNOWN_ENCODING] > 0;          /* see guard.h */
	r->has_body = head_has_body(&h);
	r->expects = h.times[KNOWN_EXPECT] > 0;
	str_to_i64(h.known[KNOWN_LENGTH], &r->announced);
	call->host = copy(r, &h, KNOWN_HOST);
	if (!guard_target(call->arena, r->target, call->host, &call->path, &call->query))
		return 400;
	call->content_type = media_type(r, &h);
	call->cookie = copy(r, &h, KNOWN_COOKIE);
	call->origin = copy(r, &h, KNOWN_ORIGIN);
	call->referer = copy(r, &h, KNOWN_REFERER);
	call->accept_language = copy(r, &h, KNOWN_ACCEPT_LANGUAGE);
	call->accept_encoding = copy(r, &h, KNOWN_ACCEPT_ENCODING);
	call->if_none_match = copy(r, &h, KNOWN_IF_NONE_MATCH);
	call->authorization = copy(r, &h, KNOWN_AUTHORIZATION);
	call->requested_with = copy(r, &h, KNOWN_REQUESTED_WITH);
	return 0;
}
