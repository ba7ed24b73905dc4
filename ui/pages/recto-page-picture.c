/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-picture.h"

#include <math.h>

#include "recto-page-map.h"
#include "recto-task-kind.h"
#include "recto-tile-textures.h"

/* Pixels of one rendering, as RectoRenderRequest has it. */
#define MOST_PIXELS (4096.0 * 4096.0)

/* The area in the pixels of the page, as it is turned. FALSE where none of it is on the page. */
static gboolean
find_rect (const RectoPagePicture *picture,
           const RectoPage *page,
           double scale,
           RectoPixelRect *rect)
{
  double left = CLAMP (picture->area.x / page->width, 0, 1);
  double top = CLAMP (picture->area.y / page->height, 0, 1);
  double right = CLAMP ((picture->area.x + picture->area.width) / page->width, 0, 1);
  double bottom = CLAMP ((picture->area.y + picture->area.height) / page->height, 0, 1);
  int width;
  int height;

  recto_page_map_turn_point (picture->rotation, &left, &top);
  recto_page_map_turn_point (picture->rotation, &right, &bottom);
  recto_page_get_pixel_size (page, scale, picture->rotation, &width, &height);
  rect->x = (int) floor (MIN (left, right) * width);
  rect->y = (int) floor (MIN (top, bottom) * height);
  rect->width = (int) ceil (MAX (left, right) * width) - rect->x;
  rect->height = (int) ceil (MAX (top, bottom) * height) - rect->y;
  return rect->width > 0 && rect->height > 0;
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTile) tile =
      recto_document_render_finish (RECTO_DOCUMENT (source), result, &error);

  if (tile != NULL)
    g_task_return_pointer (task, recto_tile_textures_make (tile), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
recto_page_picture_render_async (RectoDocument *document,
                                 const RectoPagePicture *picture,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  const RectoPage *page;
  RectoRenderRequest request;

  g_return_if_fail (RECTO_IS_DOCUMENT (document));
  g_return_if_fail (picture != NULL && picture->scale > 0);

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_page_picture_render_async);
  page = recto_document_get_page (document, picture->location);
  request = (RectoRenderRequest) { .location = picture->location,
                                   .scale = picture->scale,
                                   .rotation = picture->rotation,
                                   .colors = picture->colors,
                                   .priority = picture->priority,
                                   .flags = picture->flags };
  /* What nobody asked for in words may not go on for ever. */
  if (request.priority == RECTO_PRIORITY_THUMBNAIL)
    request.time_limit_ms = recto_task_kind_default_timeout_ms (RECTO_TASK_THUMBNAIL);
  if (page == NULL || !find_rect (picture, page, request.scale, &request.rect))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Nothing is there");
      g_object_unref (task);
      return;
    }
  while ((double) request.rect.width * request.rect.height > MOST_PIXELS)
    {
      request.scale /= 2;
      find_rect (picture, page, request.scale, &request.rect);
    }
  recto_document_render_async (document, &request, cancellable, rendered_cb, task);
}

GdkTexture *
recto_page_picture_render_finish (RectoDocument *document, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
