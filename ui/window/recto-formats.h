/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Which files the program offers to open: in the file dialog and among the recent files. */

/* The content types, ended by NULL; the desktop entry names the same ones. */
const char *const *recto_formats_get_content_types (void);
/* FALSE for what no entry of the list covers; parameters of a type are not looked at. */
gboolean recto_formats_can_open (const char *content_type);
/* A GtkFileFilter for the documents, then one for all files. (transfer full) */
GListModel *recto_formats_make_filters (void);
