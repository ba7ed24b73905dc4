/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-properties-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "recto-fonts-group.h"
#include "recto-property-row.h"
#include "recto-property-words.h"
#include "recto-signatures-group.h"
#include "recto-slow-page-dialog.h"

#define FILE_ATTRIBUTES                                                                            \
  G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED                                \
                                 "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," HOST_PATH
/* Where a file is that came through the document portal. */
#define HOST_PATH "xattr::document-portal.host-path"

struct _RectoPropertiesDialog
{
  AdwDialog parent_instance;
  AdwPreferencesGroup *description; /* template children */
  AdwPreferencesGroup *pages;
  AdwPreferencesGroup *file;
  AdwPreferencesGroup *making;
  AdwPreferencesGroup *security;
  RectoSignaturesGroup *signatures;
  RectoFontsGroup *fonts;
  RectoDocument *document;
  RectoLocation location;    /* of the page being read */
  GCancellable *cancellable; /* of all that is asked; cancelled when the dialog goes */
};

G_DEFINE_FINAL_TYPE (RectoPropertiesDialog, recto_properties_dialog, ADW_TYPE_DIALOG)

/* ---- Pages ---- */

static gboolean
is_same_size (const RectoPage *a, const RectoPage *b)
{
  return fabs (a->width - b->width) < 1 && fabs (a->height - b->height) < 1;
}

/* Of the pages whose sizes are known by now. */
static gboolean
have_all_this_size (RectoDocument *document, const RectoPage *page)
{
  const guint n_pages = recto_document_get_n_pages (document, NULL);

  for (guint i = 0; i < n_pages; i++)
    {
      const RectoPage *other =
          recto_document_get_page (document, recto_document_get_location (document, i));

      if (other != NULL && !is_same_size (page, other))
        return FALSE;
    }
  return TRUE;
}

static void
add_size (RectoPropertiesDialog *self, RectoLocation location)
{
  const RectoPage *page = recto_document_get_page (self->document, location);
  g_autofree char *size = NULL;

  /* The pages of a book are as large as the reader wishes. */
  if (page == NULL || recto_document_is_reflowable (self->document))
    return;
  size = recto_property_words_describe_size (page->width, page->height,
                                             recto_property_words_uses_inches ());
  recto_property_row_add (self->pages,
                          have_all_this_size (self->document, page)
                              ? _ ("Page Size")
                              /* Translators: of a document whose pages differ in size. */
                              : _ ("Size of This Page"),
                          size);
}

static void
add_pages (RectoPropertiesDialog *self, RectoLocation location)
{
  gboolean estimated = FALSE;
  const guint n_pages = recto_document_get_n_pages (self->document, &estimated);
  g_autofree char *count =
      /* Translators: the number of pages, which is not known exactly yet. */
      estimated ? g_strdup_printf (_ ("About %u"), n_pages) : g_strdup_printf ("%u", n_pages);

  recto_property_row_add (self->pages, _ ("Number of Pages"), count);
  add_size (self, location);
}

/* ---- The file ---- */

/* Where the user knows it to be. (transfer full) (nullable) */
static char *
find_folder (GFile *file, GFileInfo *info)
{
  const char *host_path = g_file_info_get_attribute_string (info, HOST_PATH);
  g_autoptr (GFile) seen =
      host_path != NULL ? g_file_new_for_path (host_path) : g_object_ref (file);
  g_autoptr (GFile) folder = g_file_get_parent (seen);

  return folder != NULL ? g_file_get_parse_name (folder) : NULL;
}

static void
show_file (RectoPropertiesDialog *self, GFile *file, GFileInfo *info)
{
  const guint64 size = (guint64) g_file_info_get_size (info);
  g_autoptr (GDateTime) modified = g_file_info_get_modification_date_time (info);
  g_autofree char *folder = find_folder (file, info);
  g_autofree char *size_words =
      g_format_size_full (size, size < 1000 ? G_FORMAT_SIZE_DEFAULT : G_FORMAT_SIZE_LONG_FORMAT);

  recto_property_row_add (self->file, _ ("Name"), g_file_info_get_display_name (info));
  recto_property_row_add (self->file, _ ("Folder"), folder);
  recto_property_row_add (self->file, _ ("Size"), size_words);
  if (modified != NULL)
    {
      g_autofree char *time = recto_property_words_describe_time (g_date_time_to_unix (modified));

      recto_property_row_add (self->file, _ ("Modified"), time);
    }
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoPropertiesDialog) self = user_data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  /* Where nothing can be told of the file, it is not there any more. */
  if (info != NULL && !g_cancellable_is_cancelled (self->cancellable))
    show_file (self, G_FILE (source), info);
}

/* ---- The document ---- */

static void
add_time (AdwPreferencesGroup *group, const char *name, gint64 seconds)
{
  g_autofree char *words = seconds > 0 ? recto_property_words_describe_time (seconds) : NULL;

  recto_property_row_add (group, name, words);
}

