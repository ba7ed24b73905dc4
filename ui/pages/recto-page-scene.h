/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-tile-loader.h"

/* RectoPageScene: a document in a view, frame by frame: where its pages lie, what of them has
 * come, and the bars on them. It belongs to the widget that shows it. */
typedef struct _RectoPageScene RectoPageScene;

/* Pages or tiles came or changed: allocate and draw the widget again. */
typedef void (*RectoPageSceneFunc) (gpointer data);

/* `first_shown`: all that is in view of a document has been on the screen for the first time. */
RectoPageScene *recto_page_scene_new (GtkWidget *widget,
                                      RectoPageSceneFunc changed,
                                      RectoPageSceneFunc first_shown,
                                      gpointer data);
void recto_page_scene_free (RectoPageScene *self);

void recto_page_scene_set_clock (RectoPageScene *self, const RectoClock *clock);
void recto_page_scene_set_time_limit (RectoPageScene *self, guint seconds);
guint recto_page_scene_get_time_limit (RectoPageScene *self);
void recto_page_scene_set_document (RectoPageScene *self, RectoDocument *document);
/* As recto_page_view_renew_document (). */
void recto_page_scene_renew_document (RectoPageScene *self, RectoDocument *document);
RectoDocument *recto_page_scene_get_document (RectoPageScene *self); /* (nullable) */
RectoTileLoader *recto_page_scene_get_loader (RectoPageScene *self); /* (nullable) */
RectoViewport *recto_page_scene_get_viewport (RectoPageScene *self);
guint recto_page_scene_get_n_missing (RectoPageScene *self);
/* As recto_page_view_is_painted () says. */
gboolean recto_page_scene_is_painted (RectoPageScene *self, RectoLocation location);
/* The running number of the page being read, from 0. */
guint recto_page_scene_get_number (RectoPageScene *self);

/* One has jumped: what is in view now is asked for at once, not with the next frame, which may be a
 * while off when there has just been one; and that waits a moment for it. */
void recto_page_scene_jump (RectoPageScene *self);
/* As recto_page_view_expect (). */
void recto_page_scene_expect (RectoPageScene *self, int width, int height, double scale);
/* What is drawn now goes on being drawn, whatever becomes of the pages; until, once released, all
 * in view has come, or one moves. */
void recto_page_scene_hold_picture (RectoPageScene *self);
void recto_page_scene_release_picture (RectoPageScene *self);
/* The widget is being allocated. TRUE when what can be scrolled over has changed since the last
 * time. */
gboolean recto_page_scene_allocate (RectoPageScene *self, int width, int height);
void recto_page_scene_snapshot (RectoPageScene *self, GtkSnapshot *snapshot);
/* The widget is not seen any more, or has no surface any more. */
void recto_page_scene_pause (RectoPageScene *self);
void recto_page_scene_unrealize (RectoPageScene *self);
