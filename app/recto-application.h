/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-engine.h"
#include "recto-window.h"

/* RectoApplication: the one running program: the engine, the settings, the windows. */
#define RECTO_TYPE_APPLICATION (recto_application_get_type ())
G_DECLARE_FINAL_TYPE (RectoApplication, recto_application, RECTO, APPLICATION, AdwApplication)

RectoApplication *recto_application_new (void);
RectoEngine *recto_application_get_engine (RectoApplication *self); /* (transfer none) */
GSettings *recto_application_get_settings (RectoApplication *self); /* (transfer none) */

/* The window of documents used last. (transfer none) (nullable) */
RectoWindow *recto_application_get_window (RectoApplication *self);
/* Brings the window in view that lists what runs. */
void recto_application_show_activity (RectoApplication *self);
/* A window with the start page. */
void recto_application_open_window (RectoApplication *self);
/* Brings the file in view: in the tab that shows it already, else in the window in use, or in a new
 * one. `number` (from 1) or `label`: the page to begin with; 0 and NULL for none. The tab.
 * (transfer none) */
RectoDocumentView *recto_application_open_file (RectoApplication *self,
                                                GFile *file,
                                                guint number,
                                                const char *label,
                                                gboolean new_window);
/* Ends everything, at once; while something is being saved, after a question. */
void recto_application_quit (RectoApplication *self);
