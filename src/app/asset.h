#ifndef APP_ASSET_H
#define APP_ASSET_H
#include "base/str.h"

/* Files of assets/, inside the program. The path carries a hash of the content, so that browsers
 * keep it for a year. */
struct asset {
	const char *name;                  /* "agora.css" */
	const char *path;                  /* "/assets/agora.3f2a91c0.css" */
	const char *type;
	const unsigned char *bytes;
	size_t len;
	const unsigned char *gzip;
	size_t gzip_len;
};
extern const struct asset asset_table[];          /* made by tools/embed-assets; ends with NULL */

const struct asset *asset_named(const char *name);    /* NULL: no such file */
#endif
