/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-bar.h"

#include <glib/gi18n.h>

#include "recto-saving-item-row.h"
#include "recto-saving-words.h"

struct _RectoSavingBar
{
  GtkWidget parent_instance;
  GtkWidget *box; /* template children */
  GtkLabel *title;
  GtkProgressBar *progress;
  GtkLabel *subtitle;
  GtkButton *main;
  GtkWidget *outcomes;
  GtkListView *list;
  GtkWidget *dismiss;

  RectoSaving *saving;
  RectoAttachmentActions *actions;
  RectoTask *task; /* (nullable): while it runs */
  RectoTransferRate rate;
};

G_DEFINE_FINAL_TYPE (RectoSavingBar, recto_saving_bar, GTK_TYPE_WIDGET)

/* ---- What it says -------------------------------------------------------------------------------
 */

static guint
count (RectoSavingBar *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->saving));
}

static gboolean
is_running (RectoSavingBar *self)
{
  return recto_saving_get_state (self->saving) == RECTO_SAVING_RUNNING;
}

static gboolean
is_all_saved (RectoSavingBar *self)
{
  return recto_saving_get_n_saved (self->saving) == count (self);
}

static const char *
get_first_name (RectoSavingBar *self)
{
  g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (self->saving), 0);

  return recto_attachment_get_name (recto_saving_item_get_attachment (item));
}

/* The first item that ended this way, or NULL. (transfer full) */
static RectoSavingItem *
find_item (RectoSavingBar *self, RectoSavingState state, RectoCancelReason reason)
{
  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (self->saving), i);

      if (recto_saving_item_get_state (item) == state &&
          (reason == RECTO_CANCEL_NONE || recto_saving_item_get_reason (item) == reason))
        return g_steal_pointer (&item);
    }
  return NULL;
}

static char *
describe_running (RectoSavingBar *self)
{
  const guint n_ended = recto_saving_get_n_saved (self->saving) +
                        recto_saving_get_n_failed (self->saving) +
                        recto_saving_get_n_stopped (self->saving);
  const gboolean one = count (self) == 1;

  switch (recto_saving_purpose_get (self->saving))
    {
    case RECTO_SAVING_FOR_OPENING:
      /* Translators: %s is the name of a file. */
      return g_strdup_printf (_ ("Opening %s"), get_first_name (self));
    case RECTO_SAVING_FOR_COPYING:
      if (one)
        /* Translators: %s is the name of a file. */
        return g_strdup_printf (_ ("Copying %s"), get_first_name (self));
      /* Translators: which of how many files is being copied. */
      return g_strdup_printf (_ ("Copying %u of %u"), MIN (n_ended + 1, count (self)),
                              count (self));
    case RECTO_SAVING_FOR_KEEPING:
    case RECTO_SAVING_FOR_DRAGGING:
    default:
      if (one)
        /* Translators: %s is the name of a file. */
        return g_strdup_printf (_ ("Saving %s"), get_first_name (self));
      /* Translators: which of how many files is being saved. */
      return g_strdup_printf (_ ("Saving %u of %u"), MIN (n_ended + 1, count (self)), count (self));
    }
}

static char *
describe_stopped (RectoSavingBar *self)
{
  switch (recto_saving_purpose_get (self->saving))
    {
    case RECTO_SAVING_FOR_OPENING:
      /* Translators: %s is the name of a file. */
      return g_strdup_printf (_ ("Opening %s stopped"), get_first_name (self));
    case RECTO_SAVING_FOR_COPYING:
      return g_strdup (_ ("Copying stopped"));
    case RECTO_SAVING_FOR_KEEPING:
    case RECTO_SAVING_FOR_DRAGGING:
    default:
      /* Translators: how many of how many files were saved before saving was stopped. */
      return g_strdup_printf (_ ("Saving stopped: %u of %u saved"),
                              recto_saving_get_n_saved (self->saving), count (self));
    }
}

static char *
describe_saved (RectoSavingBar *self)
{
  g_autofree char *folder = g_file_get_basename (recto_saving_get_folder (self->saving));
  g_autofree char *place = folder != NULL
                               ? g_filename_display_name (folder)
                               : g_file_get_parse_name (recto_saving_get_folder (self->saving));

  if (count (self) == 1)
    /* Translators: the name of a file, and that of the folder it is in now. */
    return g_strdup_printf (_ ("%s saved in %s"), get_first_name (self), place);
  /* Translators: how many files, and the name of the folder they are in now. */
  return g_strdup_printf (ngettext ("%u file saved in %s", "%u files saved in %s", count (self)),
                          count (self), place);
}

