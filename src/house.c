#include "house.h"
#include "engines/search/search.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

const char labagora_version[] = AGORA_VERSION;

static const char *in_folder(struct arena *a, struct str folder, const char *name)
{
	return str_fmt(a, "%.*s/%s", (int)folder.len, folder.ptr, name).ptr;
}

void house_paths(struct house *h, struct arena *a, const struct settings *s)
{
	h->arena = a;
	h->lock = -1;
	h->database = in_folder(a, s->data, "community.db");
	h->search = in_folder(a, s->data, "search.db");
	h->socket = in_folder(a, s->data, "control.sock");
	h->keys = in_folder(a, s->data, "keys/instance.key");
}

static enum status make_folder(const char *path, struct error *e)
{
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return OK;
	return fail(e, BROKEN, "cannot make the folder \"%.120s\": %s", path, strerror(errno));
}

static enum status take_lock(struct house *h, struct str folder, struct error *e)
{
	h->lock = open(in_folder(h->arena, folder, "lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (h->lock < 0)
		return fail(e, BROKEN, "cannot write in \"%.*s\": %s", (int)folder.len, folder.ptr,
			strerror(errno));
	if (flock(h->lock, LOCK_EX | LOCK_NB) == 0)
		return OK;
	return fail(e, CONFLICT, "another process is using \"%.*s\"; end it, or wait until it is done",
		(int)folder.len, folder.ptr);
}

static enum status prepare_search(const struct house *h, struct error *e)
{
	struct db *derived = db_open(h->search, DB_DERIVED, e);
	if (!derived)
		return e->status;
	enum status s = search_prepare(derived, e);
	db_close(derived);
	return s;
}

struct db *house_reader(const struct house *h, struct error *e)
{
	struct db *reader = db_open(h->database, DB_READ, e);
	if (reader && db_attach(reader, h->search, "search", e) == OK)
		return reader;
	db_close(reader);
	return NULL;
}

/* The writer opens first: a database that was left in the middle recovers through it alone. */
static enum status open_databases(struct house *h, struct error *e)
{
	h->db = db_open(h->database, DB_WRITE, e);
	if (!h->db)
		return e->status;
	TRY(site_migrate(&h->site, h->db, e));
	TRY(prepare_search(h, e));
	h->reader = house_reader(h, e);
	if (!h->reader)
		return e->status;
	h->site.writer = writer_start(h->db);
	return OK;
}

static struct str public_url(struct arena *a, const struct settings *s)
{
	struct str url = s->public_url;
	while (url.len && url.ptr[url.len - 1] == '/')
		url.len--;
	if (url.len)
		return str_dup(a, url);
	return str_fmt(a, "http://%.*s:%lld", (int)s->host.len, s->host.ptr, (long long)s->port);
}

static enum status open_site(struct house *h, const struct settings *s, struct error *e)
{
	h->site = (struct site){ .features = features, .zone = ZONE_COMMUNITY, .settings = *s,
		.public_url = public_url(h->arena, s), .arena = h->arena, .version = labagora_version };
	h->site.secure = memcmp(h->site.public_url.ptr, "https:", 6) == 0;
	TRY(country_load(&h->site.country, h->arena, e));
	return site_check(&h->site, e);
}

enum status house_open(struct house *h, struct arena *a, const struct settings *s, bool make,
	struct error *e)
{
	*h = (struct house){ 0 };
	house_paths(h, a, s);
	bool is_there = access(h->database, F_OK) == 0;
	if (!is_there && !make)
		return fail(e, NOT_FOUND, "there is no Lab Agora in \"%.*s\" yet;"
			" \"labagora init --data %.*s\" makes one", (int)s->data.len, s->data.ptr,
			(int)s->data.len, s->data.ptr);
	TRY(make_folder(str_dup(a, s->data).ptr, e));
	TRY(take_lock(h, s->data, e));
	TRY(make_folder(in_folder(a, s->data, "keys"), e));
	TRY(open_site(h, s, e));
	TRY(keys_load(&h->site.keys, h->keys, !is_there, e));
	return open_databases(h, e);
}

void house_close(struct house *h)
{
	struct error e = { 0 };
	writer_stop(h->site.writer);
	db_close(h->reader);
	if (h->db)
		db_checkpoint_all(h->db, &e);
	db_close(h->db);
	if (h->lock >= 0)
		close(h->lock);
	*h = (struct house){ .lock = -1 };
}
