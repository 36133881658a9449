/* The server: everything started in order, one wait for a signal, everything ended in reverse. */
#include "app/command.h"
#include "app/front.h"
#include "app/jobs.h"
#include "app/mailer.h"
#include "base/clock.h"
#include "base/log.h"
#include "commands.h"
#include "engines/search/search.h"
#include "house.h"
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

struct server {
	struct house house;
	struct indexer *indexer;
	struct db *mail_reader;
	struct mailer *mailer;
	struct keeper *keeper;
	struct control *control;
	struct front *front;
};

static void wrote(void *arg)
{
	struct server *s = arg;
	indexer_wake(s->indexer);
	if (s->mailer)
		mailer_wake(s->mailer);
}

static enum status start_mail(struct server *s, struct error *e)
{
	if (s->house.site.settings.smtp_url.len == 0)
		return OK;
	s->mail_reader = house_reader(&s->house, e);
	if (s->mail_reader)
		s->mailer = mailer_start(&s->house.site, s->mail_reader, NULL, e);
	return e->status;
}

static enum status start(struct server *s, struct arena *a, const struct settings *settings,
	struct error *e)
{
	TRY(house_open(&s->house, a, settings, false, e));
	struct site *site = &s->house.site;
	s->indexer = indexer_start(s->house.database, s->house.search, e);
	if (!s->indexer)
		return e->status;
	TRY(start_mail(s, e));
	s->keeper = keeper_start(site);
	struct db *reader = house_reader(&s->house, e);
	if (!reader)
		return e->status;
	s->control = control_start(site, reader, s->house.socket, e);
	if (!s->control) {
		db_close(reader);
		return e->status;
	}
	struct front_config c = { .site = site, .database = s->house.database,
		.search = s->house.search, .keeper = s->keeper, .wrote = wrote, .wrote_arg = s };
	s->front = front_start(&c, e);
	return e->status;
}

static void stop(struct server *s)
{
	front_stop(s->front);
	control_stop(s->control);
	keeper_stop(s->keeper);
	mailer_stop(s->mailer);
	db_close(s->mail_reader);
	indexer_stop(s->indexer);
	house_close(&s->house);
}

/* ---- one sign-in link for each role of the demonstration ---- */

struct greeting { struct site *site; struct str lines; };

static enum status add_line(struct tx *tx, struct greeting *g, const struct member *m,
	const char *role)
{
	struct mail_link l = { .purpose = LINK_SIGN_IN, .person = m->person, .next = STR("/moi") };
	struct uuid token;
	TRY(link_add(tx, &g->site->keys, &l, &token));
	struct str url = g->site->public_url;
	g->lines = str_fmt(g->site->arena, "%s  %-14s %.*s/lien/%s   (%.*s)\n",
		g->lines.ptr ? g->lines.ptr : "", role, (int)url.len, url.ptr, uuid_print(token).text,
		(int)m->name.len, m->name.ptr);
	return OK;
}

static enum status make_links(struct tx *tx, void *arg)
{
	static const struct { unsigned roles; const char *name; } wanted[] = {
		{ 0, "member" }, { ROLE_FACILITATOR, "facilitator" }, { ROLE_MODERATOR, "moderator" },
		{ ROLE_ADMIN, "administrator" },
	};
	struct greeting *g = arg;
	struct members all;
	g->lines = (struct str){ 0 };
	TRY(member_list(tx, &g->site->keys, (struct str){ 0 }, 200, &all));
	for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
		for (size_t i = 0; i < all.len; i++)
			if ((all.items[i].roles & ROLE_TEAM) == wanted[k].roles) {
				TRY(add_line(tx, g, &all.items[i], wanted[k].name));
				break;
			}
	return OK;
}

static void greet(struct server *s)
{
	struct site *site = &s->house.site;
	printf("Lab Agora %s: %.*s\n", labagora_version, (int)site->public_url.len,
		site->public_url.ptr);
	if (site->settings.demo) {
		struct error e = { 0 };
		struct greeting g = { .site = site };
		struct job job = { .run = make_links, .arg = &g, .arena = site->arena, .error = &e,
			.now_at = clock_now(), .limit_us = -1 };
		if (writer_run(site->writer, &job) == OK && g.lines.ptr)
			printf("Sign in as one of the people of the demonstration (each link works once):\n%s",
				g.lines.ptr);
	}
	printf("Ctrl-C stops it.\n");
	fflush(stdout);
}

int command_serve(struct arena *a, const struct settings *settings, int argc, char **argv)
{
	if (argc > 1) {
		fprintf(stderr, "labagora serve: \"%s\" is not a setting; see \"labagora docs settings\"\n",
			argv[1]);
		return 2;
	}
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);     /* before any thread: only we wait for them */
	signal(SIGPIPE, SIG_IGN);
	struct server s = { 0 };
	struct error e = { 0 };
	int signal_number;
	bool ok = start(&s, a, settings, &e) == OK;
	if (ok) {
		greet(&s);
		sigwait(&ends, &signal_number);
	} else {
		fprintf(stderr, "labagora serve: %s\n", e.text);
	}
	stop(&s);
	return ok ? 0 : 1;
}
