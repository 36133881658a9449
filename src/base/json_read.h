#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H
#include "base/arena.h"
#include "base/error.h"

/* A JSON text that came from outside, read strictly (RFC 8259): one value, UTF-8, no key twice in
 * an object, no U+0000, no half of a surrogate pair, no more than 32 lists and objects in one
 * another. Numbers stay as they were written: 36.60 is "36.60", and no decimal is rounded. */
enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT };

struct json_node {
	enum json_kind kind;
	struct str key;                          /* of a member of an object */
	struct str text;                         /* of a text, unescaped; of a number, as written */
	const struct json_node *first, *next;    /* first member; next one beside it; or NULL */
};
enum { JSON_DEPTH = 32, JSON_NODES = 1 << 18, JSON_BYTES = 16 << 20 };

/* Nodes and texts are copied into the arena, about 64 bytes a node. INVALID when it is no such JSON
 * or passes a limit above: e says at which byte, and why. */
enum status json_parse(struct arena *a, struct str s, struct json_node *root, struct error *e);

/* The member with that key; NULL when there is none, or node is NULL or no object. */
const struct json_node *json_get(const struct json_node *node, const char *key);
/* Over the members of a list or object: NULL of NULL, of a plain value, and at the end. */
const struct json_node *json_first(const struct json_node *node);
const struct json_node *json_next(const struct json_node *node);
#endif
