#ifndef TEAM_VIEW_H
#define TEAM_VIEW_H
#include "app/page.h"

/* What the pages of pages/ show, and nothing else. */

struct late_row { struct url path; struct str title; const char *lang; int64_t number, day; };
struct late_rows { const struct late_row *items; size_t len; };
struct team_desk_view {
	struct head head;
	struct links places;           /* pages of the team, with what waits there */
	int64_t waiting;
	struct late_rows late;
};

struct outgoing {
	int64_t at, due_at, sent_at, attempts;
	const char *state, *state_class;       /* key, class of a tag */
	struct str to, subject, body, problem; /* "" where they are not shown */
};
struct outgoings { const struct outgoing *items; size_t len; };
struct team_mails_view {
	struct head head;
	struct outgoings mails;
	bool is_open;                  /* there is no relay, or this is a demonstration */
	bool has_relay;
	int64_t stuck;                 /* that may be sent again */
};
/* As enum mail_state of app/mail.h. */
struct mail_look { const char *key, *class; };
struct mail_look view_mail_state(int state);

struct log_line {
	int64_t at;
	struct str feature, what;      /* "agora", "approved" */
	struct str by;                 /* "" = the platform, or somebody who has left */
	bool by_platform;
	const char *word;              /* key of the kind of object; NULL */
	struct str title;
	struct url path;               /* "" : not to be seen, or gone */
	int from, to;
};
struct log_lines { const struct log_line *items; size_t len; };
enum log_state { LOG_NOT_ASKED, LOG_HOLDS, LOG_BROKEN, LOG_TOO_LONG };
struct team_log_view {
	struct head head;
	struct field_view what;
	struct log_lines lines;
	struct url first, next, verify;
	int64_t seals, events, sealed_at;
	enum log_state state;
	struct str fault;              /* of a LOG_BROKEN: what does not hold */
};
void view_log(const struct field *query, struct team_log_view *v);

void page_team_desk(struct buf *h, const struct page *p, const struct team_desk_view *v);
void page_team_mails(struct buf *h, const struct page *p, const struct team_mails_view *v);
void page_team_log(struct buf *h, const struct page *p, const struct team_log_view *v);
void part_team_seals(struct buf *h, const struct page *p, const struct team_log_view *v);
#endif
