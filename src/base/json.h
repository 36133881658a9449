#ifndef BASE_JSON_H
#define BASE_JSON_H
#include "base/buf.h"

/* A JSON text written to the end of *out. Every call writes its comma; a key of NULL is for the
 * members of a list. */
struct json { struct buf *out; bool more; };

void json_open(struct json *j, const char *key, char bracket);     /* '{' or '[' */
void json_close(struct json *j, char bracket);                     /* '}' or ']' */
void json_text(struct json *j, const char *key, struct str value);
void json_i64(struct json *j, const char *key, int64_t value);
void json_bool(struct json *j, const char *key, bool value);
#endif
