/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* RectoSidebar: panes beside the pages, one of which is shown, under its title. */
#define RECTO_TYPE_SIDEBAR (recto_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RectoSidebar, recto_sidebar, RECTO, SIDEBAR, AdwBin)

/* `name`: for the calls below. `title`, `icon_name`: for people. Takes a floating `pane`. */
void recto_sidebar_add (RectoSidebar *self,
                        GtkWidget *pane,
                        const char *name,
                        const char *title,
                        const char *icon_name);
/* Whether a pane has anything to show. One that comes to have some is shown in place of one that
 * nobody has chosen; one that has none any more gives its place up. */
void recto_sidebar_set_has (RectoSidebar *self, const char *name, gboolean has);
/* Whether this is the pane that would be seen, or is. */
gboolean recto_sidebar_shows (RectoSidebar *self, const char *name);
/* Brings a pane in view and gives it the keys. */
void recto_sidebar_show (RectoSidebar *self, const char *name);
