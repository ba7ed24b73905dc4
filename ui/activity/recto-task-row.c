/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "recto-slow-page-dialog.h"
#include "recto-transfer-rate.h"

struct _RectoTaskRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *what; /* template children */
  GtkLabel *state;
  GtkProgressBar *progress;
  GtkWidget *explain;
  GtkWidget *stop;
  GPtrArray *tasks;        /* of RectoTask: those that run, and the last one that ended otherwise */
  RectoDocument *document; /* (nullable) */
  RectoTransferRate rate;
};

G_DEFINE_FINAL_TYPE (RectoTaskRow, recto_task_row, GTK_TYPE_LIST_BOX_ROW)

/* The page as the page entry counts it, from 1; 0 where the task is about no page. */
static guint
page_number (RectoTask *task, RectoDocument *document)
{
  RectoLocation location;

  if (!recto_task_get_location (task, &location))
    return 0;
  return (document != NULL ? recto_document_get_number (document, location) : location.page) + 1;
}

char *
recto_task_row_describe (RectoTask *task, RectoDocument *document)
{
  g_autofree char *subject = NULL;
  RectoLocation location;
  guint number;

  g_return_val_if_fail (RECTO_IS_TASK (task), NULL);

  /* The names of files may be any bytes. */
  if (recto_task_get_subject (task) != NULL)
    subject = g_filename_display_name (recto_task_get_subject (task));
  number = page_number (task, document);
  switch (recto_task_get_kind (task))
    {
    case RECTO_TASK_OPEN:
      /* Translators: the name of a file. */
      return subject != NULL ? g_strdup_printf (_ ("Opening %s"), subject)
                             : g_strdup (_ ("Opening"));
    case RECTO_TASK_FETCH:
      /* Translators: the name of a file. */
      return subject != NULL ? g_strdup_printf (_ ("Copying %s"), subject)
                             : g_strdup (_ ("Copying"));
    case RECTO_TASK_RENDER:
      return number > 0 ? g_strdup_printf (_ ("Page %u"), number) : g_strdup (_ ("Page"));
    case RECTO_TASK_THUMBNAIL:
      return number > 0 ? g_strdup_printf (_ ("Thumbnail of page %u"), number)
                        : g_strdup (_ ("Thumbnail"));
    case RECTO_TASK_PAGE_FACTS:
      return g_strdup (_ ("Page sizes"));
    case RECTO_TASK_LAYOUT:
      if (recto_task_get_location (task, &location))
        return g_strdup_printf (_ ("Layout of chapter %u"), location.chapter + 1);
      return g_strdup (_ ("Layout"));
    case RECTO_TASK_ATTACHMENTS:
      return g_strdup (_ ("List of attachments"));
    case RECTO_TASK_SEARCH:
      return g_strdup (_ ("Search"));
    case RECTO_TASK_TEXT:
      return number > 0 ? g_strdup_printf (_ ("Text of page %u"), number)
                        : g_strdup (_ ("Text of a page"));
    case RECTO_TASK_SAVE:
      /* Translators: the name of a file. */
      return subject != NULL ? g_strdup_printf (_ ("Saving %s"), subject) : g_strdup (_ ("Saving"));
    case RECTO_TASK_SAVE_ALL:
      return g_strdup (_ ("Saving attachments"));
    case RECTO_TASK_OUTLINE:
      /* Translators: the table of contents. */
      return g_strdup (_ ("Outline"));
    case RECTO_TASK_LINKS:
      return number > 0 ? g_strdup_printf (_ ("Links on page %u"), number) : g_strdup (_ ("Links"));
    case RECTO_TASK_RESOLVE:
      /* Translators: it is being found out which page a link leads to. */
      return g_strdup (_ ("Where a link leads to"));
    case RECTO_TASK_ANNOTATIONS:
      return g_strdup (_ ("List of annotations"));
    case RECTO_TASK_LAYERS:
      return g_strdup (_ ("List of layers"));
    case RECTO_TASK_PROPERTIES:
      return g_strdup (_ ("Properties"));
    case RECTO_TASK_FONTS:
      return g_strdup (_ ("List of fonts"));
    case RECTO_TASK_SIGNATURES:
      return g_strdup (_ ("Signatures"));
    case RECTO_TASK_INSPECT:
      /* Translators: it is being counted what a page is made of. */
      return number > 0 ? g_strdup_printf (_ ("What is on page %u"), number)
                        : g_strdup (_ ("What is on a page"));
    default:
      g_assert_not_reached ();
    }
}

