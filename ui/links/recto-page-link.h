/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoPageLink: the link on a page that has the keys: a frame around it, and what assistive
 * technology finds there. The pointer goes through it.
 *
 * Signal "activated" (). */
#define RECTO_TYPE_PAGE_LINK (recto_page_link_get_type ())
G_DECLARE_FINAL_TYPE (RectoPageLink, recto_page_link, RECTO, PAGE_LINK, GtkWidget)

GtkWidget *recto_page_link_new (void);
/* Takes the keys. `words`: where the link leads to, for people. */
void recto_page_link_take (RectoPageLink *self, const char *words);
