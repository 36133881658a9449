#ifndef SERVICES_VIEW_H
#define SERVICES_VIEW_H
#include "features/services/view_member.h"
#include "features/services/view_request.h"

/* For the templates in pages/, which include the view.h of their feature: all of its views. */
#endif
