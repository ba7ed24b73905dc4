/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-start-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "recto-recent-files.h"

#define MAX_RECENT_FILES 10

struct _RectoStartPage
{
  AdwBin parent_instance;
  GtkWidget *open; /* template children */
  GtkWidget *recent;
  GtkListBox *list;
  GListStore *files;  /* of RectoRecentFile: what is shown */
  GListStore *loaded; /* likewise, while it is loaded; the same when nothing is shown yet */
  GCancellable *cancellable;
  guint load_source;
};

G_DEFINE_FINAL_TYPE (RectoStartPage, recto_start_page, ADW_TYPE_BIN)

enum
{
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* When a file was used last: the hour today, else the day. */
static char *
describe_time (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);

  if (g_date_time_get_year (local) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    /* Translators: a time of day, as g_date_time_format() has it. */
    return g_date_time_format (local, C_ ("time", "%H:%M"));
  if (g_date_time_get_year (local) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (yesterday))
    return g_strdup (_ ("Yesterday"));
  /* Translators: a day, as g_date_time_format() has it. */
  return g_date_time_format (local, C_ ("date", "%-e %b %Y"));
}

/* All are as wide, so that the names stand below each other. */
#define PICTURE_SIZE 40
#define ICON_SIZE 24

/* On a white row, the edge of white paper; on a dark one, that of a dark page. */
#define OUTLINE ((GdkRGBA) { 0.5, 0.5, 0.5, 0.6 })

/* As large as fits, and as far from the left as from the right by whole pixels. */
static float
fit_side (int side, int longest)
{
  return (float) MAX (2, 2 * lround (PICTURE_SIZE / 2.0 * side / longest));
}

static GdkPaintable *
make_paintable (GdkTexture *thumbnail)
{
  const int width = gdk_texture_get_width (thumbnail);
  const int height = gdk_texture_get_height (thumbnail);
  const int longest = MAX (width, height);
  const float widths[] = { 1, 1, 1, 1 };
  const GdkRGBA colors[] = { OUTLINE, OUTLINE, OUTLINE, OUTLINE };
  graphene_rect_t area;
  GskRoundedRect edge;
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  graphene_rect_init (&area, 0, 0, fit_side (width, longest), fit_side (height, longest));
  gsk_rounded_rect_init_from_rect (&edge, &area, 0);
  gtk_snapshot_append_scaled_texture (snapshot, thumbnail, GSK_SCALING_FILTER_TRILINEAR, &area);
  gtk_snapshot_append_border (snapshot, &edge, widths, colors);
  return gtk_snapshot_free_to_paintable (snapshot, &area.size);
}

static void
show_thumbnail (RectoRecentFile *file, GParamSpec *pspec, GtkImage *image)
{
  GdkTexture *thumbnail = recto_recent_file_get_thumbnail (file);
  g_autoptr (GdkPaintable) paintable = thumbnail != NULL ? make_paintable (thumbnail) : NULL;

  if (paintable != NULL)
    gtk_image_set_from_paintable (image, paintable);
  else
    gtk_image_set_from_icon_name (image, "x-office-document-symbolic");
  gtk_image_set_pixel_size (image, thumbnail != NULL ? PICTURE_SIZE : ICON_SIZE);
}

static GtkWidget *
make_picture (RectoRecentFile *file)
{
  GtkWidget *image = gtk_image_new ();

  gtk_widget_set_size_request (image, PICTURE_SIZE, PICTURE_SIZE);
  g_signal_connect_object (file, "notify::thumbnail", G_CALLBACK (show_thumbnail), image,
                           G_CONNECT_DEFAULT);
  show_thumbnail (file, NULL, GTK_IMAGE (image));
  return image;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  RectoRecentFile *file = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = recto_recent_file_dup_name (file);
  g_autofree char *folder = recto_recent_file_dup_folder (file);
  g_autofree char *time = describe_time (recto_recent_file_get_time (file));
  GtkWidget *when = gtk_label_new (time);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_add_css_class (when, "dimmed");
  gtk_widget_add_css_class (when, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_picture (file));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), when);
  return row;
}

static void
load_thumbnails (RectoStartPage *self, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      g_autoptr (RectoRecentFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      recto_recent_file_load_thumbnail (file, self->cancellable);
    }
}

static void
files_changed_cb (RectoStartPage *self, guint position, guint n_removed, guint n_added)
{
  gtk_widget_set_visible (self->recent, g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 0);
  load_thumbnails (self, position, n_added);
}

