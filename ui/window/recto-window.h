/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document-view.h"

/* RectoWindow: tabs and the controls around them. It arranges; the tabs act.
 *
 * Property "view" (RectoDocumentView, nullable, read-only): the tab in view. */
#define RECTO_TYPE_WINDOW (recto_window_get_type ())
G_DECLARE_FINAL_TYPE (RectoWindow, recto_window, RECTO, WINDOW, AdwApplicationWindow)

/* Without tabs: add one before it is shown. */
RectoWindow *recto_window_new (GtkApplication *application,
                               RectoEngine *engine,
                               GSettings *settings,
                               RectoPlaceStore *places); /* (nullable) */

/* The tab in view. (transfer none) (nullable) */
RectoDocumentView *recto_window_get_view (RectoWindow *self);
/* What all of its tabs show, in their order. */
guint recto_window_count_views (RectoWindow *self);
RectoDocumentView *recto_window_get_nth_view (RectoWindow *self, guint n); /* (transfer none) */
/* The tab that shows this file. (transfer none) (nullable) */
RectoDocumentView *recto_window_find_file (RectoWindow *self, GFile *file);
AdwTabView *recto_window_get_tab_view (RectoWindow *self); /* (transfer none) */
/* Takes the view as a new tab and brings it in view. */
void recto_window_add_view (RectoWindow *self, RectoDocumentView *view);
/* Takes the views (of RectoDocumentView) as the tabs of a window that has none; none but the
 * selected one comes in view. */
void recto_window_add_views (RectoWindow *self, GPtrArray *views, guint selected);
void recto_window_select_view (RectoWindow *self, RectoDocumentView *view);
/* A new tab with the start page. */
void recto_window_add_start (RectoWindow *self);
/* Opens in the tab in view where nothing is open there, else in a new one, which it gives.
 * (transfer none) */
RectoDocumentView *recto_window_open_file (RectoWindow *self,
                                           GFile *file,
                                           guint number,
                                           const char *label); /* (nullable) */
/* Shows the window as soon as its document is open, so that the first frame can begin with it, and
 * very soon in any case. */
void recto_window_present_when_ready (RectoWindow *self);
/* A few words that go away by themselves; plain text. */
void recto_window_tell (RectoWindow *self, const char *words);
void recto_window_close_tab (RectoWindow *self);
/* Something in one of its tabs is being saved: closing it would ask first. */
gboolean recto_window_is_saving (RectoWindow *self);
/* Closes without asking. */
void recto_window_close_anyway (RectoWindow *self);
/* The tab whose menu is open, or the one in view, becomes a window. */
gboolean recto_window_can_move_tab (RectoWindow *self);
void recto_window_move_tab (RectoWindow *self);
gboolean recto_window_can_reopen_tab (RectoWindow *self);
void recto_window_reopen_tab (RectoWindow *self);

/* Stop, in the tab in view. TRUE when there was anything to stop. */
gboolean recto_window_stop (RectoWindow *self);
/* Makes an end of what was told to stop and has not given way. TRUE when there was any. */
gboolean recto_window_stop_harder (RectoWindow *self);
/* What was stopped last may not have given way yet: stopping once more is meant for it. */
gboolean recto_window_is_in_grace (RectoWindow *self);
void recto_window_show_menu (RectoWindow *self);
/* Puts the cursor into the page entry. */
void recto_window_enter_page (RectoWindow *self);
/* Opens the choices of how the text of a book is set. */
void recto_window_show_text (RectoWindow *self);
