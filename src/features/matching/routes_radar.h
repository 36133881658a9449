#ifndef MATCHING_ROUTES_RADAR_H
#define MATCHING_ROUTES_RADAR_H
#include "app/app.h"

enum status get_radar(struct req *r);
enum status get_radar_csv(struct req *r);
#endif