static gboolean
may_remember (RectoStartPage *self)
{
  gboolean may = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-recent-files-enabled", &may,
                NULL);
  return may;
}

static gboolean
is_same (GListModel *a, GListModel *b)
{
  const guint n = g_list_model_get_n_items (a);
  gboolean same = n == g_list_model_get_n_items (b);

  for (guint i = 0; i < n && same; i++)
    {
      g_autoptr (RectoRecentFile) one = g_list_model_get_item (a, i);
      g_autoptr (RectoRecentFile) other = g_list_model_get_item (b, i);

      same =
          g_file_equal (recto_recent_file_get_file (one), recto_recent_file_get_file (other)) &&
          g_date_time_equal (recto_recent_file_get_time (one), recto_recent_file_get_time (other));
    }
  return same;
}

static void
set_busy (RectoStartPage *self, gboolean busy)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

/* Rows that are right stay where they are: going from tab to tab is not to make them flicker. */
static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoStartPage) self = user_data;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;

  recto_recent_files_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (self->loaded == self->files)
    return;
  if (is_same (G_LIST_MODEL (self->loaded), G_LIST_MODEL (self->files)))
    {
      load_thumbnails (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->files)));
      return;
    }
  files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->loaded)); i++)
    g_ptr_array_add (files, g_list_model_get_item (G_LIST_MODEL (self->loaded), i));
  g_list_store_splice (self->files, 0, g_list_model_get_n_items (G_LIST_MODEL (self->files)),
                       files->pdata, files->len);
}

/* The list may come late or not at all: the page is usable without it. */
static void
load_cb (gpointer user_data)
{
  RectoStartPage *self = user_data;
  g_autoptr (GFile) list = recto_recent_files_get_list ();

  self->load_source = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (!may_remember (self))
    {
      g_list_store_remove_all (self->files);
      set_busy (self, FALSE);
      return;
    }
  g_clear_object (&self->loaded);
  self->loaded = g_list_model_get_n_items (G_LIST_MODEL (self->files)) == 0
                     ? g_object_ref (self->files)
                     : g_list_store_new (RECTO_TYPE_RECENT_FILE);
  recto_recent_files_load_async (list, self->loaded, MAX_RECENT_FILES, self->cancellable, loaded_cb,
                                 g_object_ref (self));
}

static void
row_activated_cb (RectoStartPage *self, GtkListBoxRow *row)
{
  g_autoptr (RectoRecentFile) file =
      g_list_model_get_item (G_LIST_MODEL (self->files), (guint) gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[OPEN], 0, recto_recent_file_get_file (file));
}

GtkWidget *
recto_start_page_new (void)
{
  return g_object_new (RECTO_TYPE_START_PAGE, NULL);
}

/* Idle, so that the window is on the screen first. */
static void
recto_start_page_map (GtkWidget *widget)
{
  RectoStartPage *self = RECTO_START_PAGE (widget);

  GTK_WIDGET_CLASS (recto_start_page_parent_class)->map (widget);

  set_busy (self, TRUE);
  if (self->load_source == 0)
    self->load_source = g_idle_add_once (load_cb, self);
}

/* Nobody waits for what is not in view. */
static void
recto_start_page_unmap (GtkWidget *widget)
{
  RectoStartPage *self = RECTO_START_PAGE (widget);

  g_clear_handle_id (&self->load_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (recto_start_page_parent_class)->unmap (widget);
}

static gboolean
recto_start_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RECTO_START_PAGE (widget)->open);
}

static void
recto_start_page_dispose (GObject *object)
{
  RectoStartPage *self = RECTO_START_PAGE (object);

  g_clear_handle_id (&self->load_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_START_PAGE);
  g_clear_object (&self->files);
  g_clear_object (&self->loaded);

  G_OBJECT_CLASS (recto_start_page_parent_class)->dispose (object);
}

static void
recto_start_page_class_init (RectoStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_start_page_dispose;
  widget_class->map = recto_start_page_map;
  widget_class->unmap = recto_start_page_unmap;
  widget_class->grab_focus = recto_start_page_grab_focus;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_FILE);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoStartPage, open);
  gtk_widget_class_bind_template_child (widget_class, RectoStartPage, recent);
  gtk_widget_class_bind_template_child (widget_class, RectoStartPage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
recto_start_page_init (RectoStartPage *self)
{
  self->files = g_list_store_new (RECTO_TYPE_RECENT_FILE);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->files), make_row, NULL, NULL);
  g_signal_connect_object (self->files, "items-changed", G_CALLBACK (files_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
