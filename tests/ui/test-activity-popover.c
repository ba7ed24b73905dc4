/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-activity-popover.h"
#include "recto-task-list.h"
#include "recto-task-row.h"
#include "recto-test-clock.h"
#include "recto-test.h"

typedef struct
{
  GtkWidget *window;
  RectoActivityPopover *popover;
  RectoEngine *engine;
  RectoTaskList *tasks; /* the engine's */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = gtk_menu_button_new ();

  fixture->engine = recto_test_engine ();
  fixture->tasks = RECTO_TASK_LIST (recto_engine_get_opening_tasks (fixture->engine));
  fixture->popover = RECTO_ACTIVITY_POPOVER (recto_activity_popover_new (fixture->engine));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (fixture->popover));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), button);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->popover);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->popover);
  g_assert_finalize_object (fixture->engine);
}

/* The rows on the screen. (transfer container) */
static GPtrArray *
find_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (RECTO_IS_TASK_ROW (widget))
    g_ptr_array_add (rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_rows (child, rows);
  return rows;
}

static guint
count_rows (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = find_rows (GTK_WIDGET (fixture->popover), g_ptr_array_new ());

  return rows->len;
}

/* A child of the first row that shows, is of a type and, where given, has a label. */
static GtkWidget *
find_in (GtkWidget *widget, GType type, const char *label)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (label == NULL || g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), label)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_in (child, type, label);
  return found;
}

static gboolean
shows (Fixture *fixture, const char *label)
{
  GtkWidget *found = find_in (GTK_WIDGET (fixture->popover), GTK_TYPE_LABEL, label);

  return found != NULL && gtk_widget_get_mapped (found);
}

static RectoTask *
add_task (Fixture *fixture, RectoTaskKind kind, guint page)
{
  RectoTask *task = recto_task_new (kind, RECTO_TASK_FOREGROUND, NULL);

  recto_task_set_location (task, RECTO_LOCATION_INIT (0, page));
  recto_task_list_add (fixture->tasks, task);
  recto_task_start (task);
  return task;
}

static void
test_lists_what_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) page = NULL;
  g_autoptr (RectoTask) thumbnail = NULL;

  g_assert_true (shows (fixture, "Nothing is running"));
  page = add_task (fixture, RECTO_TASK_RENDER, 2);
  thumbnail = add_task (fixture, RECTO_TASK_THUMBNAIL, 4);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  while (!shows (fixture, "Page 3") || !shows (fixture, "Thumbnail of page 5"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (shows (fixture, "Nothing is running"));

  recto_task_succeed (page);
  recto_task_succeed (thumbnail);
  while (count_rows (fixture) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_parts_of_a_page_share_a_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) first = add_task (fixture, RECTO_TASK_RENDER, 2);
  g_autoptr (RectoTask) second = add_task (fixture, RECTO_TASK_RENDER, 2);
  GtkWidget *stop;

  g_assert_cmpuint (count_rows (fixture), ==, 1);
  recto_task_succeed (first);
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)) > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 1);

  stop = find_in (GTK_WIDGET (fixture->popover), GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (stop, "clicked");
  g_assert_true (recto_task_is_cancelled (second));
  g_assert_cmpint (recto_task_get_reason (second), ==, RECTO_CANCEL_USER_STOP);
  while (count_rows (fixture) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_row_says_stopped_then_leaves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_RENDER, 0);

  recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  g_assert_nonnull (find_in (GTK_WIDGET (fixture->popover), GTK_TYPE_LABEL, "Stopped"));
  while (count_rows (fixture) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_row_tells_too_long_from_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);
  /* The list of ended tasks holds the task for as long as there is an engine. */
  static RectoTestClock clock;

  recto_test_clock_init (&clock);
  recto_task_set_clock (task, &clock.clock);
  recto_task_set_timeout_ms (task, 1000);
  recto_task_list_add (fixture->tasks, task);
  recto_task_start (task);
  recto_test_clock_advance_ms (&clock, 1000);
  recto_test_wait (recto_task_is_done (task) && shows (fixture, "Took too long"));
  g_assert_false (shows (fixture, "Stopped"));
  recto_test_wait (count_rows (fixture) == 0);
}

static void
test_names_that_are_no_text_are_shown_as_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FOREGROUND, NULL);

  recto_task_set_subject (task, "caf\xe9.pdf");
  recto_task_list_add (fixture->tasks, task);
  recto_task_start (task);
  recto_test_wait (shows (fixture, "Opening caf\ufffd.pdf"));
  recto_task_succeed (task);
  recto_test_wait (count_rows (fixture) == 0);
}

static void
test_row_of_a_saving_tells_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_SAVE, RECTO_TASK_FOREGROUND, NULL);

  recto_task_set_subject (task, "map.tiff");
  recto_task_list_add (fixture->tasks, task);
  recto_task_start (task);
  recto_task_set_amount (task, 1000 * 1000, 4 * 1000 * 1000);
  recto_test_wait (shows (fixture, "Saving map.tiff") &&
                   shows (fixture, "1.0\u00a0MB of 4.0\u00a0MB"));
  g_assert_true (recto_task_enter_critical (task));
  recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
  recto_test_wait (shows (fixture, "Stopping…"));
  recto_task_succeed (task);
  recto_test_wait (count_rows (fixture) == 0);
}

