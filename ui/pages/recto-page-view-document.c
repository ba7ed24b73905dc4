/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include "recto-page-view-private.h"

RectoDocument *
recto_page_view_get_document (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), NULL);

  return recto_page_scene_get_document (self->scene);
}

/* What a page says goes with what is shown of it. */
static void
layers_changed_cb (RectoPageView *self)
{
  RectoDocument *document = recto_page_scene_get_document (self->scene);

  recto_viewport_set_layers (self->viewport,
                             document != NULL ? recto_document_get_layers_state (document) : 0);
  recto_page_texts_forget (self->texts);
  recto_page_view_queue_update (self);
}

static void
follow_layers (RectoPageView *self)
{
  RectoDocument *document = recto_page_scene_get_document (self->scene);

  if (document != NULL)
    {
      g_signal_handlers_disconnect_by_func (document, layers_changed_cb, self);
      g_signal_connect_object (document, "layers-changed", G_CALLBACK (layers_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  layers_changed_cb (self);
}

static void
document_changed (RectoPageView *self)
{
  follow_layers (self);
  recto_page_view_set_text_document (self, recto_page_scene_get_document (self->scene));
  recto_page_links_set_document (self->links, recto_page_scene_get_document (self->scene));
  g_object_notify (G_OBJECT (self), "document");
  recto_page_view_notify_scene (self);
  recto_page_view_notify_history (self);
  recto_page_view_queue_update (self);
}

void
recto_page_view_set_document (RectoPageView *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (recto_page_scene_get_document (self->scene) == document)
    return;
  recto_page_scene_set_document (self->scene, document);
  recto_page_history_set_document (self->history, document, FALSE);
  document_changed (self);
}

void
recto_page_view_renew_document (RectoPageView *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (RECTO_IS_DOCUMENT (document));

  recto_page_scene_renew_document (self->scene, document);
  recto_page_history_set_document (self->history, document, TRUE);
  document_changed (self);
}

void
recto_page_view_stop (RectoPageView *self)
{
  RectoTileLoader *loader;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  loader = recto_page_scene_get_loader (self->scene);
  if (loader != NULL)
    recto_tile_loader_stop (loader);
}

void
recto_page_view_resume (RectoPageView *self)
{
  RectoTileLoader *loader;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  loader = recto_page_scene_get_loader (self->scene);
  if (loader != NULL)
    recto_tile_loader_resume_all (loader);
}

void
recto_page_view_reload (RectoPageView *self)
{
  RectoTileLoader *loader;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_page_texts_forget (self->texts);
  loader = recto_page_scene_get_loader (self->scene);
  if (loader != NULL)
    recto_tile_loader_reload (loader);
}

guint
recto_page_view_get_n_blank (RectoPageView *self)
{
  RectoTileLoader *loader;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), 0);

  loader = recto_page_scene_get_loader (self->scene);
  return loader != NULL ? recto_tile_loader_get_n_blank (loader) : 0;
}
