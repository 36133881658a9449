/* What rules must be told of the country, and names for its codes. */
#include "features/agora/names.h"

struct need_named need_named(const struct country *c, const struct need_form *form)
{
	struct place place = { 0 };
	struct str commune = str_trim(form->typed[NEED_F_COMMUNE]);
	bool meant = commune.len && place_meant(commune, &place);
	return (struct need_named){
		.theme             = country_theme(c, form->typed[NEED_F_THEME]) != NULL,
		.territory         = country_territory(c, form->typed[NEED_F_TERRITORY]) != NULL,
		.commune           = meant,
		.commune_code      = place.code,
		.commune_territory = place.territory,
	};
}

struct looked need_looked(const struct country *c, const struct need *n)
{
	const struct identifier *found = country_identifier_in(c, n->title);
	found = found ? found : country_identifier_in(c, n->text);
	return (struct looked){ .title = n->title, .text = n->text,
		.identifier = found ? found->name : (struct str){ 0 } };
}

struct str theme_name(const struct country *c, struct str slug, enum lang lang)
{
	const struct theme *t = slug.len ? country_theme(c, slug) : NULL;
	return t ? t->name[lang] : (struct str){ 0 };
}

struct str territory_name(const struct country *c, struct str code)
{
	const struct territory *t = code.len ? country_territory(c, code) : NULL;
	return t ? t->name : (struct str){ 0 };
}

struct str commune_name(struct str code)
{
	struct place p;
	return code.len && place_find(code, &p) ? p.name : (struct str){ 0 };
}
