#ifndef APP_PAGE_H
#define APP_PAGE_H
#include "app/asset.h"
#include "app/country.h"
#include "app/words.h"
#include "base/error.h"
#include "base/field.h"
#include "html/html.h"

/* What every page knows, and what the compiled templates call. No request, no tx, no rights. */
struct link { const char *path, *key; bool current; int64_t waiting; };   /* waiting 0: no number */
struct links { const struct link *items; size_t len; };

struct page {
	enum lang lang;
	struct uuid csrf;          /* of the session, or of the browser */
	struct uuid once;          /* of this page: a form sent twice is one act */
	struct str path;           /* of this page, without language: "/besoins" */
	struct str query;          /* as it was sent, for the link to the other language */
	struct links main, team, mine, foot;       /* what this reader may open */
	bool signed_in, is_team, is_demo;
	bool has_mail;             /* no relay: mail is shown at /admin/envois */
	int64_t unread;
	int64_t now_at, today;
	const struct country *country;
	struct str public_url;     /* "https://agora.example", no slash at the end */
	const char *version;
	const char *theme, *size;  /* data-theme and data-size of <html>; "" = as the system has it */
	unsigned *forms;           /* how many forms with their keys were written */
};

void page_words(struct buf *h, const struct page *p, const char *key);              /* {t key} */
void page_count(struct buf *h, const struct page *p, const char *key, int64_t n);   /* {n key x} */
void page_fill(struct buf *h, const struct page *p, const char *key, const struct str *args,
	size_t n);                                                          /* {w key a, b} */
void page_count_fill(struct buf *h, const struct page *p, const char *key, int64_t count,
	const struct str args[], size_t n);                                 /* {n key x; a, b} */
void page_prefix(struct buf *h, const struct page *p);     /* before each internal link: "/en" */
void page_guard(struct buf *h, const struct page *p);      /* into each <form method="post"> */
void page_day(struct buf *h, const struct page *p, int64_t day);    /* "mardi 24 novembre 2026" */
void page_at(struct buf *h, const struct page *p, int64_t at);      /* with the hour */
void page_ago(struct buf *h, const struct page *p, int64_t at);     /* "il y a 3 jours" */
void page_markdown(struct buf *h, const struct page *p, struct str source);
/* A path of this site for an href that begins with a value: href="{page_local(p, v->path)}" puts
 * the language before it. A whole URL and a "?query" pass as they are. */
struct local page_local(const struct page *p, struct url path);
/* For lang="" of words of people: the code of their language, an enum lang. NULL: it is that of the
 * page, or nobody knows it. */
const char *page_foreign(const struct page *p, int lang);
/* The whole address of a path of this site, in the language of the page; escaped nowhere. */
void page_address(struct buf *out, const struct page *p, struct str path);
struct str day_words(struct arena *a, enum lang lang, int64_t day); /* the same, as text */
void part_date(struct buf *h, const struct page *p, int64_t at);    /* "24 novembre 2026" */
void part_quoted(struct buf *h, const struct page *p, struct str prose);   /* « what they said » */
struct url asset_url(const char *name);                    /* {asset_url("agora.css")} in an href */

struct crumb { struct url path; const char *key; struct str text; };     /* path "": here */
struct crumbs { const struct crumb *items; size_t len; };

/* The head of a page and its <h1>: words of ours or a text of theirs. Made by view functions. */
struct head {
	const char *key;           /* or NULL and `text` */
	struct str text;
	struct str description;    /* for search engines and previews; "" = none */
	const char *sheet;         /* "home.css" beside the common sheet; NULL */
	struct url feed;           /* Atom; "" = none */
	struct url canonical;      /* path without language; "" = this path */
	bool bare;                 /* the page writes its own <h1> */
	bool narrow;               /* a column of reading or of a form */
	bool hidden;               /* noindex */
	int problems;              /* of a refused form: the title says how many */
	struct str json_ld;        /* JSON, made by a writer function; part_top escapes it; "" = none */
	struct crumbs crumbs;      /* shown above the <h1>; of a bare page by the page itself */
};
static inline struct head head_key(const char *key) { return (struct head){ .key = key }; }
static inline struct head head_text(struct str s) { return (struct head){ .text = s }; }

/* One input as the person left it: exactly what was typed, and what is wrong with it. */
enum field_kind { FIELD_TEXT, FIELD_EMAIL, FIELD_PASSWORD, FIELD_LONG, FIELD_CHOICE, FIELD_SELECT,
	FIELD_CHECK, FIELD_DAY, FIELD_SEARCH,
	FIELD_CHECKS };                /* any of the options, each sent as "name-value" */
