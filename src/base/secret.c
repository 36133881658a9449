/* Keys, seals and hashes. Nothing of this is our own: libsodium does it. */
#include "base/secret.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY = 32, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	SEAL = crypto_aead_xchacha20poly1305_ietf_ABYTES, ARGON_T = 2, ARGON_BYTES = 19 << 20 };

_Static_assert(sizeof((struct keys){ 0 }.key[0]) == KEY && crypto_kdf_KEYBYTES == KEY
	&& crypto_aead_xchacha20poly1305_ietf_KEYBYTES == KEY, "one size of key for all");
_Static_assert(sizeof((struct password_hash){ 0 }.text) >= crypto_pwhash_STRBYTES,
	"room for a hash");

static void start(void)
{
	if (sodium_init() < 0)
		abort();   /* without randomness no secret is one */
}

static void ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, start);
}

static void derive(struct keys *k, const uint8_t instance_key[KEY])
{
	*k = (struct keys){ 0 };
	for (unsigned p = 1; p < PURPOSES; p++)
		crypto_kdf_derive_from_key(k->key[p], KEY, p, "labagora", instance_key);
}

static enum status read_key(int fd, const char *path, uint8_t key[KEY], struct error *e)
{
	struct stat st;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return fail(e, BROKEN, "key file \"%s\" is no file", path);
	if (st.st_mode & 077)
		return fail(e, BROKEN, "key file \"%s\" is open to others; run: chmod 600 \"%s\"", path,
			path);
	if (st.st_size != KEY || read(fd, key, KEY) != KEY)
		return fail(e, BROKEN, "key file \"%s\" has %lld bytes instead of %d; put back its copy",
			path, (long long)st.st_size, KEY);
	return OK;
}

/* A key that is lost on a power cut would take all sealed text with it: file and folder go to the
 * disk before anything is sealed. */
static bool write_key(int fd, const char *path, const uint8_t key[KEY])
{
	char folder[4096];
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) + 1 : 1;
	if (len >= sizeof folder)
		return false;
	memcpy(folder, slash ? path : ".", len);
	folder[len] = '\0';
	if (fchmod(fd, 0600) != 0 || write(fd, key, KEY) != KEY || fsync(fd) != 0)
		return false;
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool kept = dir >= 0 && fsync(dir) == 0;
	if (dir >= 0)
		close(dir);
	return kept;
}

static enum status make_key(const char *path, uint8_t key[KEY], struct error *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(e, BROKEN, "cannot make key file \"%s\": %s", path, strerror(errno));
	randombytes_buf(key, KEY);
	bool kept = write_key(fd, path, key);
	int why = errno;
	close(fd);
	if (kept)
		return OK;
	unlink(path);
	return fail(e, BROKEN, "cannot write key file \"%s\": %s", path, strerror(why));
}

enum status keys_load(struct keys *k, const char *path, bool make, struct error *e)
{
	uint8_t key[KEY];
	ready();
	*k = (struct keys){ 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT && !make)
		return fail(e, BROKEN, "no key file \"%s\": put back the copy that you keep of it", path);
	if (fd < 0 && errno != ENOENT)
		return fail(e, BROKEN, "cannot read key file \"%s\": %s", path, strerror(errno));
	enum status s = fd < 0 ? make_key(path, key, e) : read_key(fd, path, key, e);
	if (fd >= 0)
		close(fd);
	if (s == OK)
		derive(k, key);
	sodium_memzero(key, sizeof key);
	return s;
}

void keys_test(struct keys *k)
{
	static const uint8_t fixed[KEY] = "for tests: nobody may trust this";
	ready();
	derive(k, fixed);
}

struct str seal(struct arena *a, const struct keys *k, enum purpose p, struct str about,
	struct str clear)
{
	uint8_t *out = NEW(a, uint8_t, NONCE + clear.len + SEAL);
	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, NULL, (const uint8_t *)clear.ptr,
		clear.len, (const uint8_t *)about.ptr, about.len, NULL, out, k->key[p]);
	return (struct str){ (char *)out, NONCE + clear.len + SEAL };
}

bool unseal(struct arena *a, const struct keys *k, enum purpose p, struct str about,
	struct str *text)
{
	if (text->len < NONCE + SEAL)
		return false;
	const uint8_t *nonce = (const uint8_t *)text->ptr;
	size_t len = text->len - NONCE - SEAL;
	uint8_t *out = NEW(a, uint8_t, len + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, nonce + NONCE, len + SEAL,
		(const uint8_t *)about.ptr, about.len, nonce, k->key[p]) != 0)
		return false;
	*text = (struct str){ (char *)out, len };
	return true;
}

struct uuid tag_of(const struct keys *k, enum purpose p, struct str s)
{
	struct uuid u;
	crypto_generichash(u.b, sizeof u.b, (const uint8_t *)s.ptr, s.len, k->key[p], KEY);
	return u;
}

struct digest digest_of(const struct keys *k, enum purpose p, struct str s)
{
	struct digest d;
	crypto_generichash(d.b, sizeof d.b, (const uint8_t *)s.ptr, s.len, k->key[p], KEY);
	return d;
}

struct digest_text digest_print(const struct digest *d)
{
	struct digest_text t;
	sodium_bin2hex(t.text, sizeof t.text, d->b, sizeof d->b);
	return t;
}

bool digest_eq(const struct digest *a, const struct digest *b)
{
	return sodium_memcmp(a->b, b->b, sizeof a->b) == 0;
}

bool password_hash(struct str password, struct password_hash *out)
{
	ready();
	*out = (struct password_hash){ 0 };
	return crypto_pwhash_str_alg(out->text, password.len ? password.ptr : "", password.len, ARGON_T,
		ARGON_BYTES, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

bool password_check(struct str password, const char *hash)
{
	ready();
	return crypto_pwhash_str_verify(hash, password.len ? password.ptr : "", password.len) == 0;
}

void random_fill(void *p, size_t n)
{
	ready();
	randombytes_buf(p, n);
}
