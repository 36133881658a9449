/* Line drawings on a 24 × 24 ground, as in assets/parts/icons.svg.txt; the page strokes them. */
#include "app/page.h"

static const struct { const char *name, *drawing; } icons[] = {
	{ "bubble", "M4 5h16v11H11l-4 4v-4H4z" },
	{ "people",
		"M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 1 0 0 7M2.5 20v-2a4.5 4.5 0 0 1 4.5-4.5h4a4.5 4.5 "
		"0 0 1 4.5 4.5v2M16 4.3a3.5 3.5 0 0 1 0 6.4M18 13.7a4.5 4.5 0 0 1 3.5 4.3v2" },
	{ "bulb", "M9 17h6M10 20.5h4M12 3a6 6 0 0 1 3.5 10.9V15h-7v-1.1A6 6 0 0 1 12 3z" },
	{ "horn", "M4 10v4h3l8 5V5L7 10zM18 9a4 4 0 0 1 0 6" },
	{ "calendar", "M5 5h14v15H5zM5 9.5h14M9 3v4M15 3v4M9 14l2 2 4-4" },
	{ "chart", "M4 4v16h16M8 16l4-5 3 2 5-7" },
	{ "scales", "M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z" },
	{ "pin", "M12 21s7-6.5 7-11a7 7 0 0 0-14 0c0 4.5 7 11 7 11zM12 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4" },
	{ "check", "M5 12.5l5 5L19.5 7" },
	{ "clock", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3.5 2.5" },
	{ "pen", "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5" },
	{ "eye",
		"M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 "
		"9a3 3 0 1 0 0 6a3 3 0 1 0 0-6" },
	{ "pause", "M8.5 5v14M15.5 5v14" },
	{ "merge", "M5 4v3c0 3 7 3 7 7v6M19 4v3c0 3-7 3-7 7M9 17.5l3 3 3-3" },
	{ "flag", "M6 21V4M6 4.5h12l-3 4 3 4H6" },
	{ "lock", "M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 15v2" },
	{ "archive", "M3.5 4.5h17v4h-17zM5 8.5v11h14v-11M10 12.5h4" },
	{ "mail", "M3.5 5.5h17v13h-17zM4 6.5l8 6.5 8-6.5" },
	{ "user", "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5v-1a5 5 0 0 1 5-5h5a5 5 0 0 1 5 5v1" },
	{ "search", "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L20.5 20.5" },
	{ "alert", "M12 3.5l9.5 17h-19zM12 10v4.5M12 17.5v.1" },
	{ "info", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.5v.1" },
	{ "menu", "M4 6.5h16M4 12h16M4 17.5h16" },
	{ "arrow", "M4 12h16M14 6l6 6-6 6" },
	{ "ok", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 12.5l3 3 5-6" },
	{ "error", "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.5M12 16.5v.1" },
	{ "close", "M6 6l12 12M18 6L6 18" },
	{ "plus", "M12 5v14M5 12h14" },
	{ "download", "M12 4v11M7.5 10.5L12 15l4.5-4.5M5 20h14" },
	{ "print", "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z" },
	{ "globe", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M3 12h18M12 3c5 5 5 13 0 18c-5-5-5-13 0-18" },
	{ "phone",
		"M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0"
		" 1 2-2z" },
	{ "bell", "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 21h4" },
	{ "heart", "M12 20S4 15 4 9.5A4.3 4.3 0 0 1 12 7.3A4.3 4.3 0 0 1 20 9.5C20 15 12 20 12 20z" },
	{ "link",
		"M10 14a4 4 0 0 1 0-5.5l2.5-2.5a4 4 0 0 1 5.5 5.5L16.5 13M14 10a4 4 0 0 1 0 5.5L11.5 "
		"18A4 4 0 0 1 6 12.5L7.5 11" },
	{ "stop", "M6 12h9M18 5v14" },
};

struct str icon_drawing(const char *name)
{
	for (size_t i = 0; i < sizeof icons / sizeof *icons; i++)
		if (strcmp(icons[i].name, name) == 0)
			return str_view(icons[i].drawing);
	return (struct str){ 0 };
}
