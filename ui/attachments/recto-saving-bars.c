/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-bars.h"

#include "recto-saving-bar.h"

/* Handing on a file that takes no longer than this is not worth a word. */
#define SHOW_MS 400

struct _RectoSavingBars
{
  GtkBox parent_instance;
  GListModel *savings;             /* (nullable) */
  RectoAttachmentActions *actions; /* (nullable) */
  guint show_source;
};

G_DEFINE_FINAL_TYPE (RectoSavingBars, recto_saving_bars, GTK_TYPE_BOX)

static gboolean
has_something_to_tell (RectoSaving *saving)
{
  return recto_saving_purpose_get (saving) == RECTO_SAVING_FOR_KEEPING ||
         (recto_saving_get_state (saving) != RECTO_SAVING_RUNNING &&
          recto_saving_get_n_saved (saving) < g_list_model_get_n_items (G_LIST_MODEL (saving)));
}

static void
show_all_cb (gpointer user_data)
{
  RectoSavingBars *self = user_data;

  self->show_source = 0;
  for (GtkWidget *bar = gtk_widget_get_first_child (user_data); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    gtk_widget_set_visible (bar, TRUE);
  gtk_widget_set_visible (user_data, gtk_widget_get_first_child (user_data) != NULL);
}

static void
show_or_hide (RectoSavingBars *self)
{
  gboolean any = FALSE;

  for (GtkWidget *bar = gtk_widget_get_first_child (GTK_WIDGET (self)); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    {
      if (has_something_to_tell (recto_saving_bar_get_saving (RECTO_SAVING_BAR (bar))))
        gtk_widget_set_visible (bar, TRUE);
      else if (!gtk_widget_get_visible (bar) && self->show_source == 0)
        self->show_source = g_timeout_add_once (SHOW_MS, show_all_cb, self);
      any = any || gtk_widget_get_visible (bar);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static GtkWidget *
get_nth (RectoSavingBars *self, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < position && child != NULL; i++)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
add_bar (RectoSavingBars *self, RectoSaving *saving, guint position)
{
  GtkWidget *bar = recto_saving_bar_new (saving, self->actions);

  gtk_widget_set_visible (bar, FALSE);
  gtk_box_insert_child_after (GTK_BOX (self), bar,
                              position > 0 ? get_nth (self, position - 1) : NULL);
  g_signal_connect_object (saving, "notify::state", G_CALLBACK (show_or_hide), self,
                           G_CONNECT_SWAPPED);
}

static void
remove_bar (RectoSavingBars *self, GtkWidget *bar)
{
  g_signal_handlers_disconnect_by_data (recto_saving_bar_get_saving (RECTO_SAVING_BAR (bar)), self);
  gtk_box_remove (GTK_BOX (self), bar);
}

static void
savings_changed_cb (GListModel *savings,
                    guint position,
                    guint n_removed,
                    guint n_added,
                    gpointer user_data)
{
  RectoSavingBars *self = user_data;

  for (guint i = 0; i < n_removed; i++)
    remove_bar (self, get_nth (self, position));
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (RectoSaving) saving = g_list_model_get_item (savings, position + i);

      add_bar (self, saving, position + i);
    }
  show_or_hide (self);
}

static void
drop_document (RectoSavingBars *self)
{
  GtkWidget *bar;

  g_clear_handle_id (&self->show_source, g_source_remove);
  if (self->savings != NULL)
    g_signal_handlers_disconnect_by_data (self->savings, self);
  while ((bar = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    remove_bar (self, bar);
  g_clear_object (&self->savings);
  g_clear_object (&self->actions);
}

void
recto_saving_bars_set_document (RectoSavingBars *self,
                                RectoDocument *document,
                                RectoAttachmentActions *actions)
{
  g_return_if_fail (RECTO_IS_SAVING_BARS (self));
  g_return_if_fail ((document == NULL) == (actions == NULL));

  drop_document (self);
  if (document == NULL)
    {
      show_or_hide (self);
      return;
    }
  self->actions = g_object_ref (actions);
  self->savings = g_object_ref (recto_document_get_savings (document));
  g_signal_connect_object (self->savings, "items-changed", G_CALLBACK (savings_changed_cb), self,
                           0);
  savings_changed_cb (self->savings, 0, 0, g_list_model_get_n_items (self->savings), self);
}

static void
recto_saving_bars_dispose (GObject *object)
{
  drop_document (RECTO_SAVING_BARS (object));

  G_OBJECT_CLASS (recto_saving_bars_parent_class)->dispose (object);
}

static void
recto_saving_bars_class_init (RectoSavingBarsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_saving_bars_dispose;
}

static void
recto_saving_bars_init (RectoSavingBars *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
