#include "features/solutions/test_made.h"

struct solution_form form_made(const char *name)
{
	return (struct solution_form){ .typed = {
		[SOLUTION_F_NAME] = str_view(name),
		[SOLUTION_F_TEXT] = STR("Une infirmière rappelle le soir quand une réponse inquiète."),
		[SOLUTION_F_FOR] = STR("patients,carers"), [SOLUTION_F_STAGE] = STR("treatment,after"),
		[SOLUTION_F_THEME] = STR("pain"), [SOLUTION_F_COST] = STR("free"),
		[SOLUTION_F_TERRITORY] = STR("54"), [SOLUTION_F_LANGUAGES] = STR("fr,ar"),
		[SOLUTION_F_ACCESS] = STR("no-smartphone,phone"),
		[SOLUTION_F_TEAM] = STR("Coopérative Lanterne, Nancy"),
		[SOLUTION_F_EVIDENCE] = STR("3"),
		[SOLUTION_F_EVIDENCE_TEXT] = STR("Suivie un an, sans groupe de comparaison."),
		[SOLUTION_F_DATA] = STR("health"),
		[SOLUTION_F_DATA_TEXT] = STR("Réponses du soir, chez un hébergeur de santé."),
		[SOLUTION_F_DEVICE] = STR("IIa"), [SOLUTION_F_CE] = STR("asked"),
		[SOLUTION_F_INTERESTS] = STR("Aucun."),
	} };
}

struct making { struct world *w; const struct browser *by; struct solution_draft draft;
	struct solution made; struct uuid ref; struct solution_deed deed; };

static enum status send(struct tx *tx, void *arg)
{
	struct making *m = arg;
	struct who who = who_of(&m->by->person);
	struct solution_draft d = m->draft;
	TRY(solution_draft_save(tx, &who, &d));
	m->draft.ref = d.ref;
	return solution_send(tx, &m->w->site, &who, &d, &m->made);
}

static enum status save(struct tx *tx, void *arg)
{
	struct making *m = arg;
	struct who who = who_of(&m->by->person);
	struct solution_draft d = m->draft;
	TRY(solution_draft_save(tx, &who, &d));
	m->ref = d.ref;
	return OK;
}

static enum status act(struct tx *tx, void *arg)
{
	struct making *m = arg;
	struct who who = who_of(&m->by->person);
	TRY(solution_by_ref(tx, &who, LANG_FR, m->ref, &m->made));
	return solution_act(tx, &m->w->site, &who, &m->made, &m->deed);
}

enum status solution_acted(struct world *w, const struct browser *by, struct uuid ref,
	const char *action, const char *text)
{
	struct making m = { .w = w, .by = by, .ref = ref, .deed = { action, str_view(text) } };
	return world_job(w, act, &m);
}

static void must(struct world *w, struct uuid ref, const char *action, const char *text)
{
	enum status s = solution_acted(w, &w->flo, ref, action, text);
	test_check(s == OK, __FILE__, __LINE__, (size_t)s, action);
}

struct uuid named_solution_made(struct world *w, const struct browser *by,
	enum solution_state state, struct solution_form form)
{
	struct making m = { .w = w, .by = by, .draft = { .form = form } };
	enum status s = world_job(w, send, &m);
	test_check(s == OK, __FILE__, __LINE__, (size_t)s, "send");
	struct uuid ref = m.made.ref;
	if (state == SOLUTION_RETURNED)
		must(w, ref, "return", "Dites qui vous finance.");
	if (state >= SOLUTION_LISTED)
		must(w, ref, "list", "");
	if (state == SOLUTION_DOCUMENTED || state == SOLUTION_EVALUATED)
		must(w, ref, "document", "");
	if (state == SOLUTION_EVALUATED)
		must(w, ref, "evaluate", "Douze personnes l’ont essayée.");
	if (state == SOLUTION_SUSPENDED)
		must(w, ref, "suspend", "Le numéro ne répond plus.");
	if (state == SOLUTION_RETIRED)
		must(w, ref, "retire", "L’équipe a fermé.");
	return ref;
}

struct uuid solution_made(struct world *w, const struct browser *by, enum solution_state state)
{
	return named_solution_made(w, by, state, form_made("Veille du soir"));
}

struct uuid draft_made(struct world *w, const struct browser *by)
{
	struct making m = { .w = w, .by = by,
		.draft = { .step = SOLUTION_STEP_REVIEW, .form = form_made("Brouillon") } };
	enum status s = world_job(w, save, &m);
	test_check(s == OK, __FILE__, __LINE__, (size_t)s, "save");
	return m.ref;
}

const char *path_to(struct world *w, const char *head, struct uuid ref, const char *tail)
{
	return str_fmt(w->arena, "%s/%s%s", head, uuid_print(ref).text, tail).ptr;
}
