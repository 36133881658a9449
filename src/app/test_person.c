/* Persons, sessions, roles and links on a real database. Time is what the test says it is. */
#include "app/mail.h"
#include "test_site.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

struct call {
	struct world *w;
	struct str email;
	struct person person;
	struct person_new fresh;
	struct uuid token, tag;
	struct session session;
	struct mail_link link;
	struct members members;
	unsigned roles;
	int64_t at;
	bool found, more;
};

static enum status run(struct call *c, enum status (*f)(struct tx *, void *))
{
	return world_job(c->w, f, c);
}

static const struct keys *keys_of(const struct call *c)
{
	return &c->w->site.keys;
}

/* ---- persons ---- */

static enum status add(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return person_add(tx, keys_of(c), &c->fresh, &c->person);
}

static enum status find_by_email(struct tx *tx, void *arg)
{
	struct call *c = arg;
	c->found = person_by_email(tx, keys_of(c), c->email, &c->person);
	return OK;
}

static enum status find_behind(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct uuid persona = c->person.persona;
	c->found = person_behind(tx, keys_of(c), persona, &c->person);
	return OK;
}

static enum status set_about(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return person_set_about(tx, keys_of(c), &c->person);
}

TEST(a_person_is_found_again_by_any_spelling_of_their_address)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w, .fresh = { .email = STR(" Ana.B@Example.ORG "),
		.name = STR("Étoile"), .kind = PERSON_CARER, .lang = LANG_EN,
		.password_hash = STR("$argon2id$x"), .consent_at = 77 } };
	CHECK(run(&c, add) == OK);
	struct person made = c.person;
	static const char *const typed[] = {
		"ana.b@example.org", "ANA.B@EXAMPLE.ORG\n", " ana.B@Example.org",
	};
	for (size_t i = 0; i < 3; i++) {
		c.email = str_view(typed[i]);
		CHECK_AT(i, run(&c, find_by_email) == OK && c.found && c.person.id == made.id);
		CHECK_AT(i, uuid_eq(c.person.persona, made.persona) && c.person.kind == PERSON_CARER);
		CHECK_AT(i, str_eq(c.person.name, STR("Étoile")) && c.person.lang == LANG_EN);
		CHECK_AT(i, str_eq(c.person.email, STR("Ana.B@Example.ORG")) && c.person.consent_at == 77);
		CHECK_AT(i, str_eq(c.person.password_hash, STR("$argon2id$x")) && c.person.roles == 1);
	}
	CHECK(run(&c, find_behind) == OK && c.found && c.person.id == made.id);
	c.email = STR("ana@example.org");
	CHECK(run(&c, find_by_email) == OK && !c.found && c.person.id == 0);
	c.fresh.email = STR("ANA.b@example.org");
	CHECK(run(&c, add) == CONFLICT);
	CHECK(world_count(&w, "SELECT count(*) FROM app_person WHERE lang = 1") == 1);
	world_close(&w);
}

TEST(the_file_tells_neither_an_address_nor_who_stands_behind_a_persona)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w, .fresh = { .email = STR("canary-address@example.org"),
		.name = STR("Colibri"), .kind = PERSON_PATIENT } };
	CHECK(run(&c, add) == OK);
	CHECK(world_finds(&w, "canary-address") == 0 && world_finds(&w, "Colibri") > 0);
	/* A sealed text in another row does not open: not even that of somebody else. */
	CHECK(world_write(&w, "UPDATE app_persona SET sealed ="
		" (SELECT sealed FROM app_persona WHERE name = 'ada') WHERE name = 'Colibri'") == OK);
	CHECK(run(&c, find_behind) == OK && !c.found);
	CHECK(world_write(&w, "UPDATE app_person SET sealed ="
		" (SELECT sealed FROM app_person ORDER BY id LIMIT 1)"
		" WHERE id = (SELECT max(id) FROM app_person)") == OK);
	c.email = STR("canary-address@example.org");
	CHECK(run(&c, find_by_email) == BROKEN);
	world_close(&w);
}

TEST(what_somebody_says_of_themselves_can_be_changed_and_taken_back)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w, .person = w.ada.person };
	c.person.kind = PERSON_UNSAID;
	c.person.quiet = true;
	c.person.lang = LANG_EN;
	CHECK(run(&c, set_about) == OK && run(&c, find_behind) == OK && c.found);
	CHECK(c.person.kind == PERSON_UNSAID && c.person.quiet && c.person.lang == LANG_EN);
	CHECK(str_eq(c.person.email, STR("ada@example.org")));
	CHECK(world_count(&w, "SELECT count(*) FROM app_session WHERE lang = 1") == 1);
	world_close(&w);
}

/* ---- sessions ---- */

