/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoThumbnail: a small page: its picture, or the paper it will come on, or that there is none to
 * be had. */
#define RECTO_TYPE_THUMBNAIL (recto_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (RectoThumbnail, recto_thumbnail, RECTO, THUMBNAIL, GtkWidget)

GtkWidget *recto_thumbnail_new (void);
/* The room that a page may take; it stands in the middle of it. */
void recto_thumbnail_set_room (RectoThumbnail *self, int width, int height);
/* The page. `paper`: its color, as 0xrrggbb. */
void recto_thumbnail_set_page (RectoThumbnail *self, double width, double height, guint paper);
void recto_thumbnail_set_texture (RectoThumbnail *self, GdkTexture *texture); /* (nullable) */
void recto_thumbnail_set_failed (RectoThumbnail *self, gboolean failed);