static char *
describe_running (RectoTask *task)
{
  const double seconds = (double) recto_task_get_elapsed (task) / G_USEC_PER_SEC;
  const double progress = recto_task_get_progress (task);

  if (progress < 0)
    /* Translators: how long it has taken so far, in seconds. */
    return g_strdup_printf (_ ("%.1f s"), seconds);
  /* Translators: how much is done, then how long it has taken so far, in seconds. */
  return g_strdup_printf (_ ("%d%% · %.1f s"), (int) (progress * 100), seconds);
}

char *
recto_task_row_describe_state (RectoTask *task)
{
  g_return_val_if_fail (RECTO_IS_TASK (task), NULL);

  switch (recto_task_get_state (task))
    {
    case RECTO_TASK_PENDING:
      /* Translators: work that has not begun yet. */
      return g_strdup (_ ("Waiting"));
    case RECTO_TASK_RUNNING:
      /* Translators: work that is being ended, and is not over yet. */
      return recto_task_is_cancelling (task) ? g_strdup (_ ("Stopping…")) : describe_running (task);
    case RECTO_TASK_SUCCEEDED:
      /* Translators: work that has ended well. */
      return g_strdup (_ ("Done"));
    case RECTO_TASK_FAILED:
      /* Translators: work that has ended with an error. */
      return g_strdup (_ ("Failed"));
    case RECTO_TASK_CANCELLED:
      /* Translators: work that was ended early. */
      return g_strdup (_ ("Stopped"));
    case RECTO_TASK_TIMED_OUT:
      return g_strdup (_ ("Took too long"));
    default:
      g_assert_not_reached ();
    }
}

static gboolean
ended_silently (RectoTask *task)
{
  return recto_task_get_state (task) == RECTO_TASK_SUCCEEDED ||
         recto_task_get_reason (task) == RECTO_CANCEL_SUPERSEDED;
}

/* The one to speak for all: one that runs, else one that waits, else what there is to tell. */
static RectoTask *
find_leader (RectoTaskRow *self)
{
  RectoTask *leader = g_ptr_array_index (self->tasks, self->tasks->len - 1);

  for (guint i = self->tasks->len; i > 0; i--)
    {
      RectoTask *task = g_ptr_array_index (self->tasks, i - 1);

      if (recto_task_get_state (task) == RECTO_TASK_RUNNING)
        leader = task;
      else if (recto_task_is_done (leader) &&
               (!recto_task_is_done (task) || (ended_silently (leader) && !ended_silently (task))))
        leader = task;
    }
  return leader;
}

static void
forget_ended (RectoTaskRow *self)
{
  for (guint i = self->tasks->len; i > 0 && self->tasks->len > 1; i--)
    {
      RectoTask *task = g_ptr_array_index (self->tasks, i - 1);

      if (recto_task_is_done (task) && ended_silently (task))
        g_ptr_array_remove_index (self->tasks, i - 1);
    }
}

gboolean
recto_task_row_is_done (RectoTaskRow *self)
{
  g_return_val_if_fail (RECTO_IS_TASK_ROW (self), TRUE);

  return recto_task_is_done (find_leader (self));
}

gboolean
recto_task_row_has_news (RectoTaskRow *self)
{
  RectoTask *leader;

  g_return_val_if_fail (RECTO_IS_TASK_ROW (self), FALSE);

  leader = find_leader (self);
  return recto_task_is_done (leader) && !ended_silently (leader);
}

gboolean
recto_task_row_takes (RectoTaskRow *self, RectoTask *task, RectoDocument *document)
{
  RectoTask *own;
  RectoLocation location = { 0 };
  RectoLocation own_location = { 0 };

  g_return_val_if_fail (RECTO_IS_TASK_ROW (self), FALSE);
  g_return_val_if_fail (RECTO_IS_TASK (task), FALSE);

  own = g_ptr_array_index (self->tasks, 0);
  return self->document == document && recto_task_get_kind (own) == recto_task_get_kind (task) &&
         recto_task_get_location (own, &own_location) ==
             recto_task_get_location (task, &location) &&
         recto_location_equal (own_location, location) &&
         g_strcmp0 (recto_task_get_subject (own), recto_task_get_subject (task)) == 0 &&
         !recto_task_row_is_done (self);
}

