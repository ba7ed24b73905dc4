/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-entry.h"

#include <glib/gi18n.h>

struct _RectoPageEntry
{
  GtkWidget parent_instance;
  GtkEntry *entry; /* template children */
  GtkLabel *count;
  RectoPageView *page_view; /* (nullable) */
  RectoDocument *document;  /* (nullable): the page view's */
};

G_DEFINE_FINAL_TYPE (RectoPageEntry, recto_page_entry, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_PAGE_VIEW = 1,
} RectoPageEntryProperty;

static GParamSpec *properties[PROP_PAGE_VIEW + 1];

char *
recto_page_entry_describe_count (guint number, guint n_pages, gboolean estimated, gboolean labeled)
{
  if (labeled && estimated)
    /* Translators: the number of the page, then how many there are, not all of them counted yet. */
    return g_strdup_printf (_ ("(%u of about %u)"), number, n_pages);
  if (labeled)
    /* Translators: the number of the page, then how many there are. */
    return g_strdup_printf (_ ("(%u of %u)"), number, n_pages);
  if (estimated)
    /* Translators: follows the page's number; not all pages have been counted yet. */
    return g_strdup_printf (_ ("of about %u"), n_pages);
  /* Translators: follows the page's number. */
  return g_strdup_printf (_ ("of %u"), n_pages);
}

gboolean
recto_page_entry_find_page (RectoDocument *document, const char *text, RectoLocation *location)
{
  g_autofree char *bare = NULL;
  guint64 number = 0;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (text != NULL && location != NULL, FALSE);

  bare = g_strstrip (g_strdup (text));
  if (recto_document_find_label (document, bare, location))
    return TRUE;
  if (!g_ascii_string_to_unsigned (bare, 10, 1, recto_document_get_n_pages (document, NULL),
                                   &number, NULL))
    return FALSE;
  *location = recto_document_get_location (document, (guint) number - 1);
  return TRUE;
}

static gboolean
is_editing (RectoPageEntry *self)
{
  return gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

/* The label printed on the page, where it is not just its number. (nullable) */
static const char *
get_label (RectoPageEntry *self, guint number)
{
  const RectoPage *page =
      recto_document_get_page (self->document,
                               recto_document_get_location (self->document, number - 1));
  g_autofree char *digits = g_strdup_printf ("%u", number);

  if (page == NULL || page->label == NULL || page->label[0] == '\0' ||
      g_str_equal (page->label, digits))
    return NULL;
  return page->label;
}

static void
show_page (RectoPageEntry *self, guint number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  const char *label = get_label (self, number);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), label != NULL ? label : digits);
}

/* What is being typed is left alone. */
static void
update (RectoPageEntry *self)
{
  g_autofree char *count = NULL;
  gboolean estimated = FALSE;
  guint number = 0;
  guint n_pages;

  if (self->document == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      gtk_label_set_label (self->count, "");
      return;
    }
  g_object_get (self->page_view, "number", &number, NULL);
  number++;
  n_pages = recto_document_get_n_pages (self->document, &estimated);
  count = recto_page_entry_describe_count (number, n_pages, estimated,
                                           get_label (self, number) != NULL);
  gtk_label_set_label (self->count, count);
  if (!is_editing (self))
    show_page (self, number);
}

static void
document_changed_cb (RectoPageEntry *self)
{
  RectoDocument *document =
      self->page_view != NULL ? recto_page_view_get_document (self->page_view) : NULL;

  if (self->document != document)
    {
      if (self->document != NULL)
        g_signal_handlers_disconnect_by_func (self->document, update, self);
      g_set_object (&self->document, document);
      if (document != NULL)
        g_signal_connect_object (document, "pages-changed", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
set_page_view (RectoPageEntry *self, RectoPageView *page_view)
{
  if (self->page_view == page_view)
    return;
  if (self->page_view != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->page_view, document_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->page_view, update, self);
    }
  g_set_object (&self->page_view, page_view);
  if (page_view != NULL)
    {
      g_signal_connect_object (page_view, "notify::document", G_CALLBACK (document_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page_view, "notify::number", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  document_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE_VIEW]);
}

static void
leave (RectoPageEntry *self)
{
  if (self->page_view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->page_view));
}

static void
entry_activate_cb (RectoPageEntry *self)
{
  RectoLocation location;

  if (self->document == NULL)
    return;
  if (recto_page_entry_find_page (self->document,
                                  gtk_editable_get_text (GTK_EDITABLE (self->entry)), &location))
    {
      recto_page_view_go_to (self->page_view, location, TRUE);
      leave (self);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_error_bell (GTK_WIDGET (self->entry));
    }
}

static void
entry_changed_cb (RectoPageEntry *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
entry_left_cb (RectoPageEntry *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  update (self);
}

static gboolean
entry_key_cb (RectoPageEntry *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  leave (self);
  return GDK_EVENT_STOP;
}

GtkWidget *
recto_page_entry_new (void)
{
  return g_object_new (RECTO_TYPE_PAGE_ENTRY, NULL);
}

void
recto_page_entry_start_editing (RectoPageEntry *self)
{
  g_return_if_fail (RECTO_IS_PAGE_ENTRY (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
recto_page_entry_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  RectoPageEntry *self = RECTO_PAGE_ENTRY (object);

  switch ((RectoPageEntryProperty) prop_id)
    {
    case PROP_PAGE_VIEW:
      set_page_view (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_page_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoPageEntry *self = RECTO_PAGE_ENTRY (object);

  switch ((RectoPageEntryProperty) prop_id)
    {
    case PROP_PAGE_VIEW:
      g_value_set_object (value, self->page_view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_page_entry_dispose (GObject *object)
{
  RectoPageEntry *self = RECTO_PAGE_ENTRY (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, update, self);
  if (self->page_view != NULL)
    g_signal_handlers_disconnect_by_data (self->page_view, self);
  g_clear_object (&self->document);
  g_clear_object (&self->page_view);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_PAGE_ENTRY);

  G_OBJECT_CLASS (recto_page_entry_parent_class)->dispose (object);
}

static void
recto_page_entry_class_init (RectoPageEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_page_entry_dispose;
  object_class->get_property = recto_page_entry_get_property;
  object_class->set_property = recto_page_entry_set_property;

  properties[PROP_PAGE_VIEW] =
      g_param_spec_object ("page-view", NULL, NULL, RECTO_TYPE_PAGE_VIEW,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-page-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoPageEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, RectoPageEntry, count);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
}

static void
recto_page_entry_init (RectoPageEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
