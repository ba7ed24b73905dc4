/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-slow-page-dialog.h"

#include <glib/gi18n.h>

#include "recto-inspection-words.h"
#include "recto-property-row.h"
#include "recto-property-words.h"

/* How often what has been counted is looked at. */
#define LOOK_MS 250
/* Images that are shown: those with most pixels. */
#define MAX_IMAGES 20

static const struct
{
  RectoPartOfPage part;
  const char *name;
} parts[] = {
  { RECTO_PART_OF_PAGE_PATHS, N_ ("Paths Drawn") },
  { RECTO_PART_OF_PAGE_SEGMENTS, N_ ("Lines and Curves in Paths") },
  { RECTO_PART_OF_PAGE_CLIPS, N_ ("Paths That Cut to Shape") },
  /* Translators: pieces of text, each drawn at once. */
  { RECTO_PART_OF_PAGE_TEXTS, N_ ("Pieces of Text") },
  { RECTO_PART_OF_PAGE_GLYPHS, N_ ("Letters") },
  { RECTO_PART_OF_PAGE_IMAGES, N_ ("Images") },
  { RECTO_PART_OF_PAGE_PIXELS, N_ ("Pixels of Images") },
  /* Translators: images that stand in the text of a page’s content. */
  { RECTO_PART_OF_PAGE_INLINE_IMAGES, N_ ("Images in the Content") },
  { RECTO_PART_OF_PAGE_SHADINGS, N_ ("Color Gradients") },
  { RECTO_PART_OF_PAGE_GROUPS, N_ ("Transparent Groups") },
  /* Translators: shapes that let parts of a page shine through. */
  { RECTO_PART_OF_PAGE_MASKS, N_ ("Soft Masks") },
  /* Translators: pieces that a page is put together from, which may themselves have such. */
  { RECTO_PART_OF_PAGE_FORMS, N_ ("Nested Pieces") },
  { RECTO_PART_OF_PAGE_FORM_DEPTH, N_ ("Depth of Nesting") },
};

struct _RectoSlowPageDialog
{
  AdwDialog parent_instance;
  AdwPreferencesGroup *summary; /* template children */
  GtkWidget *spinner;
  GtkWidget *stop;
  AdwActionRow *reason;
  AdwActionRow *time;
  AdwActionRow *reading_time;
  AdwPreferencesGroup *parts;
  AdwPreferencesGroup *images;
  GtkListBox *image_list;
  AdwPreferencesGroup *fonts;
  GtkListBox *font_list;
  GtkWidget *part_rows[G_N_ELEMENTS (parts)];
  RectoDocument *document;
  RectoPageInspection *inspection; /* (nullable): there was no memory for it */
  GCancellable *cancellable;       /* (nullable): while it runs */
  GError *error;                   /* (nullable): why it ended early */
  guint look_source;
  guint n_images; /* that have rows */
};

G_DEFINE_FINAL_TYPE (RectoSlowPageDialog, recto_slow_page_dialog, ADW_TYPE_DIALOG)

/* ---- Time ---- */

static gboolean
is_about_it (RectoSlowPageDialog *self, RectoTask *task, RectoTaskKind kind, const char *subject)
{
  RectoLocation location;

  return recto_task_get_kind (task) == kind && recto_task_get_location (task, &location) &&
         recto_location_equal (location, recto_page_inspection_get_location (self->inspection)) &&
         (subject == NULL || g_strcmp0 (recto_task_get_subject (task), subject) == 0);
}

/* Of the tasks that draw this page, or count what is on it: how long the longest has taken, in
 * seconds; below 0 where there is none. `subject`: of the tasks of this document, where there are
 * others among them. `running`: whether one of them still does. */
static double
find_longest (RectoSlowPageDialog *self,
              GListModel *tasks,
              RectoTaskKind kind,
              const char *subject,
              gboolean *running)
{
  double longest = -1;

  *running = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (is_about_it (self, task, kind, subject) &&
          recto_task_get_state (task) != RECTO_TASK_PENDING)
        {
          longest = MAX (longest, (double) recto_task_get_elapsed (task) / G_USEC_PER_SEC);
          *running |= !recto_task_is_done (task);
        }
    }
  return longest;
}

