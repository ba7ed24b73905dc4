/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-fonts-group.h"

#include <glib/gi18n.h>

#include "recto-property-row.h"
#include "recto-property-words.h"

/* So many are shown at first, and as many more whenever that is asked for: a row is made for each.
 */
#define MORE_FONTS 100

struct _RectoFontsGroup
{
  AdwPreferencesGroup parent_instance;
  GtkWidget *spinner; /* template children */
  GtkWidget *button;
  GtkListBox *list;
  RectoDocument *document;   /* (nullable) */
  RectoFontList *fonts;      /* (nullable): of the document */
  GtkSliceListModel *shown;  /* (nullable): those of them that have rows */
  GCancellable *cancellable; /* (nullable): while pages are gone through */
  gboolean complete;
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (RectoFontsGroup, recto_fonts_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  RectoFontsGroup *self = user_data;
  RectoFont *font = item;
  const char *name = recto_font_get_name (font);
  g_autofree char *words = recto_property_words_describe_font (font);
  const guint number = recto_document_get_number (self->document, recto_font_get_location (font));
  /* Translators: the number of a page. */
  g_autofree char *page = g_strdup_printf (_ ("Page %u"), number + 1);
  /* Translators: a font that has no name. */
  GtkWidget *row = recto_property_row_new (name[0] != '\0' ? name : _ ("Unnamed"), words);
  GtkWidget *label = gtk_label_new (page);

  /* Its name is what matters here. */
  gtk_widget_remove_css_class (row, "property");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_tooltip_text (label, _ ("The first page that has it"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static char *
describe (RectoFontsGroup *self)
{
  const guint n_fonts = g_list_model_get_n_items (G_LIST_MODEL (self->fonts));
  const guint n_pages = recto_document_get_n_pages (self->document, NULL);
  const guint n_read = recto_font_list_get_n_read (self->fonts);

  if (self->failed)
    return g_strdup (_ ("The fonts could not all be listed"));
  if (!self->complete)
    /* Translators: pages that were looked through for fonts, and pages in all. */
    return g_strdup_printf (_ ("Looked through %u of %u pages"), n_read, n_pages);
  if (recto_font_list_is_cut (self->fonts))
    return g_strdup (_ ("There are more, which are not listed"));
  return g_strdup_printf (ngettext ("%u font", "%u fonts", n_fonts), n_fonts);
}

static gboolean
has_more (RectoFontsGroup *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->fonts)) >
         gtk_slice_list_model_get_size (self->shown);
}

static void
update (RectoFontsGroup *self)
{
  const gboolean running = self->cancellable != NULL;
  const gboolean more = has_more (self);
  g_autofree char *description = describe (self);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_visible (self->button, running || more || (!self->complete && !self->failed));
  if (running)
    gtk_button_set_label (GTK_BUTTON (self->button), _ ("Stop"));
  else if (more)
    /* Translators: more fonts of those that are known. */
    gtk_button_set_label (GTK_BUTTON (self->button), _ ("Show More"));
  else
    /* Translators: goes on with looking through a document for its fonts. */
    gtk_button_set_label (GTK_BUTTON (self->button), _ ("Resume"));
  /* That a document has none says nothing: only some formats tell of them. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          g_list_model_get_n_items (G_LIST_MODEL (self->fonts)) > 0);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoFontsGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean all = recto_document_list_fonts_finish (RECTO_DOCUMENT (source), result, &error);

  /* Nobody looks any more. */
  if (self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  self->complete = all;
  self->failed = !all && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  update (self);
}

static void
begin (RectoFontsGroup *self)
{
  self->cancellable = g_cancellable_new ();
  recto_document_list_fonts_async (self->document, self->fonts, self->cancellable, listed_cb,
                                   g_object_ref (self));
  update (self);
}

static void
button_clicked_cb (RectoFontsGroup *self)
{
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_USER_STOP);
  else if (has_more (self))
    {
      gtk_slice_list_model_set_size (self->shown,
                                     gtk_slice_list_model_get_size (self->shown) + MORE_FONTS);
      update (self);
    }
  else
    begin (self);
}

void
recto_fonts_group_set_document (RectoFontsGroup *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_FONTS_GROUP (self));
  g_return_if_fail (RECTO_IS_DOCUMENT (document));
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  self->fonts = recto_font_list_new ();
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->fonts)), 0, MORE_FONTS);
  g_signal_connect_object (self->fonts, "notify::n-read", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), make_row, self, NULL);
  begin (self);
}

void
recto_fonts_group_end (RectoFontsGroup *self)
{
  g_return_if_fail (RECTO_IS_FONTS_GROUP (self));

  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
}

static void
recto_fonts_group_dispose (GObject *object)
{
  RectoFontsGroup *self = RECTO_FONTS_GROUP (object);

  recto_fonts_group_end (self);
  g_clear_object (&self->shown);
  g_clear_object (&self->fonts);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_FONTS_GROUP);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_fonts_group_parent_class)->dispose (object);
}

static void
recto_fonts_group_class_init (RectoFontsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_fonts_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-fonts-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoFontsGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, RectoFontsGroup, button);
  gtk_widget_class_bind_template_child (widget_class, RectoFontsGroup, list);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
recto_fonts_group_init (RectoFontsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
