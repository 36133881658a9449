/* Commands that work on a site: in their own process, or inside the running server. */
#include "app/command.h"
#include "app/demo.h"
#include "db/writer.h"

/* ---- arguments ---- */

static struct str option(const struct command_call *c, const char *name)
{
	for (int i = 1; i + 1 < c->argc; i++)
		if (strcmp(c->argv[i], name) == 0)
			return str_view(c->argv[i + 1]);
	return (struct str){ 0 };
}

static bool has(const struct command_call *c, const char *word)
{
	for (int i = 1; i < c->argc; i++)
		if (strcmp(c->argv[i], word) == 0)
			return true;
	return false;
}

static int run_job(struct command_call *c, enum status (*run)(struct tx *tx, void *arg), void *arg)
{
	struct job job = { .run = run, .arg = arg, .arena = c->arena, .error = c->error,
		.now_at = c->now_at, .limit_us = -1 };
	if (writer_run(c->site->writer, &job) == OK)
		return 0;
	return command_fail(c, 1, "%s", c->error->text);
}

static int read_job(struct command_call *c, enum status (*run)(struct tx *tx, void *arg), void *arg)
{
	struct job job = { .run = run, .arg = arg, .arena = c->arena, .error = c->error,
		.now_at = c->now_at, .limit_us = -1 };
	if (db_read(c->reader, &job) == OK)
		return 0;
	return command_fail(c, 1, "%s", c->error->text);
}

/* ---- demo ---- */

static void say_progress(void *arg, int64_t done, int64_t total)
{
	enum { WIDTH = 40 };
	struct command_call *c = arg;
	char bar[WIDTH + 1];
	int64_t filled = total > 0 ? done * WIDTH / total : WIDTH;
	for (int i = 0; i < WIDTH; i++)
		bar[i] = i < filled ? '#' : '.';
	bar[WIDTH] = '\0';
	command_printf(c, "\r[%s] %lld of %lld%s", bar, (long long)done, (long long)total,
		done >= total ? "\n" : "");
}

struct anybody { struct command_call *c; bool found; };

static enum status look_for_anybody(struct tx *tx, void *arg)
{
	struct anybody *any = arg;
	struct members all;
	TRY(member_list(tx, &any->c->site->keys, (struct str){ 0 }, 1, &all));
	any->found = all.len > 0;
	return OK;
}

static enum status run_on_writer(void *arg, struct job *job)
{
	struct command_call *c = arg;
	return writer_run(c->site->writer, job);
}

static int run_demo(struct command_call *c)
{
	int64_t scale = 1, seed = 1;
	struct anybody any = { .c = c };
	struct str scale_text = option(c, "--scale"), seed_text = option(c, "--seed");
	if (scale_text.len && (!str_to_i64(scale_text, &scale) || scale < 1 || scale > 20000))
		return command_fail(c, 2, "--scale takes a number from 1 to 20000");
	if (seed_text.len && !str_to_i64(seed_text, &seed))
		return command_fail(c, 2, "--seed takes a number");
	int code = read_job(c, look_for_anybody, &any);
	if (code)
		return code;
	if (any.found && has(c, "--if-empty"))
		return 0;
	if (any.found)
		return command_fail(c, 1, "there are people in this folder already; a demonstration wants"
			" an empty one (choose another with --data)");
	struct demo_order order = { .seed = (uint64_t)seed, .scale = scale, .now_at = c->now_at,
		.say = say_progress, .arg = c, .run = run_on_writer, .run_arg = c };
	if (demo_make(c->site, &order, c->error) != OK)
		return command_fail(c, 1, "%s", c->error->text);
	return 0;
}

/* ---- user ---- */

struct user_work {
	struct command_call *c;
	struct person person;
	struct uuid token;
	unsigned roles;
};

static const struct { const char *name; unsigned role; } role_names[] = {
	{ "facilitator", ROLE_FACILITATOR }, { "moderator", ROLE_MODERATOR }, { "admin", ROLE_ADMIN },
	{ "none", 0 },
};

static bool read_roles(struct str list, unsigned *roles)
{
	*roles = 0;
	for (struct str one; list.len; ) {
		if (!str_cut(&list, ',', &one)) {
			one = list;
			list = (struct str){ 0 };
		}
		bool known = false;
		for (size_t i = 0; i < sizeof role_names / sizeof *role_names; i++) {
			if (!str_eq(str_trim(one), str_view(role_names[i].name)))
				continue;
			*roles |= role_names[i].role;
			known = true;
		}
		if (!known)
			return false;
	}
	return true;
}

static enum status find_user(struct tx *tx, struct user_work *w)
{
	struct str email = option(w->c, "--email");
	if (person_by_email(tx, &w->c->site->keys, email, &w->person))
		return OK;
	return fail(tx_error(tx), NOT_FOUND, "nobody has this address; \"labagora user add --email …"
		" --name …\" adds one");
}

static enum status make_link(struct tx *tx, void *arg)
{
	struct user_work *w = arg;
	TRY(find_user(tx, w));
	struct mail_link l = { .purpose = LINK_SIGN_IN, .person = w->person.id, .next = STR("/moi") };
	return link_add(tx, &w->c->site->keys, &l, &w->token);
}

static enum status set_roles(struct tx *tx, void *arg)
{
	struct user_work *w = arg;
	struct who platform = who_team(ROLE_ADMIN);
	TRY(find_user(tx, w));
	return person_set_roles(tx, &platform, w->person.id, w->roles);
}

