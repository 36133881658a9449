#ifndef BASE_SECRET_H
#define BASE_SECRET_H
#include "base/arena.h"
#include "base/error.h"
#include "base/id.h"

/* Keys, seals and hashes, all by libsodium. The instance key is 32 random bytes in a file of its
 * own (0600) beside the database; every other key is derived from it by purpose. */
enum purpose {
	FOR_SEAL = 1,        /* encrypting fields */
	FOR_TAG = 2,         /* blind indexes: e-mail address, session token, visitor */
	FOR_FORM = 3,        /* CSRF keys */
	FOR_ONCE_A_PERSON = 4,
	FOR_LOG = 5,         /* the chain of the event log */
	FOR_LINK = 6,        /* person ↔ persona */
	PURPOSES
};
struct keys { uint8_t key[PURPOSES][32]; };

/* Makes the file when it is absent and `make`; BROKEN otherwise, with what to do. */
enum status keys_load(struct keys *k, const char *path, bool make, struct error *e);
void keys_test(struct keys *k);                    /* fixed keys, for tests */

/* XChaCha20-Poly1305; `about` (table, column, row) is bound in: a sealed text moved to another row
 * does not open. The result is nonce + ciphertext. unseal: *text is sealed before and clear after;
 * false, and untouched, when it was not sealed so. */
struct str seal(struct arena *a, const struct keys *k, enum purpose p, struct str about,
	struct str clear);
bool unseal(struct arena *a, const struct keys *k, enum purpose p, struct str about,
	struct str *text) __attribute__((warn_unused_result));

/* Keyed BLAKE2b. tag: 16 bytes, for indexes and once-a-person. digest: 32 bytes. */
struct uuid tag_of(const struct keys *k, enum purpose p, struct str s);
struct digest { uint8_t b[32]; };
struct digest digest_of(const struct keys *k, enum purpose p, struct str s);
struct digest_text { char text[65]; };
struct digest_text digest_print(const struct digest *d);
bool digest_eq(const struct digest *a, const struct digest *b);    /* in constant time */

/* Argon2id, t = 2, 19 MiB: about 30 ms of CPU. Never on a loop or the writer. */
struct password_hash { char text[128]; };
bool password_hash(struct str password, struct password_hash *out);     /* false: no memory */
bool password_check(struct str password, const char *hash);

void random_fill(void *p, size_t n);
#endif
