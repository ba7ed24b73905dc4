/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "recto-document.h"

/* RectoThumbnails: small pictures of a document's pages: of those that are in view somewhere, which
 * are rendered after all else; of others as many as the program's memory budget leaves. Of the main
 * thread. */
typedef struct _RectoThumbnails RectoThumbnails;

/* A page's picture has come, or it is known that none will. */
typedef void (*RectoThumbnailsFunc) (RectoLocation location, gpointer data);

/* How pages are shown. */
typedef struct
{
  int width; /* what a picture must fit into, in device pixels */
  int height;
  int rotation;
  RectoPageColors colors;
  RectoRenderFlags flags;
  guint layers; /* as recto_document_get_layers_state () has it */
} RectoThumbnailLook;

RectoThumbnails *recto_thumbnails_new (RectoDocument *document,
                                       RectoThumbnailsFunc changed,
                                       gpointer data);
/* Nothing is called any more. */
void recto_thumbnails_free (RectoThumbnails *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoThumbnails, recto_thumbnails_free)

/* Pictures of another look go; those wanted come again in this one. */
void recto_thumbnails_set_look (RectoThumbnails *self, const RectoThumbnailLook *look);
/* The pages are not what they were: what is wanted is asked for again. */
void recto_thumbnails_renew (RectoThumbnails *self);
/* What is in view from now on, what comes first first; nothing else is waited for any more. */
void recto_thumbnails_want (RectoThumbnails *self, const RectoLocation *locations, guint n);
/* (transfer none) (nullable) */
GdkTexture *recto_thumbnails_get (RectoThumbnails *self, RectoLocation location);
/* It was tried, and there is no picture to be had. */
gboolean recto_thumbnails_has_failed (RectoThumbnails *self, RectoLocation location);
/* The pages that are being waited for. */
guint recto_thumbnails_get_n_waiting (RectoThumbnails *self);

/* The size in which a page is shown that must fit into a width and a height: device pixels to a
 * point. */
double recto_thumbnail_look_get_scale (const RectoThumbnailLook *self, const RectoPage *page);