/* What runs comes before what has ended. */
static double
measure (RectoSlowPageDialog *self, RectoTaskKind kind, gboolean *running)
{
  RectoEngine *engine = recto_document_get_engine (self->document);
  g_autofree char *subject = g_file_get_basename (recto_document_get_file (self->document));
  const double longest =
      find_longest (self, recto_document_get_tasks (self->document), kind, NULL, running);

  if (longest >= 0)
    return longest;
  return find_longest (self, G_LIST_MODEL (recto_engine_get_ended_tasks (engine)), kind, subject,
                       running);
}

static void
show_seconds (AdwActionRow *row, const char *title, double seconds)
{
  /* Translators: how long something has taken, in seconds. */
  g_autofree char *words = g_strdup_printf (_ ("%.1f s"), seconds);

  gtk_widget_set_visible (GTK_WIDGET (row), seconds >= 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, words);
}

/* Returns how long it takes to read, below 0 where nobody knows. */
static double
show_times (RectoSlowPageDialog *self)
{
  gboolean drawing;
  gboolean reading;
  const double draw_time = measure (self, RECTO_TASK_RENDER, &drawing);
  const double read_time = measure (self, RECTO_TASK_INSPECT, &reading);

  show_seconds (self->time,
                drawing ? _ ("Time Spent on It So Far") : _ ("Time Spent on It, at Most"),
                draw_time);
  show_seconds (self->reading_time,
                /* Translators: reading a page is going through all that is on it, and drawing
                   nothing. */
                reading ? _ ("Time Spent on Reading It So Far") : _ ("Time Spent on Reading It"),
                read_time);
  return read_time;
}

/* ---- What was counted ---- */

static void
show_parts (RectoSlowPageDialog *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const guint64 count = recto_page_inspection_count (self->inspection, parts[i].part);
      g_autofree char *words = recto_inspection_words_describe_number (count);

      gtk_widget_set_visible (self->part_rows[i], count > 0);
      recto_property_row_set_value (self->part_rows[i], words);
      any |= count > 0;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->parts), any);
}

/* The resources are looked at first, and all at once: the list does not change after that. In other
 * formats images come with the rest. */
static void
show_images (RectoSlowPageDialog *self)
{
  const guint n_images = MIN (recto_page_inspection_get_n_images (self->inspection), MAX_IMAGES);

  if (n_images == self->n_images)
    return;
  gtk_list_box_remove_all (self->image_list);
  for (guint i = 0; i < n_images; i++)
    {
      g_autofree char *words =
          recto_inspection_words_describe_image (recto_page_inspection_get_image (self->inspection,
                                                                                  i));
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
      adw_preferences_row_set_title_selectable (ADW_PREFERENCES_ROW (row), TRUE);
      gtk_list_box_append (self->image_list, row);
    }
  self->n_images = n_images;
  gtk_widget_set_visible (GTK_WIDGET (self->images), TRUE);
}

static GtkWidget *
make_font_row (gpointer item, gpointer user_data)
{
  g_autofree char *words = recto_property_words_describe_font (item);
  const char *name = recto_font_get_name (item);
  GtkWidget *row = recto_property_row_new (name[0] != '\0' ? name : _ ("Unnamed"), words);

  gtk_widget_remove_css_class (row, "property");
  return row;
}

static const char *
describe_state (RectoSlowPageDialog *self)
{
  if (self->cancellable != NULL)
    return _ ("Counting what is on it…");
  if (recto_page_inspection_is_complete (self->inspection))
    return _ ("Counted completely");
  /* Translators: not all that is on a page could be counted. */
  return _ ("Incomplete: counted until it was stopped, or until something held it up");
}

static void
show (RectoSlowPageDialog *self)
{
  const gboolean running = self->cancellable != NULL;
  const double read_time = show_times (self);
  g_autofree char *reason = NULL;

  recto_page_inspection_refresh (self->inspection);
  reason = recto_inspection_words_describe_reason (self->inspection, read_time);
  adw_action_row_set_subtitle (self->reason, reason);
  adw_preferences_group_set_description (self->summary, describe_state (self));
  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_visible (self->stop, running);
  show_parts (self);
  show_images (self);
  gtk_widget_set_visible (
      GTK_WIDGET (self->fonts),
      g_list_model_get_n_items (recto_page_inspection_get_fonts (self->inspection)) > 0);
}

