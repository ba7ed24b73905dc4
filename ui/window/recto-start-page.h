/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* RectoStartPage: nothing is open yet: Open, and the recent files. Signal "open" (GFile). */
#define RECTO_TYPE_START_PAGE (recto_start_page_get_type ())
G_DECLARE_FINAL_TYPE (RectoStartPage, recto_start_page, RECTO, START_PAGE, AdwBin)

GtkWidget *recto_start_page_new (void);
