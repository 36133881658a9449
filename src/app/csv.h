#ifndef APP_CSV_H
#define APP_CSV_H
#include "base/buf.h"

/* CSV (RFC 4180): UTF-8 behind its mark, CRLF, the separator of the country. */
#define CSV_MARK STR("\xEF\xBB\xBF")
/* One field: quoted where it must be, and harmless to a spreadsheet, by whatever separator that
 * reads it. */
void csv_field(struct buf *out, char separator, struct str s);
void csv_line(struct buf *out, char separator, const struct str *fields, size_t n);
#endif
