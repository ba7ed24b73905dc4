/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-activity-popover.h"

#include "recto-task-row.h"

/* How often progress and time are read while they are on the screen, and how long a task that was
 * stopped stays to say so. */
#define REFRESH_MS 200
#define LEAVE_MS 1500

struct _RectoActivityPopover
{
  GtkPopover parent_instance;
  GtkWidget *empty; /* template children */
  GtkListBox *list;
  GListModel *tasks;
  RectoDocument *document;
  GHashTable *rows; /* RectoTask (owned) -> RectoTaskRow, of the tasks that run */
  gulong items_changed;
  guint refresh_source;
};

G_DEFINE_FINAL_TYPE (RectoActivityPopover, recto_activity_popover, GTK_TYPE_POPOVER)

static void
update_empty (RectoActivityPopover *self)
{
  gtk_widget_set_visible (self->empty,
                          gtk_widget_get_first_child (GTK_WIDGET (self->list)) == NULL);
}

static void
remove_row (RectoActivityPopover *self, GtkWidget *row)
{
  gtk_list_box_remove (self->list, row);
  update_empty (self);
}

/* The row may have left with all others, when the popover was closed. */
static gboolean
remove_row_cb (gpointer user_data)
{
  GtkWidget *row = user_data;
  GtkWidget *popover = gtk_widget_get_ancestor (row, RECTO_TYPE_ACTIVITY_POPOVER);

  if (popover != NULL)
    remove_row (RECTO_ACTIVITY_POPOVER (popover), row);
  return G_SOURCE_REMOVE;
}

/* Parts of one page share a row, and leave the list one by one. */
static gboolean
is_in_use (RectoActivityPopover *self, GtkWidget *row)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == row)
      return TRUE;
  return FALSE;
}

/* One that ended as it should has nothing more to say. */
static void
let_row_leave (RectoActivityPopover *self, GtkWidget *row)
{
  recto_task_row_refresh (RECTO_TASK_ROW (row));
  if (!recto_task_row_is_done (RECTO_TASK_ROW (row)) || is_in_use (self, row))
    return;
  if (recto_task_row_has_news (RECTO_TASK_ROW (row)))
    g_timeout_add_full (G_PRIORITY_DEFAULT, LEAVE_MS, remove_row_cb, g_object_ref (row),
                        g_object_unref);
  else
    remove_row (self, row);
}

static GtkWidget *
find_row (RectoActivityPopover *self, RectoTask *task)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (row != NULL && !recto_task_row_takes (RECTO_TASK_ROW (row), task))
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static GtkWidget *
add_task (RectoActivityPopover *self, RectoTask *task)
{
  GtkWidget *row = find_row (self, task);

  if (row != NULL)
    recto_task_row_add (RECTO_TASK_ROW (row), task);
  else
    {
      row = recto_task_row_new (task, self->document);
      gtk_list_box_append (self->list, row);
    }
  return row;
}

static GHashTable *
make_rows (void)
{
  return g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* Several tasks of one row can end together; the row leaves once. */
static void
let_rows_leave (RectoActivityPopover *self, GHashTable *ended)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, ended);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_hash_table_add (rows, row);
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    let_row_leave (self, row);
}

static void
follow_tasks (RectoActivityPopover *self)
{
  g_autoptr (GHashTable) before = self->rows;
  const guint n_tasks = self->tasks != NULL ? g_list_model_get_n_items (self->tasks) : 0;

  self->rows = make_rows ();
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (self->tasks, i);
      GtkWidget *row = g_hash_table_lookup (before, task);

      if (row == NULL)
        row = add_task (self, task);
      g_hash_table_remove (before, task);
      g_hash_table_insert (self->rows, g_steal_pointer (&task), row);
    }
  let_rows_leave (self, before);
  update_empty (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  RectoActivityPopover *self = user_data;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    recto_task_row_refresh (RECTO_TASK_ROW (row));
  return G_SOURCE_CONTINUE;
}

static void
start_following (RectoActivityPopover *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_MS, refresh_cb, self);
  if (self->tasks != NULL)
    self->items_changed =
        g_signal_connect_swapped (self->tasks, "items-changed", G_CALLBACK (follow_tasks), self);
  follow_tasks (self);
}

static void
stop_following (RectoActivityPopover *self)
{
  if (self->tasks != NULL)
    g_clear_signal_handler (&self->items_changed, self->tasks);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_hash_table_remove_all (self->rows);
  if (self->list != NULL)
    gtk_list_box_remove_all (self->list);
}

void
recto_activity_popover_set_tasks (RectoActivityPopover *self,
                                  GListModel *tasks,
                                  RectoDocument *document)
{
  gboolean mapped;

  g_return_if_fail (RECTO_IS_ACTIVITY_POPOVER (self));
  g_return_if_fail (tasks == NULL || G_IS_LIST_MODEL (tasks));

  if (self->tasks == tasks && self->document == document)
    return;
  mapped = gtk_widget_get_mapped (GTK_WIDGET (self));
  stop_following (self);
  g_set_object (&self->tasks, tasks);
  g_set_object (&self->document, document);
  if (mapped)
    start_following (self);
}

GtkWidget *
recto_activity_popover_new (void)
{
  return g_object_new (RECTO_TYPE_ACTIVITY_POPOVER, NULL);
}

static void
recto_activity_popover_map (GtkWidget *widget)
{
  start_following (RECTO_ACTIVITY_POPOVER (widget));

  GTK_WIDGET_CLASS (recto_activity_popover_parent_class)->map (widget);
}

static void
recto_activity_popover_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_activity_popover_parent_class)->unmap (widget);

  stop_following (RECTO_ACTIVITY_POPOVER (widget));
}

static void
recto_activity_popover_dispose (GObject *object)
{
  RectoActivityPopover *self = RECTO_ACTIVITY_POPOVER (object);

  stop_following (self);
  g_clear_object (&self->tasks);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ACTIVITY_POPOVER);

  G_OBJECT_CLASS (recto_activity_popover_parent_class)->dispose (object);
}

static void
recto_activity_popover_finalize (GObject *object)
{
  RectoActivityPopover *self = RECTO_ACTIVITY_POPOVER (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (recto_activity_popover_parent_class)->finalize (object);
}

static void
recto_activity_popover_class_init (RectoActivityPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_activity_popover_dispose;
  object_class->finalize = recto_activity_popover_finalize;
  widget_class->map = recto_activity_popover_map;
  widget_class->unmap = recto_activity_popover_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-activity-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoActivityPopover, empty);
  gtk_widget_class_bind_template_child (widget_class, RectoActivityPopover, list);
}

static void
recto_activity_popover_init (RectoActivityPopover *self)
{
  self->rows = make_rows ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