struct option_view { struct str value; const char *label, *hint; struct str text; bool chosen; };
struct option_views { const struct option_view *items; size_t len; };
struct field_view {
	struct str name;
	enum field_kind kind;
	const char *label, *hint;      /* keys; no hint: NULL */
	struct str typed;
	struct problem problem;
	int64_t max;                   /* code points; 0: none; shown to the person */
	int rows;                      /* of a FIELD_LONG */
	const char *autocomplete;      /* NULL */
	struct option_views options;   /* of a choice or a select; label or text */
	bool optional;
	struct url suggest;            /* a FIELD_SEARCH asks it for suggestions; "" */
};
struct field_views { const struct field_view *items; size_t len; };
int field_problems(struct field_views fields);             /* how many are wrong */
/* What the rules of a form know of its fields, in their order. */
struct form_state {
	const char *const *names;
	const struct str *typed;
	const struct problem *problems;
	size_t len;
};
/* Puts it into inputs that know all the rest, and returns them as one. */
struct field_views fields_with(struct field_view *fields, struct form_state form);

/* One thing that may be done: a button in its own form. */
struct act_view { const char *label; struct url path; bool main; };
struct act_views { const struct act_view *items; size_t len; };

/* One step of a thread: filled = done, ring = now, dashed = not yet. */
enum step_state { STEP_DONE, STEP_NOW, STEP_NEXT, STEP_LATE };
struct step_view {
	enum step_state state;
	const char *icon, *kind;       /* name in the icon sheet; key of the kicker */
	int64_t at;                    /* 0: no date */
	const char *title;             /* key with {1}, filled with `who` */
	struct str who, text;          /* text: paragraphs, "" = none */
	const char *tag, *tag_class;   /* key; "ag-ok", "ag-wa", "ag-er", "ag-fi" or "" */
	struct url link; struct str link_text;
	int64_t gap_days;              /* since the step before; 0 = not shown */
};
struct step_views { const struct step_view *items; size_t len; };

/* Something went wrong: what, and what to do. Texts follow from the status alone. */
struct failed_view {
	enum status status;
	struct str reference;          /* of a BROKEN, also in the log; "" */
	int64_t retry_s;               /* of a TOO_MANY */
	bool is_form;                  /* it was sending a form: nothing was saved */
};
/* A form that could not be taken: all that was typed, in a form that posts again to the same
 * place with fresh keys. Passwords and the two keys are left out. */
struct kept_view {
	struct failed_view why;
	struct url action;             /* path without language */
	const struct field *fields;    /* ends with name NULL */
};
void page_failed(struct buf *h, const struct page *p, const struct failed_view *v);
void page_kept(struct buf *h, const struct page *p, const struct kept_view *v);

/* The components of every page (pages/). A struct url of their views that begins with "/" is
 * without language: the part puts it there. */
/* A path as it may be told to others: that of a link from a mail opens something to whoever has it,
 * so only "/lien" or "/arreter" is. */
struct str page_shown(struct str path);
void part_top(struct buf *h, const struct page *p, const struct head *head);
void part_bottom(struct buf *h, const struct page *p);
void part_crumbs(struct buf *h, const struct page *p, struct crumbs crumbs);
void part_problems(struct buf *h, const struct page *p, struct field_views fields);
void part_field(struct buf *h, const struct page *p, struct field_view f);
void part_fields(struct buf *h, const struct page *p, struct field_views fields);
void part_acts(struct buf *h, const struct page *p, struct act_views acts);
void part_steps(struct buf *h, const struct page *p, struct step_views steps);
void part_mini(struct buf *h, const struct page *p, int done, int of);     /* the thread, small */
void part_more(struct buf *h, const struct page *p, struct url first, struct url next);
void part_empty(struct buf *h, const struct page *p, const char *title, const char *text);
void part_icon(struct buf *h, const struct page *p, const char *name);

/* What the parts above are made of; nobody else calls these. */
void part_head(struct buf *h, const struct page *p, const struct head *head);
void part_links(struct buf *h, const struct page *p, const struct head *head);
void part_json_ld(struct buf *h, const struct page *p, struct str json);
void part_languages(struct buf *h, const struct page *p);
void part_nav(struct buf *h, const struct page *p);
void part_why(struct buf *h, const struct page *p, const struct failed_view *v);
void part_hints(struct buf *h, const struct page *p, const struct field_view *f);
void part_control(struct buf *h, const struct page *p, const struct field_view *f);
void part_checks(struct buf *h, const struct page *p, const struct field_view *f);
void part_check(struct buf *h, const struct page *p, const struct field_view *f,
	const struct option_view *o, int at);
void part_tiles(struct buf *h, const struct page *p, const struct field_view *f);
void part_tile(struct buf *h, const struct page *p, const struct field_view *f,
	const struct option_view *o, int at);
void part_kept_fields(struct buf *h, const struct page *p, const struct kept_view *v);
void part_kept_text(struct buf *h, const struct page *p, const struct field *f, int at);
void part_kept_value(struct buf *h, const struct page *p, const struct field *f);
struct failed_words { const char *title, *what, *todo; };
const struct failed_words *failed_words(enum status status);
int64_t links_waiting(struct links links);
struct str field_type(enum field_kind kind);       /* of an <input> */
struct str step_class(enum step_state state);
struct str icon_drawing(const char *name);         /* the d of its path */
bool field_is_secret(const char *name);            /* never shown again */
#endif
