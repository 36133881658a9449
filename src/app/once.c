#include "app/once.h"
#include "app/site.h"

/* The key alone would make a form that was mended behind "Back" a repeat of the first one, and lose
 * its new words: the act is the key and the words together. */
static struct uuid act_of(const struct req *r)
{
	struct buf b = { .max = 1 << 20 };
	buf_put(&b, (struct str){ (const char *)r->page.once.b, sizeof r->page.once.b });
	for (const struct field *f = r->fields; f && f->name; f++) {
		if (strcmp(f->name, "csrf") == 0 || strcmp(f->name, "once") == 0)
			continue;
		buf_put(&b, str_view(f->name));
		buf_fmt(&b, "=%zu:", f->value.len);
		buf_put(&b, f->value);
	}
	struct uuid act = tag_of(&r->site->keys, FOR_FORM, buf_view(&b));
	buf_finish(&b);
	return act;
}

enum status once_find(struct req *r)
{
	struct rows rows = db_query(r->tx,
		"SELECT location FROM app_once WHERE owner = $1 AND once = $2",
		BIND(ref(who_owner(r->who)), ref(act_of(r))));
	if (rows_next(&rows)) {
		r->answer->http = 303;
		r->answer->location = row_text(&rows, 0);
	}
	return rows_end(&rows);
}

enum status once_keep(struct req *r)
{
	return db_exec(r->tx,
		"INSERT INTO app_once (owner, once, location, at) VALUES ($1, $2, $3, $4)",
		BIND(ref(who_owner(r->who)), ref(act_of(r)), text(r->answer->location), i64(r->now_at)));
}

enum status once_forget_old(struct tx *tx)
{
	enum { DAY_MS = 24 * 3600 * 1000 };
	return db_exec(tx, "DELETE FROM app_once WHERE at < $1", BIND(i64(tx_now(tx) - DAY_MS)));
}
