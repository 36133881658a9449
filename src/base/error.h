#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/* What a caller can do about it. The text for the log is in struct error; the person gets a
 * humane page chosen by the status alone. A form filled in wrongly is not an error. */
enum status {
	OK,
	INVALID,     /* the request makes no sense: no form of ours sends it */
	SIGN_IN,     /* nobody is signed in, and somebody must be */
	FORBIDDEN,   /* seen, but not theirs to do */
	NOT_FOUND,   /* absent, or not to be seen by who asks: never say which */
	GONE,        /* it was here once, and has been taken away for good */
	CONFLICT,    /* the thing has changed meanwhile: show it again */
	EXPIRED,     /* the form was opened too long ago, or in another session */
	TOO_LARGE,   /* more was sent than may be */
	TOO_MANY,    /* too often: later */
	BUSY,        /* try again in a moment */
	FULL,        /* the disk is full: pages are served, nothing can be saved */
	BROKEN,      /* ours to mend */
	STATUSES
};

/* The first thing that went wrong. Texts: lower case, fault first, no personal data. */
struct error { enum status status; const char *file; int line; char text[200]; };

/* Fills *e unless it holds an earlier fault, and returns s: `return fail(e, NOT_FOUND, "...")`. */
#define fail(e, s, ...) fail_at((e), __FILE__, __LINE__, (s), __VA_ARGS__)
enum status fail_at(struct error *e, const char *file, int line, enum status s,
	const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* Early return. Safe only where nothing but the arena owns memory: everywhere above db/. */
#define TRY(call) do { enum status try_ = (call); if (try_ != OK) return try_; } while (0)
#endif
