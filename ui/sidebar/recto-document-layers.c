/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-layers.h"

#include <glib/gi18n.h>

#include "recto-layers-pane.h"

#define LAYERS "layers"

struct _RectoDocumentLayers
{
  GObject parent_instance;
  RectoSidebar *sidebar;     /* (unowned) */
  RectoLayersPane *pane;     /* (unowned) (nullable): the sidebar's, once there are any */
  RectoDocument *document;   /* (nullable) */
  RectoLayers *layers;       /* (nullable): of the document, or of what it was read from anew */
  GCancellable *cancellable; /* (nullable): while they are read */
  gboolean shown;            /* the sidebar */
  gboolean read;             /* of this document */
};

G_DEFINE_FINAL_TYPE (RectoDocumentLayers, recto_document_layers, G_TYPE_OBJECT)

static void
show_layers (RectoDocumentLayers *self)
{
  const gboolean any =
      self->layers != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->layers)) > 0;

  if (any && self->pane == NULL)
    {
      GtkWidget *pane = recto_layers_pane_new ();

      self->pane = RECTO_LAYERS_PANE (pane);
      recto_sidebar_add (self->sidebar, pane, LAYERS,
                         /* Translators: parts of a document that can be shown or hidden. */
                         _ ("Layers"), "view-paged-symbolic");
    }
  if (self->pane == NULL)
    return;
  recto_layers_pane_set_layers (self->pane, any ? self->layers : NULL);
  recto_sidebar_set_has (self->sidebar, LAYERS, any);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoDocumentLayers) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoLayers) layers =
      recto_document_read_layers_finish (RECTO_DOCUMENT (source), result, &error);

  if (self->document != RECTO_DOCUMENT (source))
    return;
  g_clear_object (&self->cancellable);
  /* What cannot be read, or was stopped, is tried again when the sidebar is shown again. */
  self->read = layers != NULL;
  if (layers == NULL)
    return;
  if (self->layers != NULL)
    recto_layers_take_over (layers, self->layers);
  g_set_object (&self->layers, layers);
  show_layers (self);
}

/* Those that were switched in what is read anew are looked for at once. */
static void
read_layers (RectoDocumentLayers *self)
{
  const gboolean wanted =
      self->shown || (self->layers != NULL && recto_layers_is_changed (self->layers));

  if (!wanted || self->document == NULL || self->read || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  recto_document_read_layers_async (self->document, self->cancellable, read_cb,
                                    g_object_ref (self));
}

void
recto_document_layers_set_document (RectoDocumentLayers *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_LAYERS (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
  self->read = FALSE;
  /* One that takes another's place is the same, read anew. */
  if (document == NULL || self->document == NULL)
    g_clear_object (&self->layers);
  g_set_object (&self->document, document);
  if (self->layers == NULL)
    show_layers (self);
  read_layers (self);
}

void
recto_document_layers_set_shown (RectoDocumentLayers *self, gboolean shown)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_LAYERS (self));

  self->shown = shown;
  read_layers (self);
}

RectoDocumentLayers *
recto_document_layers_new (RectoSidebar *sidebar)
{
  RectoDocumentLayers *self;

  g_return_val_if_fail (RECTO_IS_SIDEBAR (sidebar), NULL);

  self = g_object_new (RECTO_TYPE_DOCUMENT_LAYERS, NULL);
  self->sidebar = sidebar;
  return self;
}

static void
recto_document_layers_dispose (GObject *object)
{
  RectoDocumentLayers *self = RECTO_DOCUMENT_LAYERS (object);

  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->layers);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_document_layers_parent_class)->dispose (object);
}

static void
recto_document_layers_class_init (RectoDocumentLayersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_document_layers_dispose;
}

static void
recto_document_layers_init (RectoDocumentLayers *self)
{
}
