/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-formats.h"

#include <glib/gi18n.h>

static const char *const content_types[] = {
  "application/pdf",
  "application/x-pdf",
  "application/oxps",
  "application/vnd.ms-xpsdocument",
  "application/epub+zip",
  "application/x-mobipocket-ebook",
  "application/x-fictionbook+xml",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/xhtml+xml",
  "text/html",
  "text/plain",
  "image/svg+xml",
  "image/svg+xml-compressed",
  "application/vnd.comicbook+zip",
  "application/x-cbz",
  "application/x-cbt",
  "image/png",
  "image/jpeg",
  "image/jp2",
  "image/gif",
  "image/bmp",
  "image/tiff",
  "image/vnd.adobe.photoshop",
  "image/x-portable-anymap",
  "image/x-portable-bitmap",
  "image/x-portable-graymap",
  "image/x-portable-pixmap",
  NULL,
};

/* What a type of its own is not known for on every system. */
static const char *const suffixes[] = {
  "pdf", "xps", "oxps", "epub", "mobi", "fb2", "cbz", "cbt", "docx", "xlsx", "pptx", NULL,
};

const char *const *
recto_formats_get_content_types (void)
{
  return content_types;
}

gboolean
recto_formats_can_open (const char *content_type)
{
  g_autofree char *bare = NULL;

  g_return_val_if_fail (content_type != NULL, FALSE);

  bare = g_ascii_strdown (content_type, (gssize) strcspn (content_type, "; "));
  return g_strv_contains (content_types, bare);
}

GListModel *
recto_formats_make_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) documents = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (documents, _ ("Documents"));
  for (guint i = 0; content_types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (documents, content_types[i]);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (documents, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");

  g_list_store_append (filters, documents);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}
