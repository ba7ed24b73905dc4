/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* RectoOpeningPage: a document is being opened, and that takes a while. Signal "stop" (). */
#define RECTO_TYPE_OPENING_PAGE (recto_opening_page_get_type ())
G_DECLARE_FINAL_TYPE (RectoOpeningPage, recto_opening_page, RECTO, OPENING_PAGE, AdwBin)

GtkWidget *recto_opening_page_new (void);
void recto_opening_page_set_name (RectoOpeningPage *self, const char *name);
