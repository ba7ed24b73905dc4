/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-activity-list.h"

#include "recto-task-row.h"

/* How often progress and time are read while they are on the screen, and how long a task that was
 * stopped stays to say so. */
#define REFRESH_MS 200
#define LEAVE_MS 1500

struct _RectoActivityList
{
  AdwBin parent_instance;
  GtkListBox *list;     /* template child */
  RectoEngine *engine;  /* (nullable) */
  GHashTable *rows;     /* RectoTask (owned) -> RectoTaskRow, of the tasks that run */
  gulong tasks_changed; /* while it is on the screen */
  guint refresh_source; /* likewise */
  gboolean empty;
};

G_DEFINE_FINAL_TYPE (RectoActivityList, recto_activity_list, ADW_TYPE_BIN)

typedef enum
{
  PROP_EMPTY = 1,
} RectoActivityListProperty;

static GParamSpec *properties[PROP_EMPTY + 1];

static void
update_empty (RectoActivityList *self)
{
  const gboolean empty = gtk_list_box_get_row_at_index (self->list, 0) == NULL;

  if (self->empty == empty)
    return;
  self->empty = empty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

static void
remove_row (RectoActivityList *self, GtkWidget *row)
{
  gtk_list_box_remove (self->list, row);
  update_empty (self);
}

/* The row may have left with all others, when the list was hidden. */
static gboolean
remove_row_cb (gpointer user_data)
{
  GtkWidget *row = user_data;
  GtkWidget *self = gtk_widget_get_ancestor (row, RECTO_TYPE_ACTIVITY_LIST);

  if (self != NULL)
    remove_row (RECTO_ACTIVITY_LIST (self), row);
  return G_SOURCE_REMOVE;
}

/* Parts of one page share a row, and leave the list one by one. */
static gboolean
is_in_use (RectoActivityList *self, GtkWidget *row)
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
let_row_leave (RectoActivityList *self, GtkWidget *row)
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

/* (nullable) */
static GtkWidget *
find_row (RectoActivityList *self, RectoTask *task, RectoDocument *document)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (recto_task_row_takes (RECTO_TASK_ROW (row), task, document))
      return GTK_WIDGET (row);
  return NULL;
}

/* Behind the last row of the same document, so that each document is one group. */
static int
find_place (RectoActivityList *self, RectoDocument *document)
{
  int place = -1;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (recto_task_row_get_document (RECTO_TASK_ROW (row)) == document)
      place = i + 1;
  return place;
}

static GtkWidget *
add_task (RectoActivityList *self, RectoTask *task, RectoDocument *document)
{
  GtkWidget *row = find_row (self, task, document);

  if (row != NULL)
    recto_task_row_add (RECTO_TASK_ROW (row), task);
  else
    {
      row = recto_task_row_new (task, document);
      gtk_list_box_insert (self->list, row, find_place (self, document));
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
let_rows_leave (RectoActivityList *self, GHashTable *ended)
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
follow_list (RectoActivityList *self,
             GListModel *tasks,
             RectoDocument *document,
             GHashTable *before)
{
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);
      GtkWidget *row = g_hash_table_lookup (before, task);

      if (row == NULL)
        row = add_task (self, task, document);
      g_hash_table_remove (before, task);
      g_hash_table_insert (self->rows, g_steal_pointer (&task), row);
    }
}

static void
follow_tasks (RectoActivityList *self)
{
  g_autoptr (GHashTable) before = self->rows;
  GListModel *documents = recto_engine_get_documents (self->engine);

  self->rows = make_rows ();
  follow_list (self, recto_engine_get_opening_tasks (self->engine), NULL, before);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (RectoDocument) document = g_list_model_get_item (documents, i);

      follow_list (self, recto_document_get_tasks (document), document, before);
    }
  let_rows_leave (self, before);
  update_empty (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  RectoActivityList *self = user_data;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    recto_task_row_refresh (RECTO_TASK_ROW (row));
  return G_SOURCE_CONTINUE;
}

static void
start_following (RectoActivityList *self)
{
  if (self->engine == NULL || self->tasks_changed != 0)
    return;
  self->refresh_source = g_timeout_add (REFRESH_MS, refresh_cb, self);
  self->tasks_changed =
      g_signal_connect_swapped (self->engine, "tasks-changed", G_CALLBACK (follow_tasks), self);
  follow_tasks (self);
}

static void
stop_following (RectoActivityList *self)
{
  if (self->tasks_changed == 0)
    return;
  g_clear_signal_handler (&self->tasks_changed, self->engine);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_hash_table_remove_all (self->rows);
  if (self->list == NULL)
    return;
  gtk_list_box_remove_all (self->list);
  update_empty (self);
}

void
recto_activity_list_set_engine (RectoActivityList *self, RectoEngine *engine)
{
  g_return_if_fail (RECTO_IS_ACTIVITY_LIST (self));
  g_return_if_fail (RECTO_IS_ENGINE (engine));

  stop_following (self);
  g_set_object (&self->engine, engine);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_following (self);
}

/* Above the first row of each document. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  RectoDocument *document = recto_task_row_get_document (RECTO_TASK_ROW (row));
  g_autofree char *basename = NULL;
  g_autofree char *name = NULL;
  GtkWidget *label;

  if (document == NULL ||
      (before != NULL && recto_task_row_get_document (RECTO_TASK_ROW (before)) == document))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  basename = g_file_get_basename (recto_document_get_file (document));
  name = basename != NULL ? g_filename_display_name (basename) : NULL;
  label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (label, "heading");
  /* In line with the rows' own text. */
  gtk_widget_set_margin_start (label, 24);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 12);
  gtk_list_box_row_set_header (row, label);
}

static void
recto_activity_list_map (GtkWidget *widget)
{
  start_following (RECTO_ACTIVITY_LIST (widget));

  GTK_WIDGET_CLASS (recto_activity_list_parent_class)->map (widget);
}

static void
recto_activity_list_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_activity_list_parent_class)->unmap (widget);

  stop_following (RECTO_ACTIVITY_LIST (widget));
}

static void
recto_activity_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoActivityList *self = RECTO_ACTIVITY_LIST (object);

  switch ((RectoActivityListProperty) prop_id)
    {
    case PROP_EMPTY:
      g_value_set_boolean (value, self->empty);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_activity_list_dispose (GObject *object)
{
  RectoActivityList *self = RECTO_ACTIVITY_LIST (object);

  stop_following (self);
  g_clear_object (&self->engine);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ACTIVITY_LIST);

  G_OBJECT_CLASS (recto_activity_list_parent_class)->dispose (object);
}

static void
recto_activity_list_finalize (GObject *object)
{
  RectoActivityList *self = RECTO_ACTIVITY_LIST (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (recto_activity_list_parent_class)->finalize (object);
}

static void
recto_activity_list_class_init (RectoActivityListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = recto_activity_list_get_property;
  object_class->dispose = recto_activity_list_dispose;
  object_class->finalize = recto_activity_list_finalize;
  widget_class->map = recto_activity_list_map;
  widget_class->unmap = recto_activity_list_unmap;

  properties[PROP_EMPTY] =
      g_param_spec_boolean ("empty", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-activity-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoActivityList, list);
}

static void
recto_activity_list_init (RectoActivityList *self)
{
  self->rows = make_rows ();
  self->empty = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}
