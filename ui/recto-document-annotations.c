/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-annotations.h"

#include <glib/gi18n.h>

#include "recto-annotation-marks.h"
#include "recto-annotations-pane.h"
#include "recto-sidebar.h"

#define ANNOTATIONS "annotations"

struct _RectoDocumentAnnotations
{
  GObject parent_instance;
  RectoDocumentBody *body;    /* (unowned) */
  RectoAnnotationsPane *pane; /* (unowned) (nullable): the sidebar's, once there are any */
  RectoAnnotationMarks *marks;
  RectoDocument *document;       /* (nullable) */
  RectoAnnotations *annotations; /* (nullable): of the document */
};

G_DEFINE_FINAL_TYPE (RectoDocumentAnnotations, recto_document_annotations, G_TYPE_OBJECT)

/* What a reply replies to: that has a mark on the page. (transfer full) */
static RectoAnnotation *
dup_root (RectoDocumentAnnotations *self, RectoAnnotation *annotation)
{
  GListModel *list = G_LIST_MODEL (self->annotations);
  g_autoptr (RectoAnnotation) root = g_object_ref (annotation);

  if (recto_annotation_get_depth (annotation) == 0)
    return g_steal_pointer (&root);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RectoAnnotation) item = g_list_model_get_item (list, i);

      if (recto_annotation_get_depth (item) == 0)
        g_set_object (&root, item);
      if (item == annotation)
        break;
    }
  return g_steal_pointer (&root);
}

static void
activated_cb (RectoDocumentAnnotations *self, RectoAnnotation *annotation)
{
  RectoPageView *page_view = recto_document_body_get_page_view (self->body);
  g_autoptr (RectoAnnotation) root = NULL;
  RectoLocation location;
  RectoRect area;
  gboolean has_area;

  if (self->annotations == NULL)
    return;
  root = dup_root (self, annotation);
  location = recto_annotation_get_location (root);
  has_area = recto_annotation_get_area (root, &area);
  recto_document_body_leave_sidebar (self->body);
  recto_page_view_show_area (page_view, location, has_area ? &area : NULL);
  recto_page_view_set_mark (page_view, location, has_area ? &area : NULL);
}

static void
ensure_pane (RectoDocumentAnnotations *self)
{
  GtkWidget *pane;

  if (self->pane != NULL)
    return;
  pane = recto_annotations_pane_new ();
  self->pane = RECTO_ANNOTATIONS_PANE (pane);
  g_signal_connect_object (pane, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  recto_sidebar_add (recto_document_body_get_sidebar (self->body), pane, ANNOTATIONS,
                     /* Translators: what readers have left on the pages. */
                     _ ("Annotations"), "document-edit-symbolic");
}

static void
update (RectoDocumentAnnotations *self)
{
  const gboolean any =
      self->annotations != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->annotations)) > 0;

  if (any)
    ensure_pane (self);
  if (self->pane == NULL)
    return;
  recto_annotations_pane_set_annotations (self->pane, any ? self->annotations : NULL,
                                          any ? self->document : NULL);
  recto_sidebar_set_has (recto_document_body_get_sidebar (self->body), ANNOTATIONS, any);
}

/* The first of them. */
static void
items_changed_cb (RectoDocumentAnnotations *self)
{
  g_signal_handlers_disconnect_by_func (self->annotations, items_changed_cb, self);
  update (self);
}

static void
list (RectoDocumentAnnotations *self)
{
  if (self->annotations != NULL && recto_document_body_get_show_sidebar (self->body) &&
      recto_annotations_get_state (self->annotations) == RECTO_ANNOTATIONS_IDLE)
    recto_annotations_start (self->annotations);
}

static void
drop_document (RectoDocumentAnnotations *self)
{
  if (self->annotations != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->annotations, self);
      recto_annotations_end (self->annotations);
    }
  g_clear_object (&self->annotations);
  g_clear_object (&self->document);
}

static void
document_cb (RectoDocumentAnnotations *self)
{
  drop_document (self);
  g_object_get (self->body, "document", &self->document, NULL);
  recto_annotation_marks_set_document (self->marks, self->document);
  if (self->document != NULL)
    {
      self->annotations = recto_annotations_new (self->document);
      g_signal_connect_object (self->annotations, "items-changed", G_CALLBACK (items_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  update (self);
  list (self);
}

RectoDocumentAnnotations *
recto_document_annotations_new (RectoDocumentBody *body)
{
  RectoDocumentAnnotations *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (body), NULL);

  self = g_object_new (RECTO_TYPE_DOCUMENT_ANNOTATIONS, NULL);
  self->body = body;
  self->marks =
      recto_annotation_marks_new (recto_document_body_get_page_view (body), GTK_WIDGET (body));
  g_signal_connect_object (body, "notify::document", G_CALLBACK (document_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (body, "notify::show-sidebar", G_CALLBACK (list), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
recto_document_annotations_dispose (GObject *object)
{
  RectoDocumentAnnotations *self = RECTO_DOCUMENT_ANNOTATIONS (object);

  drop_document (self);
  g_clear_object (&self->marks);

  G_OBJECT_CLASS (recto_document_annotations_parent_class)->dispose (object);
}

static void
recto_document_annotations_class_init (RectoDocumentAnnotationsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_document_annotations_dispose;
}

static void
recto_document_annotations_init (RectoDocumentAnnotations *self)
{
}