static gboolean
look_cb (gpointer user_data)
{
  show (user_data);
  return G_SOURCE_CONTINUE;
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoSlowPageDialog) self = user_data;

  /* However it ended, what was counted is there to be seen. */
  recto_document_inspect_page_finish (RECTO_DOCUMENT (source), result, NULL);
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  show (self);
}

static void
stop_clicked_cb (RectoSlowPageDialog *self)
{
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_USER_STOP);
}

/* ---- The dialog ---- */

static void
begin (RectoSlowPageDialog *self)
{
  const guint number =
      recto_document_get_number (self->document,
                                 recto_page_inspection_get_location (self->inspection));
  /* Translators: the number of a page. */
  g_autofree char *page = g_strdup_printf (_ ("Page %u"), number + 1);

  adw_preferences_group_set_title (self->summary, page);
  gtk_list_box_bind_model (self->font_list, recto_page_inspection_get_fonts (self->inspection),
                           make_font_row, NULL, NULL);
  self->cancellable = g_cancellable_new ();
  recto_document_inspect_page_async (self->document, self->inspection, self->cancellable,
                                     inspected_cb, g_object_ref (self));
  self->look_source = g_timeout_add (LOOK_MS, look_cb, self);
  show (self);
}

AdwDialog *
recto_slow_page_dialog_new (RectoDocument *document, RectoLocation location)
{
  RectoSlowPageDialog *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);

  self = g_object_new (RECTO_TYPE_SLOW_PAGE_DIALOG, NULL);
  self->document = g_object_ref (document);
  self->inspection = recto_page_inspection_new (location, &self->error);
  if (self->inspection != NULL)
    begin (self);
  else
    adw_preferences_group_set_description (self->summary, self->error->message);
  return ADW_DIALOG (self);
}

static void
explain_cb (RectoPageView *page_view, guint chapter, guint page)
{
  RectoDocument *document = recto_page_view_get_document (page_view);

  if (document != NULL)
    adw_dialog_present (recto_slow_page_dialog_new (document, RECTO_LOCATION_INIT (chapter, page)),
                        GTK_WIDGET (page_view));
}

void
recto_slow_page_dialog_serve (RectoPageView *page_view)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (page_view));

  g_signal_connect (page_view, "explain", G_CALLBACK (explain_cb), NULL);
}

static void
end (RectoSlowPageDialog *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
}

static void
recto_slow_page_dialog_closed (AdwDialog *dialog)
{
  end (RECTO_SLOW_PAGE_DIALOG (dialog));
}

static void
recto_slow_page_dialog_dispose (GObject *object)
{
  RectoSlowPageDialog *self = RECTO_SLOW_PAGE_DIALOG (object);

  end (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SLOW_PAGE_DIALOG);
  g_clear_object (&self->inspection);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_slow_page_dialog_parent_class)->dispose (object);
}

static void
recto_slow_page_dialog_finalize (GObject *object)
{
  g_clear_error (&RECTO_SLOW_PAGE_DIALOG (object)->error);

  G_OBJECT_CLASS (recto_slow_page_dialog_parent_class)->finalize (object);
}

static void
recto_slow_page_dialog_class_init (RectoSlowPageDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_slow_page_dialog_dispose;
  object_class->finalize = recto_slow_page_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = recto_slow_page_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-slow-page-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, time);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, reading_time);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, parts);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, images);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, image_list);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, fonts);
  gtk_widget_class_bind_template_child (widget_class, RectoSlowPageDialog, font_list);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
recto_slow_page_dialog_init (RectoSlowPageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      self->part_rows[i] = recto_property_row_new (_ (parts[i].name), "");
      gtk_widget_set_visible (self->part_rows[i], FALSE);
      adw_preferences_group_add (self->parts, self->part_rows[i]);
    }
}
