/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document.h"
#include "recto-page-view.h"

/* RectoPageEntry: shows the page being read ("3 of 120") and goes to the one typed, by its number
 * or by the label printed on it.
 *
 * Property "page-view" (RectoPageView, nullable). */
#define RECTO_TYPE_PAGE_ENTRY (recto_page_entry_get_type ())
G_DECLARE_FINAL_TYPE (RectoPageEntry, recto_page_entry, RECTO, PAGE_ENTRY, GtkWidget)

GtkWidget *recto_page_entry_new (void);
/* Puts the cursor into the entry, with all its text selected. */
void recto_page_entry_start_editing (RectoPageEntry *self);

/* "of 120", "of about 120", or "(3 of 120)" where the label is not the number. (transfer full) */
char *recto_page_entry_describe_count (guint number,
                                       guint n_pages,
                                       gboolean estimated,
                                       gboolean labeled);
/* The page with this label, else the page with this number, from 1; FALSE where there is none. */
gboolean recto_page_entry_find_page (RectoDocument *document,
                                     const char *text,
                                     RectoLocation *location);
