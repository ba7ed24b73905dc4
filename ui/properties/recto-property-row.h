/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A row that shows a value under its name, to be selected and copied. Both are shown as they are:
 * documents write them. (transfer floating) */
GtkWidget *recto_property_row_new (const char *name, const char *value);
void recto_property_row_set_value (GtkWidget *row, const char *value);
/* Adds one to a group and shows the group; nothing, where the value is empty or NULL. */
void recto_property_row_add (AdwPreferencesGroup *group, const char *name, const char *value);
