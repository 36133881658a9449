#ifndef APP_COUNTRY_FILE_H
#define APP_COUNTRY_FILE_H
#include <stddef.h>

/* Files embedded at build: those of the chosen country folder, and those of demo/. */
struct country_file { const char *name; const char *bytes; size_t len; };
extern const struct country_file country_files[];     /* both end with name NULL */
extern const struct country_file demo_files[];
#endif
