/* Files of assets/ by name. There are a dozen. */
#include "app/asset.h"
#include "app/page.h"

const struct asset *asset_named(const char *name)
{
	for (const struct asset *a = asset_table; a->name; a++)
		if (strcmp(a->name, name) == 0)
			return a;
	return NULL;
}

struct url asset_url(const char *name)
{
	const struct asset *a = asset_named(name);
	return (struct url){ str_view(a ? a->path : NULL) };
}
