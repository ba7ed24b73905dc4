/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-window-files.h"

#include <glib/gi18n.h>

#include "recto-attachment-drag.h"
#include "recto-formats.h"
#include "recto-fragment.h"

/* What is open in this window already is shown, not opened once more. */
static void
open_or_select (RectoWindow *window, GFile *file)
{
  RectoDocumentView *view = recto_window_find_file (window, file);

  if (view != NULL)
    recto_window_select_view (window, view);
  else
    recto_window_open_file (window, file, 0, NULL);
}

static void
files_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (object), result, &error);

  /* Whatever was chosen at the last moment: a window that has been destroyed opens nothing. */
  if (gtk_window_get_application (GTK_WINDOW (window)) == NULL)
    return;
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    recto_window_tell (window, error->message);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      open_or_select (window, file);
    }
}

void
recto_window_files_choose (RectoWindow *window)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = recto_formats_make_filters ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RectoDocumentView *view;
  GFile *file;

  g_return_if_fail (RECTO_IS_WINDOW (window));

  gtk_file_dialog_set_title (dialog, _ ("Open a Document"));
  gtk_file_dialog_set_filters (dialog, filters);
  view = recto_window_get_view (window);
  file = view != NULL ? recto_document_view_get_file (view) : NULL;
  if (file != NULL)
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);

      gtk_file_dialog_set_initial_folder (dialog, folder);
    }
  /* The dialog keeps the window alive, so its end is seen by this. */
  g_signal_connect_object (window, "unrealize", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (window), cancellable, files_chosen_cb,
                                 g_object_ref (window));
}

void
recto_window_files_open_at (RectoWindow *window, const char *uri, const char *fragment)
{
  g_autoptr (GFile) file = NULL;
  g_auto (RectoFragment) place = { 0 };
  RectoDocumentView *view;

  g_return_if_fail (RECTO_IS_WINDOW (window));
  g_return_if_fail (uri != NULL && fragment != NULL);

  file = g_file_new_for_uri (uri);
  recto_fragment_parse (fragment, &place);
  view = recto_window_open_file (window, file, place.number, NULL);
  if (place.destination != NULL)
    recto_document_view_find_destination (view, place.destination);
}

static gboolean
drop_cb (RectoWindow *window, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = files; l != NULL; l = l->next)
    open_or_select (window, l->data);
  return files != NULL;
}

/* An attachment that slips from the hand over the window it is shown in has not been opened. */
static gboolean
accept_cb (RectoWindow *window, GdkDrop *drop)
{
  g_autoptr (GdkContentFormats) formats = gdk_content_formats_union_deserialize_gtypes (
      gdk_content_formats_ref (gdk_drop_get_formats (drop)));

  return !recto_attachment_drag_is_from (GTK_ROOT (window)) &&
         gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);
}

void
recto_window_files_accept_drops (RectoWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
