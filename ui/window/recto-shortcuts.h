/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The one table of keys: the application takes its accelerators from it, the shortcuts dialog its
 * list. Keys without an action are handled by the page view while it has the focus. */

#define RECTO_SHORTCUT_MAX_KEYS 4

typedef struct
{
  const char *title;                             /* not yet translated */
  const char *action;                            /* (nullable): detailed name */
  const char *keys[RECTO_SHORTCUT_MAX_KEYS + 1]; /* as gtk_accelerator_parse () reads them */
} RectoShortcut;

typedef struct
{
  const char *title; /* not yet translated */
  const RectoShortcut *shortcuts;
  guint n_shortcuts;
} RectoShortcutGroup;

const RectoShortcutGroup *recto_shortcuts_get_groups (guint *n_groups);
/* Gives the application the accelerators of all shortcuts that have an action. */
void recto_shortcuts_install (GtkApplication *application);
