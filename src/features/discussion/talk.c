/* What people talk about, by the registry: this feature needs to know no other. */
#include "features/discussion/talk.h"
#include "features/discussion/store.h"

static const struct discussed_kind *kind_of(const struct site *site, struct str word, int number)
{
	for (const struct feature *const *f = site->features; *f; f++)
		for (const struct discussed_kind *k = (*f)->discussed; k && k->kind; k++)
			if (k->kind == number || str_eq(word, str_view(k->word)))
				return k;
	return NULL;
}

static enum status fill(struct tx *tx, const struct site *site, const struct who *who,
	struct talk *t)
{
	if (!site_object(site, tx, who, t->key, &t->object))
		return fail(tx_error(tx), NOT_FOUND, "what it is about is not to be seen");
	TRY(talk_state_find(tx, t->key, &t->state));
	t->is_open = !t->state.locked_at && t->kind->is_open(&t->object);
	return OK;
}

enum status talk_find(struct tx *tx, const struct site *site, const struct who *who,
	const struct talk_asked *asked, struct talk *out)
{
	*out = (struct talk){ .kind = kind_of(site, asked->word, -1) };
	if (!out->kind)
		return fail(tx_error(tx), NOT_FOUND, "nobody talks about such objects");
	out->key.kind = out->kind->kind;
	TRY(out->kind->find(tx, who, asked->ref, &out->key.id));
	return fill(tx, site, who, out);
}

enum status talk_about(struct tx *tx, const struct site *site, const struct who *who,
	struct object_key key, struct talk *out)
{
	*out = (struct talk){ .kind = kind_of(site, (struct str){ 0 }, key.kind), .key = key };
	if (!out->kind)
		return fail(tx_error(tx), NOT_FOUND, "nobody talks about such objects");
	return fill(tx, site, who, out);
}

enum status talk_of_post(struct tx *tx, const struct site *site, const struct who *who,
	struct uuid ref, struct talk *out)
{
	struct post p;
	TRY(post_by_ref(tx, who, ref, &p));
	struct object_key key = { p.about_kind, p.about_id };
	bool is_own = who->roles && uuid_eq(p.persona, who->persona);
	*out = (struct talk){ .kind = kind_of(site, (struct str){ 0 }, key.kind), .key = key,
		.is_gone = is_own };
	if (!is_own || site_object(site, tx, who, key, &out->object))
		TRY(talk_about(tx, site, who, key, out));
	out->post = p;
	return tx_error(tx)->status;
}

/* ---- for the registry ---- */

struct str post_path(struct arena *a, struct uuid ref)
{
	return str_fmt(a, "/echanges/%s", uuid_print(ref).text);
}

/* The registry gives no site; which features there are is the same for every site. */
enum status post_object(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	const struct site every = { .features = features };
	struct post p;
	struct object about;
	if (!post_get(tx, who, id, &p))
		return fail(tx_error(tx), NOT_FOUND, "no post to be seen with id %lld", (long long)id);
	if (!site_object(&every, tx, who, (struct object_key){ p.about_kind, p.about_id }, &about))
		return fail(tx_error(tx), NOT_FOUND, "what it is about is not to be seen");
	*out = (struct object){ .ref = p.ref, .title = about.title, .text = p.text, .lang = p.lang,
		.path = post_path(tx_arena(tx), p.ref), .state = (int)p.state,
		.audience = (enum audience)p.audience, .at = p.at, .persona = p.persona };
	return OK;
}