RectoDocument *
recto_task_row_get_document (RectoTaskRow *self)
{
  g_return_val_if_fail (RECTO_IS_TASK_ROW (self), NULL);

  return self->document;
}

void
recto_task_row_add (RectoTaskRow *self, RectoTask *task)
{
  g_return_if_fail (RECTO_IS_TASK_ROW (self));
  g_return_if_fail (RECTO_IS_TASK (task));

  g_ptr_array_add (self->tasks, g_object_ref (task));
}

/* NULL where no bytes are moved now. */
static char *
describe_transfer (RectoTaskRow *self, RectoTask *task)
{
  guint64 done = 0;
  guint64 total = 0;

  if (recto_task_get_state (task) != RECTO_TASK_RUNNING || recto_task_is_cancelling (task) ||
      !recto_task_get_amount (task, &done, &total))
    return NULL;
  recto_transfer_rate_read (&self->rate, g_get_monotonic_time (), done);
  return recto_transfer_rate_describe (&self->rate, done, total);
}

void
recto_task_row_refresh (RectoTaskRow *self)
{
  g_autofree char *state = NULL;
  RectoTask *leader;
  double progress;

  g_return_if_fail (RECTO_IS_TASK_ROW (self));

  forget_ended (self);
  leader = find_leader (self);
  state = describe_transfer (self, leader);
  if (state == NULL)
    state = recto_task_row_describe_state (leader);
  progress = recto_task_get_progress (leader);
  gtk_label_set_label (self->state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), progress >= 0);
  if (progress >= 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (progress, 1));
  gtk_widget_set_sensitive (self->stop,
                            !recto_task_is_done (leader) && !recto_task_is_cancelling (leader));
}

static void
stop_clicked_cb (RectoTaskRow *self)
{
  /* The tasks are told of in the next turn, so the list does not change meanwhile. */
  for (guint i = 0; i < self->tasks->len; i++)
    recto_task_cancel (g_ptr_array_index (self->tasks, i), RECTO_CANCEL_USER_STOP);
  recto_task_row_refresh (self);
}

/* Whether it is about drawing a page that can be looked at. */
static gboolean
find_page (RectoTaskRow *self, RectoLocation *location)
{
  RectoTask *task = g_ptr_array_index (self->tasks, 0);

  return self->document != NULL && recto_task_get_kind (task) == RECTO_TASK_RENDER &&
         recto_task_get_location (task, location);
}

/* In the window that the row is in; a popover would be above it. */
static void
explain_clicked_cb (RectoTaskRow *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (RectoDocument) document = NULL;
  RectoLocation location;

  if (!find_page (self, &location))
    return;
  /* The rows go with the popover. */
  g_set_object (&document, self->document);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  adw_dialog_present (recto_slow_page_dialog_new (document, location), window);
}

GtkWidget *
recto_task_row_new (RectoTask *task, RectoDocument *document)
{
  RectoTaskRow *self;
  g_autofree char *what = NULL;
  RectoLocation location;

  g_return_val_if_fail (RECTO_IS_TASK (task), NULL);

  self = g_object_new (RECTO_TYPE_TASK_ROW, NULL);
  g_set_object (&self->document, document);
  recto_task_row_add (self, task);
  gtk_widget_set_visible (self->explain, find_page (self, &location));
  what = recto_task_row_describe (task, document);
  gtk_label_set_label (self->what, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  recto_task_row_refresh (self);
  return GTK_WIDGET (self);
}

static void
recto_task_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_TASK_ROW);

  G_OBJECT_CLASS (recto_task_row_parent_class)->dispose (object);
}

static void
recto_task_row_finalize (GObject *object)
{
  RectoTaskRow *self = RECTO_TASK_ROW (object);

  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_task_row_parent_class)->finalize (object);
}

static void
recto_task_row_class_init (RectoTaskRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_task_row_dispose;
  object_class->finalize = recto_task_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-task-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoTaskRow, what);
  gtk_widget_class_bind_template_child (widget_class, RectoTaskRow, state);
  gtk_widget_class_bind_template_child (widget_class, RectoTaskRow, progress);
  gtk_widget_class_bind_template_child (widget_class, RectoTaskRow, explain);
  gtk_widget_class_bind_template_child (widget_class, RectoTaskRow, stop);
  gtk_widget_class_bind_template_callback (widget_class, explain_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
recto_task_row_init (RectoTaskRow *self)
{
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