static enum status find(struct tx *tx, void *arg)
{
	struct call *c = arg;
	c->found = session_find(tx, keys_of(c), c->token, &c->session);
	return OK;
}

static bool holds(struct call *c, struct uuid token, int64_t at)
{
	c->token = token;
	c->w->now_at = at;
	return run(c, find) == OK && c->found;
}

static enum status touch(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return session_touch(tx, c->tag, c->at);
}

static enum status close_session(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return session_close(tx, keys_of(c), c->token);
}

static enum status purge(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return session_purge(tx, &c->more);
}

TEST(a_session_says_who_and_what_they_have_not_read)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w };
	CHECK(world_write(&w, "UPDATE app_persona SET unread = 3 WHERE name = 'moe'") == OK);
	CHECK(holds(&c, w.moe.session, w.now_at));
	CHECK(uuid_eq(c.session.who.persona, w.moe.person.persona) && c.session.unread == 3);
	CHECK(c.session.who.roles == (ROLE_MEMBER | ROLE_MODERATOR));
	CHECK(c.session.who.sees == AUDIENCE_TEAM && c.session.who.person == w.moe.person.id);
	CHECK(holds(&c, w.ada.session, w.now_at) && c.session.who.sees == AUDIENCE_MEMBERS);
	CHECK(!holds(&c, uuid_v4(), w.now_at) && c.session.who.roles == 0);
	CHECK(world_finds(&w, uuid_print(w.ada.session).text) == 0);
	world_close(&w);
}

TEST(a_session_ends_after_its_idle_time_and_after_its_whole_time)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w };
	const struct { struct browser *who; int64_t idle, total; } cases[] = {
		{ &w.ada, 14 * DAY, 60 * DAY }, { &w.fay, 30 * MINUTE, 12 * HOUR },
		{ &w.moe, 30 * MINUTE, 12 * HOUR }, { &w.eve, 30 * MINUTE, 12 * HOUR },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct uuid token = cases[i].who->session;
		CHECK_AT(i, holds(&c, token, 1792000000100));
		int64_t opened = c.session.created_at;
		c.tag = c.session.tag;
		CHECK_AT(i, c.session.seen_at == opened && holds(&c, token, opened + cases[i].idle));
		CHECK_AT(i, !holds(&c, token, opened + cases[i].idle + 1));
		/* Seen all the time, it lives on, but not for ever. */
		for (c.at = opened; c.at < opened + cases[i].total; c.at += cases[i].idle)
			CHECK_AT(i, run(&c, touch) == OK);
		c.at = opened + cases[i].total;
		CHECK_AT(i, run(&c, touch) == OK && holds(&c, token, opened + cases[i].total));
		CHECK_AT(i, !holds(&c, token, opened + cases[i].total + 1));
		c.at = opened;                                  /* told late: never backwards */
		CHECK_AT(i, run(&c, touch) == OK && holds(&c, token, opened + cases[i].total));
	}
	world_close(&w);
}

TEST(a_closed_session_holds_no_more_and_others_do)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w, .token = w.ada.session };
	int64_t now_at = w.now_at;
	CHECK(run(&c, close_session) == OK);
	CHECK(!holds(&c, w.ada.session, now_at) && holds(&c, w.ben.session, now_at));
	world_close(&w);
}

TEST(sessions_that_nobody_uses_are_forgotten_in_slices)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w };
	CHECK(world_write(&w, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
		" WHERE i < 250) INSERT INTO app_session (tag, person, persona, roles, lang, created_at,"
		" seen_at) SELECT randomblob(16), (SELECT min(id) FROM app_person), 'x', 1, 0, 5, 5"
		" FROM n") == OK);
	CHECK(run(&c, purge) == OK && c.more);
	CHECK(run(&c, purge) == OK && !c.more);
	CHECK(world_count(&w, "SELECT count(*) FROM app_session") == 8);
	world_close(&w);
}

/* ---- roles ---- */

static enum status set_roles(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct who eve = who_of(&c->w->eve.person);
	return person_set_roles(tx, &eve, c->person.id, c->roles);
}

static enum status list_members(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return member_list(tx, keys_of(c), c->email, 50, &c->members);
}

TEST(roles_that_change_end_every_session_of_that_person_and_leave_an_event)
{
	struct world w;
	world_open(&w);
	int64_t now_at = w.now_at;
	struct call c = { .w = &w, .person = w.ada.person, .roles = ROLE_MODERATOR };
	CHECK(run(&c, set_roles) == OK);
	CHECK(!holds(&c, w.ada.session, now_at) && holds(&c, w.ben.session, now_at));
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'app.roles_changed'"
		" AND state_from = 1 AND state_to = 5 AND id = (SELECT min(id) FROM app_person)") == 1);
	CHECK(run(&c, set_roles) == OK);                    /* the same again: nothing happens */
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE state_to = 5") == 2);   /* moe */
	c.roles = 0x70;                                     /* what is no role is left out */
	CHECK(run(&c, set_roles) == OK);
	CHECK(world_count(&w, "SELECT state_to FROM app_event ORDER BY seq DESC") == ROLE_MEMBER);
	world_close(&w);
}

