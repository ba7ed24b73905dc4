/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-annotations.h"

#include <glib/gi18n.h>

#include "recto-annotation-marks.h"
#include "recto-annotations-pane.h"

#define ANNOTATIONS "annotations"

struct _RectoDocumentAnnotations
{
  GObject parent_instance;
  RectoSidebar *sidebar;      /* (unowned) */
  RectoPageView *page_view;   /* (unowned) */
  RectoAnnotationsPane *pane; /* (unowned) (nullable): the sidebar's, once there are any */
  RectoAnnotationMarks *marks;
  RectoDocument *document;       /* (nullable) */
  RectoAnnotations *annotations; /* (nullable): of the document */
  gboolean shown;                /* the sidebar */
};

G_DEFINE_FINAL_TYPE (RectoDocumentAnnotations, recto_document_annotations, G_TYPE_OBJECT)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
  g_autoptr (RectoAnnotation) root = NULL;
  RectoLocation location;
  RectoRect area;
  gboolean has_area;

  if (self->annotations == NULL)
    return;
  root = dup_root (self, annotation);
  location = recto_annotation_get_location (root);
  has_area = recto_annotation_get_area (root, &area);
  g_signal_emit (self, signals[ACTIVATED], 0);
  recto_page_view_show_area (self->page_view, location, has_area ? &area : NULL);
  recto_page_view_set_mark (self->page_view, location, has_area ? &area : NULL);
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
  recto_sidebar_add (self->sidebar, pane, ANNOTATIONS,
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
  recto_sidebar_set_has (self->sidebar, ANNOTATIONS, any);
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
  if (self->annotations != NULL && self->shown &&
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

void
recto_document_annotations_set_document (RectoDocumentAnnotations *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_ANNOTATIONS (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  drop_document (self);
  g_set_object (&self->document, document);
  recto_annotation_marks_set_document (self->marks, document);
  if (document != NULL)
    {
      self->annotations = recto_annotations_new (document);
      g_signal_connect_object (self->annotations, "items-changed", G_CALLBACK (items_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  update (self);
  list (self);
}

void
recto_document_annotations_set_shown (RectoDocumentAnnotations *self, gboolean shown)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_ANNOTATIONS (self));

  self->shown = shown;
  list (self);
}

RectoDocumentAnnotations *
recto_document_annotations_new (RectoSidebar *sidebar,
                                RectoPageView *page_view,
                                GtkWidget *popover_parent)
{
  RectoDocumentAnnotations *self;

  g_return_val_if_fail (RECTO_IS_SIDEBAR (sidebar), NULL);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (popover_parent), NULL);

  self = g_object_new (RECTO_TYPE_DOCUMENT_ANNOTATIONS, NULL);
  self->sidebar = sidebar;
  self->page_view = page_view;
  self->marks = recto_annotation_marks_new (page_view, popover_parent);
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

  signals[ACTIVATED] = g_signal_new ("activated", RECTO_TYPE_DOCUMENT_ANNOTATIONS,
                                     G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_document_annotations_init (RectoDocumentAnnotations *self)
{
}
