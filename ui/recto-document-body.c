/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-body.h"

struct _RectoDocumentBody
{
  AdwBin parent_instance;
  AdwBanner *banner; /* template children */
  RectoPageView *page_view;

  RectoDocument *document; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (RectoDocumentBody, recto_document_body, ADW_TYPE_BIN)

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_PAGE_VIEW,
} RectoDocumentBodyProperty;

static GParamSpec *properties[PROP_PAGE_VIEW + 1];

static void
banner_dismissed_cb (RectoDocumentBody *self)
{
  adw_banner_set_revealed (self->banner, FALSE);
}

void
recto_document_body_set_document (RectoDocumentBody *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (!g_set_object (&self->document, document))
    return;
  recto_page_view_set_document (self->page_view, document);
  adw_banner_set_revealed (self->banner,
                           document != NULL && recto_document_is_text_view (document));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

RectoPageView *
recto_document_body_get_page_view (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), NULL);

  return self->page_view;
}

static gboolean
recto_document_body_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RECTO_DOCUMENT_BODY (widget)->page_view));
}

static void
recto_document_body_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  RectoDocumentBody *self = RECTO_DOCUMENT_BODY (object);

  switch ((RectoDocumentBodyProperty) prop_id)
    {
    case PROP_DOCUMENT:
      recto_document_body_set_document (self, g_value_get_object (value));
      break;
    case PROP_PAGE_VIEW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_body_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoDocumentBody *self = RECTO_DOCUMENT_BODY (object);

  switch ((RectoDocumentBodyProperty) prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PAGE_VIEW:
      g_value_set_object (value, self->page_view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_body_dispose (GObject *object)
{
  RectoDocumentBody *self = RECTO_DOCUMENT_BODY (object);

  g_clear_object (&self->document);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_DOCUMENT_BODY);

  G_OBJECT_CLASS (recto_document_body_parent_class)->dispose (object);
}

static void
recto_document_body_class_init (RectoDocumentBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = recto_document_body_dispose;
  object_class->get_property = recto_document_body_get_property;
  object_class->set_property = recto_document_body_set_property;
  widget_class->grab_focus = recto_document_body_grab_focus;

  properties[PROP_DOCUMENT] =
      g_param_spec_object ("document", NULL, NULL, RECTO_TYPE_DOCUMENT, flags | G_PARAM_WRITABLE);
  properties[PROP_PAGE_VIEW] =
      g_param_spec_object ("page-view", NULL, NULL, RECTO_TYPE_PAGE_VIEW, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RECTO_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-document-body.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoDocumentBody, banner);
  gtk_widget_class_bind_template_child (widget_class, RectoDocumentBody, page_view);
  gtk_widget_class_bind_template_callback (widget_class, banner_dismissed_cb);
}

static void
recto_document_body_init (RectoDocumentBody *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