static enum status add_user(struct tx *tx, void *arg)
{
	struct user_work *w = arg;
	const struct keys *k = &w->c->site->keys;
	struct person_new n = { .email = option(w->c, "--email"), .name = option(w->c, "--name") };
	if (person_by_email(tx, k, n.email, &w->person))
		return fail(tx_error(tx), CONFLICT, "somebody has this address already");
	TRY(person_add(tx, k, &n, &w->person));
	struct who platform = who_team(ROLE_ADMIN);
	if (w->roles)
		TRY(person_set_roles(tx, &platform, w->person.id, w->roles));
	struct mail_link l = { .purpose = LINK_SIGN_IN, .person = w->person.id, .next = STR("/moi") };
	return link_add(tx, k, &l, &w->token);
}

static enum status list_users(struct tx *tx, void *arg)
{
	struct user_work *w = arg;
	struct members all;
	TRY(member_list(tx, &w->c->site->keys, option(w->c, "--name"), 500, &all));
	for (size_t i = 0; i < all.len; i++) {
		unsigned r = all.items[i].roles;
		command_printf(w->c, "%-32.*s %s%s%s%s\n", (int)all.items[i].name.len,
			all.items[i].name.ptr, r & ROLE_FACILITATOR ? "facilitator " : "",
			r & ROLE_MODERATOR ? "moderator " : "", r & ROLE_ADMIN ? "admin " : "",
			r & ROLE_TEAM ? "" : "member");
	}
	return OK;
}

static void print_link(struct command_call *c, struct uuid token)
{
	command_printf(c, "%.*s/lien/%s\n", (int)c->site->public_url.len, c->site->public_url.ptr,
		uuid_print(token).text);
}

static int run_user(struct command_call *c)
{
	const char *what = c->argc > 1 ? c->argv[1] : "";
	struct user_work w = { .c = c };
	struct str role = option(c, "--role");
	if (!read_roles(role, &w.roles))
		return command_fail(c, 2,
			"--role takes facilitator, moderator, admin (with commas) or none");
	if (strcmp(what, "list") == 0)
		return read_job(c, list_users, &w);
	if (option(c, "--email").len == 0)
		return command_fail(c, 2,
			"say what: list, add, role or link; all but list want --email ADDRESS");
	int code = 2;
	if (strcmp(what, "add") == 0 && option(c, "--name").len)
		code = run_job(c, add_user, &w);
	else if (strcmp(what, "link") == 0)
		code = run_job(c, make_link, &w);
	else if (strcmp(what, "role") == 0 && role.len)
		return run_job(c, set_roles, &w);
	else
		return command_fail(c, 2, "add wants --name NAME; role wants --role ROLES");
	if (code == 0)
		print_link(c, w.token);
	return code;
}

/* ---- audit ---- */

struct audit_work { struct command_call *c; struct log_head head; };

static enum status verify(struct tx *tx, void *arg)
{
	struct audit_work *w = arg;
	return log_verify(tx, w->c->site, &w->head);
}

static enum status verify_all(struct tx *tx, void *arg)
{
	struct audit_work *w = arg;
	struct str events = option(w->c, "--events"), digest = option(w->c, "--digest");
	int64_t n;
	TRY(verify(tx, w));
	if (events.len == 0 && digest.len == 0)
		return OK;
	if (!str_to_i64(events, &n))
		return fail(tx_error(tx), INVALID, "--events takes the count of the anchor");
	return log_goes_through(tx, n, digest);
}

static int run_audit(struct command_call *c)
{
	const char *what = c->argc > 1 ? c->argv[1] : "";
	struct audit_work w = { .c = c };
	bool anchor = strcmp(what, "anchor") == 0;
	if (!anchor && strcmp(what, "verify") != 0)
		return command_fail(c, 2, "say what: verify or anchor");
	int code = read_job(c, anchor ? verify : verify_all, &w);
	if (code)
		return code;
	if (anchor)
		command_printf(c, "--events %lld --digest %s\n", (long long)w.head.events,
			digest_print(&w.head.digest).text);
	else
		command_printf(c, "the log holds: %lld events under %lld seals\n",
			(long long)w.head.events, (long long)w.head.seals);
	return 0;
}

const struct command commands[] = {
	{ "demo", "labagora demo [--scale N] [--seed N] [--if-empty]",
		"fill an empty folder with people and needs that do not exist",
		"Sixty needs in every state, with the people, answers, remarks and a fortnight of"
		" moderation\naround them; the same seed gives the same ones. --scale multiplies them."
		" Makes the data\n"
		"folder when there is none. --if-empty: do nothing, and succeed, when somebody is there.\n",
		run_demo },
	{ "user", "labagora user list [--name BEGINNING]\n"
		"labagora user add --email ADDRESS --name NAME [--role ROLES]\n"
		"labagora user role --email ADDRESS --role ROLES\n"
		"labagora user link --email ADDRESS",
		"list and add people, give roles, print a sign-in link",
		"ROLES: facilitator, moderator, admin, joined by commas, or none. A change of roles ends"
		" the\nperson's sessions. A link works once, for 48 hours.\n", run_user },
	{ "audit", "labagora audit verify [--events N --digest HEX]\nlabagora audit anchor",
		"check that nobody has touched the event log",
		"verify walks the whole chain of seals. anchor prints its count and digest: keep that"
		" line\nelsewhere, and give it to verify later to see that the end was not cut.\n",
		run_audit },
	{ 0 },
};
