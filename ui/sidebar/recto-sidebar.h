/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* RectoSidebar: panes beside the pages, one of which is shown, under its title.
 *
 * Property "pane" (string, nullable, read only): as recto_sidebar_get_pane () has it; notified when
 * that changes. */
#define RECTO_TYPE_SIDEBAR (recto_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RectoSidebar, recto_sidebar, RECTO, SIDEBAR, AdwBin)

/* `name`: for the calls below; one of those that recto-sidebar.c has in their order. `title`,
 * `icon_name`: for people. Takes a floating `pane`. */
void recto_sidebar_add (RectoSidebar *self,
                        GtkWidget *pane,
                        const char *name,
                        const char *title,
                        const char *icon_name);
/* Whether a pane has anything to show; one that has none any more gives its place up. The outline
 * is shown in place of a pane that nobody has chosen. */
void recto_sidebar_set_has (RectoSidebar *self, const char *name, gboolean has);
/* The pane is there, but is not shown by itself in place of another. */
void recto_sidebar_offer (RectoSidebar *self, const char *name);
/* Whether this is the pane that would be seen, or is. */
gboolean recto_sidebar_shows (RectoSidebar *self, const char *name);
/* Brings a pane in view and gives it the keys. */
void recto_sidebar_show (RectoSidebar *self, const char *name);
/* The pane that somebody has chosen, now or the last time; NULL where nobody has. */
const char *recto_sidebar_get_pane (RectoSidebar *self);
/* As a document begins: nothing is chosen yet, but the pane that was chosen the last time
 * (nullable) is shown once it is there. */
void recto_sidebar_begin (RectoSidebar *self, const char *name);