static char *
describe_mixed (RectoSavingBar *self)
{
  GString *text = g_string_new (NULL);
  const guint n_failed = recto_saving_get_n_failed (self->saving);
  const guint n_stopped = recto_saving_get_n_stopped (self->saving);

  if (count (self) == 1)
    /* Translators: %s is the name of a file. */
    g_string_append_printf (text, _ ("%s was not saved"), get_first_name (self));
  else
    {
      /* Translators: how many of how many files are saved. What follows is how many were not. */
      g_string_append_printf (text, _ ("%u of %u saved"), recto_saving_get_n_saved (self->saving),
                              count (self));
      if (n_failed > 0)
        g_string_append_printf (text, ngettext (" · %u failed", " · %u failed", n_failed),
                                n_failed);
      if (n_stopped > 0)
        g_string_append_printf (text, ngettext (" · %u stopped", " · %u stopped", n_stopped),
                                n_stopped);
    }
  return g_string_free_and_steal (text);
}

static char *
describe (RectoSavingBar *self)
{
  switch (recto_saving_get_state (self->saving))
    {
    case RECTO_SAVING_WAITING:
    case RECTO_SAVING_RUNNING:
      return describe_running (self);
    case RECTO_SAVING_STOPPED:
      return describe_stopped (self);
    case RECTO_SAVING_SAVED:
    case RECTO_SAVING_FAILED:
    default:
      return is_all_saved (self) ? describe_saved (self) : describe_mixed (self);
    }
}

/* What the first file that is not there has to tell; of several, each tells it in the list. */
static char *
describe_why (RectoSavingBar *self)
{
  g_autoptr (RectoSavingItem) item = find_item (self, RECTO_SAVING_FAILED, RECTO_CANCEL_NONE);
  const RectoTransferRate unknown = { 0 };

  if (item == NULL)
    item = find_item (self, RECTO_SAVING_STOPPED, RECTO_CANCEL_LIMIT);
  if (item == NULL && count (self) == 1)
    item = g_list_model_get_item (G_LIST_MODEL (self->saving), 0);
  if (item == NULL)
    return NULL;
  if (count (self) == 1)
    return recto_saving_words_describe_item (item, &unknown);
  else
    {
      g_autofree char *words = recto_saving_words_describe_item (item, &unknown);
      const char *name = recto_attachment_get_name (recto_saving_item_get_attachment (item));

      /* Translators: the name of a file, and what became of it. */
      return g_strdup_printf (_ ("%s: %s"), name, words);
    }
}

static char *
describe_more (RectoSavingBar *self)
{
  guint64 done = 0;
  guint64 total = 0;

  if (self->task != NULL && recto_task_get_amount (self->task, &done, &total))
    return recto_transfer_rate_describe (&self->rate, done, total);
  if (is_running (self) || is_all_saved (self))
    return NULL;
  if (recto_saving_get_reason (self->saving) == RECTO_CANCEL_SUPERSEDED)
    return g_strdup (_ ("Turning the page stopped it"));
  if (recto_saving_get_state (self->saving) == RECTO_SAVING_STOPPED)
    return NULL;
  return describe_why (self);
}

/* Whether running it again is to lift the limits, because that is what stopped it. */
static gboolean
has_met_limit (RectoSavingBar *self)
{
  g_autoptr (RectoSavingItem) item = find_item (self, RECTO_SAVING_STOPPED, RECTO_CANCEL_LIMIT);

  return item != NULL;
}

static const char *
get_main_label (RectoSavingBar *self)
{
  if (is_running (self))
    return _ ("_Stop");
  if (is_all_saved (self))
    return _ ("Show in _Folder");
  if (has_met_limit (self))
    /* Translators: saves a file although it has become far larger than can be expected. */
    return _ ("Save _Anyway");
  if (recto_saving_get_state (self->saving) == RECTO_SAVING_STOPPED)
    return _ ("_Resume");
  return _ ("_Try Again");
}

