/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "recto-document.h"

/* A part of a page as a picture of its own: to be copied, or to be shown somewhere else. */
typedef struct
{
  RectoLocation location;
  RectoRect area; /* points of the page; what is beyond it is left out */
  double scale; /* pixels per point; less, where the picture would be larger than can be rendered */
  int rotation; /* as RectoRenderRequest has it */
  RectoPageColors colors;
  RectoPriority priority;
  RectoRenderFlags flags;
} RectoPagePicture;

/* Errors as those of rendering; G_IO_ERROR_NOT_FOUND where nothing of the area is on the page. */
void recto_page_picture_render_async (RectoDocument *document,
                                      const RectoPagePicture *picture,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) */
GdkTexture *recto_page_picture_render_finish (RectoDocument *document,
                                              GAsyncResult *result,
                                              GError **error);