static void
show_security (RectoPropertiesDialog *self, const RectoProperties *properties)
{
  g_autofree char *lock = recto_property_words_describe_lock (properties);
  g_autofree char *allowed = recto_property_words_describe_allowed (properties->permissions);
  g_autofree char *forbidden = recto_property_words_describe_forbidden (properties->permissions);

  /* Other formats know of no such thing. */
  if (!properties->encrypted && !g_str_has_prefix (properties->format, "PDF"))
    return;
  recto_property_row_add (self->security, _ ("Encryption"), lock);
  if (!properties->encrypted)
    return;
  /* Translators: what the author of a document lets one do with it, and what not. */
  recto_property_row_add (self->security, _ ("Allowed by the Author"), allowed);
  recto_property_row_add (self->security, _ ("Not Allowed by the Author"), forbidden);
}

static void
show_properties (RectoPropertiesDialog *self, const RectoProperties *properties)
{
  recto_property_row_add (self->description, _ ("Title"), properties->title);
  recto_property_row_add (self->description, _ ("Author"), properties->author);
  recto_property_row_add (self->description, _ ("Subject"), properties->subject);
  recto_property_row_add (self->description, _ ("Keywords"), properties->keywords);
  recto_property_row_add (self->making, _ ("Format"), properties->format);
  /* Translators: the program in which a document was written. */
  recto_property_row_add (self->making, _ ("Written With"), properties->creator);
  /* Translators: the program that made the file of a document. */
  recto_property_row_add (self->making, _ ("Produced With"), properties->producer);
  add_time (self->making, _ ("Created"), properties->created);
  add_time (self->making, _ ("Modified"), properties->modified);
  if (properties->tagged)
    recto_property_row_add (self->making, _ ("Accessibility"),
                            _ ("Tagged: its structure is described"));
  show_security (self, properties);
}

static void
properties_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoPropertiesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoProperties) properties =
      recto_document_read_properties_finish (RECTO_DOCUMENT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (properties != NULL)
    show_properties (self, properties);
  else
    adw_preferences_group_set_description (self->pages,
                                           _ ("What the document says of itself cannot be read"));
}

/* ---- The dialog ---- */

static void
explain_activated_cb (RectoPropertiesDialog *self)
{
  adw_dialog_present (recto_slow_page_dialog_new (self->document, self->location),
                      GTK_WIDGET (self));
}

AdwDialog *
recto_properties_dialog_new (RectoDocument *document, RectoLocation location)
{
  RectoPropertiesDialog *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);

  self = g_object_new (RECTO_TYPE_PROPERTIES_DIALOG, NULL);
  self->document = g_object_ref (document);
  self->location = location;
  add_pages (self, location);
  g_file_query_info_async (recto_document_get_file (document), FILE_ATTRIBUTES,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, self->cancellable,
                           file_read_cb, g_object_ref (self));
  recto_document_read_properties_async (document, self->cancellable, properties_read_cb,
                                        g_object_ref (self));
  recto_signatures_group_set_document (self->signatures, document);
  recto_fonts_group_set_document (self->fonts, document);
  return ADW_DIALOG (self);
}

static void
recto_properties_dialog_closed (AdwDialog *dialog)
{
  RectoPropertiesDialog *self = RECTO_PROPERTIES_DIALOG (dialog);

  recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  recto_signatures_group_end (self->signatures);
  recto_fonts_group_end (self->fonts);
}

static void
recto_properties_dialog_dispose (GObject *object)
{
  RectoPropertiesDialog *self = RECTO_PROPERTIES_DIALOG (object);

  recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_PROPERTIES_DIALOG);

  G_OBJECT_CLASS (recto_properties_dialog_parent_class)->dispose (object);
}

static void
recto_properties_dialog_finalize (GObject *object)
{
  g_clear_object (&RECTO_PROPERTIES_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (recto_properties_dialog_parent_class)->finalize (object);
}

static void
recto_properties_dialog_class_init (RectoPropertiesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_properties_dialog_dispose;
  object_class->finalize = recto_properties_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = recto_properties_dialog_closed;

  g_type_ensure (RECTO_TYPE_SIGNATURES_GROUP);
  g_type_ensure (RECTO_TYPE_FONTS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-properties-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoPropertiesDialog, description);
  gtk_widget_class_bind_template_child (widget_class, RectoPropertiesDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, RectoPropertiesDialog, file);
  gtk_widget_class_bind_template_child (widget_class, RectoPropertiesDialog, making);
  gtk_widget_class_bind_template_child (widget_class, RectoPropertiesDialog, security);
  gtk_widget_class_bind_template_child (widget_class, RectoPropertiesDialog, signatures);
  gtk_widget_class_bind_template_child (widget_class, RectoPropertiesDialog, fonts);
  gtk_widget_class_bind_template_callback (widget_class, explain_activated_cb);
}

static void
recto_properties_dialog_init (RectoPropertiesDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