TEST(the_last_administrator_stays_one)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w, .person = w.eve.person, .roles = ROLE_MODERATOR };
	CHECK(run(&c, set_roles) == CONFLICT);
	c.person = w.moe.person;
	c.roles = ROLE_ADMIN;
	CHECK(run(&c, set_roles) == OK);
	c.person = w.eve.person;
	c.roles = 0;
	CHECK(run(&c, set_roles) == OK);
	c.person = w.moe.person;
	CHECK(run(&c, set_roles) == CONFLICT);
	world_close(&w);
}

TEST(members_are_listed_team_first_and_found_by_the_beginning_of_their_name)
{
	struct world w;
	world_open(&w);
	world_member(&w, "Étienne");
	struct call c = { .w = &w };
	CHECK(run(&c, list_members) == OK && c.members.len == 9);
	static const char *const order[] = {
		"eve", "fay", "flo", "moe", "ada", "ben", "cleo", "dan", "Étienne",
	};
	for (size_t i = 0; i < 9; i++)
		CHECK_AT(i, str_eq(c.members.items[i].name, str_view(order[i])));
	c.email = STR("e");
	CHECK(run(&c, list_members) == OK && c.members.len == 2);
	c.email = STR("ÉTI");
	CHECK(run(&c, list_members) == OK && c.members.len == 1);
	c.email = STR("x");
	CHECK(run(&c, list_members) == OK && c.members.len == 0);
	world_close(&w);
}

/* ---- links ---- */

static enum status add_link(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return link_add(tx, keys_of(c), &c->link, &c->token);
}

static enum status find_link(struct tx *tx, void *arg)
{
	struct call *c = arg;
	c->found = link_find(tx, keys_of(c), c->token, &c->link);
	return OK;
}

static enum status use_link(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return link_use(tx, keys_of(c), c->token);
}

static enum status purge_links(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return link_purge(tx, &c->more);
}

TEST(a_link_carries_what_was_said_and_holds_for_48_hours_to_the_millisecond)
{
	struct world w;
	world_open(&w);
	struct uuid visitor = uuid_v4();
	struct call c = { .w = &w, .link = { .purpose = LINK_SIGN_UP, .visitor = visitor,
		.next = STR("/besoins/nouveau"), .signing_up = { .email = STR("canary@example.org"),
			.name = STR("Lou"), .kind = PERSON_CURIOUS, .lang = LANG_EN,
			.password_hash = STR("$hash"), .consent_at = 5 } } };
	int64_t made = w.now_at;
	CHECK(run(&c, add_link) == OK);
	w.now_at = made + 48 * HOUR;
	CHECK(run(&c, find_link) == OK && c.found && c.link.purpose == LINK_SIGN_UP);
	CHECK(str_eq(c.link.signing_up.email, STR("canary@example.org")));
	CHECK(str_eq(c.link.signing_up.name, STR("Lou")) && c.link.signing_up.lang == LANG_EN);
	CHECK(str_eq(c.link.signing_up.password_hash, STR("$hash")));
	CHECK(c.link.signing_up.kind == PERSON_CURIOUS && c.link.signing_up.consent_at == 5);
	CHECK(uuid_eq(c.link.visitor, visitor) && str_eq(c.link.next, STR("/besoins/nouveau")));
	w.now_at = made + 48 * HOUR + 1;
	CHECK(run(&c, find_link) == OK && !c.found && c.link.signing_up.email.len == 0);
	CHECK(run(&c, use_link) == CONFLICT);
	CHECK(world_finds(&w, "canary") == 0);
	CHECK(run(&c, purge_links) == OK && world_count(&w, "SELECT count(*) FROM app_link") == 0);
	world_close(&w);
}

TEST(a_link_is_used_once_and_is_empty_then)
{
	struct world w;
	world_open(&w);
	struct call c = { .w = &w, .link = { .purpose = LINK_SIGN_IN, .person = w.ada.person.id } };
	CHECK(run(&c, add_link) == OK && run(&c, find_link) == OK && c.found);
	CHECK(uuid_is_none(c.link.visitor) && c.link.person == w.ada.person.id);
	CHECK(run(&c, use_link) == OK);
	CHECK(run(&c, find_link) == OK && !c.found);
	CHECK(run(&c, use_link) == CONFLICT);
	CHECK(world_count(&w, "SELECT length(sealed) FROM app_link") == 0);
	c.token = uuid_v4();
	CHECK(run(&c, find_link) == OK && !c.found);
	world_close(&w);
}