static void
show_progress (RectoSavingBar *self)
{
  g_autofree char *more = NULL;
  guint64 done = 0;

  if (self->task != NULL && recto_task_get_amount (self->task, &done, NULL))
    recto_transfer_rate_read (&self->rate, g_get_monotonic_time (), done);
  if (self->task != NULL)
    {
      const double progress = recto_task_get_progress (self->task);

      if (progress >= 0)
        gtk_progress_bar_set_fraction (self->progress, MIN (progress, 1));
      else
        gtk_progress_bar_pulse (self->progress);
    }
  more = describe_more (self);
  gtk_label_set_label (self->subtitle, more != NULL ? more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), more != NULL);
}

static void
update (RectoSavingBar *self)
{
  RectoTask *task = recto_saving_get_task (self->saving);
  g_autofree char *title = NULL;

  if (self->task != task)
    {
      if (self->task != NULL)
        g_signal_handlers_disconnect_by_func (self->task, show_progress, self);
      g_set_object (&self->task, task);
      self->rate = (RectoTransferRate) { 0 };
      if (task != NULL)
        g_signal_connect_object (task, "notify::progress", G_CALLBACK (show_progress), self,
                                 G_CONNECT_SWAPPED);
    }
  title = describe (self);
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_button_set_label (self->main, get_main_label (self));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_running (self));
  gtk_widget_set_visible (self->dismiss, !is_running (self));
  gtk_widget_set_visible (self->outcomes, count (self) > 1);
  show_progress (self);
}

/* ---- What it does -------------------------------------------------------------------------------
 */

static void
main_clicked_cb (RectoSavingBar *self)
{
  if (is_running (self))
    {
      if (self->task != NULL)
        recto_task_cancel (self->task, RECTO_CANCEL_USER_STOP);
    }
  else if (is_all_saved (self))
    {
      g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (self->saving), 0);

      recto_attachment_actions_show_file (self->actions, recto_saving_item_get_file (item));
    }
  else
    recto_attachment_actions_resume (self->actions, self->saving,
                                     has_met_limit (self) ? RECTO_SAVE_NO_LIMITS : RECTO_SAVE_NONE);
}

static void
dismiss_clicked_cb (RectoSavingBar *self)
{
  recto_saving_forget (self->saving);
}

RectoSaving *
recto_saving_bar_get_saving (RectoSavingBar *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING_BAR (self), NULL);

  return self->saving;
}

GtkWidget *
recto_saving_bar_new (RectoSaving *saving, RectoAttachmentActions *actions)
{
  static const char *const changes[] = { "notify::state", "notify::n-saved", "notify::n-failed",
                                         "notify::n-stopped", "notify::task" };
  g_autoptr (GtkNoSelection) model = NULL;
  RectoSavingBar *self;

  g_return_val_if_fail (RECTO_IS_SAVING (saving), NULL);
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_ACTIONS (actions), NULL);

  self = g_object_new (RECTO_TYPE_SAVING_BAR, NULL);
  self->saving = g_object_ref (saving);
  self->actions = g_object_ref (actions);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (saving, changes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (saving)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  update (self);
  return GTK_WIDGET (self);
}

static void
recto_saving_bar_dispose (GObject *object)
{
  RectoSavingBar *self = RECTO_SAVING_BAR (object);

  if (self->task != NULL)
    g_signal_handlers_disconnect_by_func (self->task, show_progress, self);
  g_clear_object (&self->task);
  if (self->saving != NULL)
    g_signal_handlers_disconnect_by_data (self->saving, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SAVING_BAR);
  g_clear_object (&self->saving);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (recto_saving_bar_parent_class)->dispose (object);
}

static void
recto_saving_bar_class_init (RectoSavingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_saving_bar_dispose;

  gtk_widget_class_set_css_name (widget_class, "savingbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-saving-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoSavingBar, box);
  gtk_widget_class_bind_template_child (widget_class, RectoSavingBar, title);
  gtk_widget_class_bind_template_child (widget_class, RectoSavingBar, progress);
  gtk_widget_class_bind_template_child (widget_class, RectoSavingBar, subtitle);
  gtk_widget_class_bind_template_child (widget_class, RectoSavingBar, main);
  gtk_widget_class_bind_template_child (widget_class, RectoSavingBar, outcomes);
  gtk_widget_class_bind_template_child (widget_class, RectoSavingBar, list);
  gtk_widget_class_bind_template_child (widget_class, RectoSavingBar, dismiss);
  gtk_widget_class_bind_template_callback (widget_class, main_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_clicked_cb);
}

static void
recto_saving_bar_init (RectoSavingBar *self)
{
  g_autoptr (GtkListItemFactory) factory = recto_saving_item_row_new_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
}