/* A label that stands as the name of a document. */
static gboolean
has_heading (Fixture *fixture, const char *name)
{
  GtkWidget *label = find_in (GTK_WIDGET (fixture->popover), GTK_TYPE_LABEL, name);

  return label != NULL && gtk_widget_has_css_class (label, "heading");
}

static RectoTask *
add_page_of (RectoDocument *document, guint page)
{
  RectoTask *task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FOREGROUND, NULL);

  recto_task_set_location (task, RECTO_LOCATION_INIT (0, page));
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (document)), task);
  recto_task_start (task);
  return task;
}

static void
test_each_document_is_a_group (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoDocument) pages = recto_test_open (fixture->engine, "three-pages.pdf");
  g_autoptr (RectoDocument) labels = recto_test_open (fixture->engine, "labels.pdf");
  g_autoptr (RectoTask) first = NULL;
  g_autoptr (RectoTask) second = NULL;
  g_autoptr (RectoTask) third = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  recto_test_wait (count_rows (fixture) == 0);
  first = add_page_of (pages, 0);
  second = add_page_of (labels, 0);
  third = add_page_of (pages, 1);
  rows = find_rows (GTK_WIDGET (fixture->popover), g_ptr_array_new ());
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_true (recto_task_row_get_document (rows->pdata[0]) == pages);
  g_assert_true (recto_task_row_get_document (rows->pdata[1]) == pages);
  g_assert_true (recto_task_row_get_document (rows->pdata[2]) == labels);
  recto_test_wait (has_heading (fixture, "three-pages.pdf") && has_heading (fixture, "labels.pdf"));

  recto_document_close (pages);
  recto_test_wait (count_rows (fixture) == 1);
  g_assert_true (recto_task_is_cancelled (first) && recto_task_is_cancelled (third));
  recto_task_succeed (second);
  recto_document_close (labels);
  recto_test_wait (count_rows (fixture) == 0);
  recto_test_wait_for_no_process ();
}

static void
test_stop_of_a_row_leaves_the_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) first = add_task (fixture, RECTO_TASK_RENDER, 0);
  g_autoptr (RectoTask) second = add_task (fixture, RECTO_TASK_RENDER, 1);

  g_signal_emit_by_name (find_in (GTK_WIDGET (fixture->popover), GTK_TYPE_BUTTON, NULL), "clicked");
  g_assert_true (recto_task_is_cancelled (first));
  g_assert_cmpint (recto_task_get_state (second), ==, RECTO_TASK_RUNNING);
  recto_task_succeed (second);
  while (count_rows (fixture) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_state_tells_progress_and_time (void)
{
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);
  g_autofree char *waiting = NULL;
  g_autofree char *running = NULL;
  g_autofree char *halfway = NULL;
  RectoTestClock clock;

  recto_test_clock_init (&clock);
  recto_task_set_clock (task, &clock.clock);
  waiting = recto_task_row_describe_state (task);
  recto_task_start (task);
  recto_test_clock_advance_ms (&clock, 3500);
  running = recto_task_row_describe_state (task);
  recto_task_set_progress (task, 0.5);
  halfway = recto_task_row_describe_state (task);
  g_assert_cmpstr (waiting, ==, "Waiting");
  g_assert_cmpstr (running, ==, "3.5 s");
  g_assert_cmpstr (halfway, ==, "50% · 3.5 s");
  recto_task_succeed (task);
}

/* GDK 4.24 warns whenever a popover and its window draw in the same frame on X11. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        g_str_has_prefix (fields[i].value, "gdk_frame_timings_submitted() called"))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int argc, char *argv[])
{
  g_log_set_writer_func (write_log, NULL, NULL);
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/activity-popover/lists-what-runs", test_lists_what_runs);
  ADD ("/activity-popover/parts-of-a-page-share-a-row", test_parts_of_a_page_share_a_row);
  ADD ("/activity-popover/G-14/row-says-stopped-then-leaves", test_row_says_stopped_then_leaves);
  ADD ("/activity-popover/H-7/row-tells-too-long-from-stopped",
       test_row_tells_too_long_from_stopped);
  ADD ("/activity-popover/names-that-are-no-text-are-shown-as-text",
       test_names_that_are_no_text_are_shown_as_text);
  ADD ("/activity-popover/row-of-a-saving-tells-bytes", test_row_of_a_saving_tells_bytes);
  ADD ("/activity-popover/each-document-is-a-group", test_each_document_is_a_group);
  ADD ("/activity-popover/H-4/stop-of-a-row-leaves-the-others",
       test_stop_of_a_row_leaves_the_others);
#undef ADD
  g_test_add_func ("/activity-popover/P-4/state-tells-progress-and-time",
                   test_state_tells_progress_and_time);

  return g_test_run ();
}
