/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-task.h"

#include "recto-test-log.h"

static GMutex log_lock;
static GPtrArray *log_lines;
static GLogLevelFlags log_levels;

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  const char *event = recto_test_log_get_field (fields, n_fields, "RECTO_TASK_EVENT");

  if (g_strcmp0 (recto_test_log_get_field (fields, n_fields, "GLIB_DOMAIN"), "Recto-task") != 0)
    return g_log_writer_default (level, fields, n_fields, user_data);
  g_mutex_lock (&log_lock);
  log_levels |= level;
  if (event == NULL)
    g_ptr_array_add (log_lines, g_strdup (recto_test_log_get_field (fields, n_fields, "MESSAGE")));
  else
    g_ptr_array_add (log_lines, g_strdup_printf ("%s %s %s of %s %s", event,
                                                 recto_test_log_get_field (fields, n_fields,
                                                                           "RECTO_TASK_STATE"),
                                                 recto_test_log_get_field (fields, n_fields,
                                                                           "RECTO_TASK_REASON"),
                                                 recto_test_log_get_field (fields, n_fields,
                                                                           "RECTO_TASK_KIND"),
                                                 recto_test_log_get_field (fields, n_fields,
                                                                           "RECTO_TASK_PAGE")));
  g_mutex_unlock (&log_lock);
  return G_LOG_WRITER_HANDLED;
}

void
recto_test_task_clear_log (void)
{
  g_mutex_lock (&log_lock);
  g_ptr_array_set_size (log_lines, 0);
  log_levels = 0;
  g_mutex_unlock (&log_lock);
}

char *
recto_test_task_dup_log (void)
{
  GString *lines = g_string_new (NULL);

  g_mutex_lock (&log_lock);
  for (guint i = 0; i < log_lines->len; i++)
    g_string_append_printf (lines, "%s\n", (const char *) g_ptr_array_index (log_lines, i));
  g_mutex_unlock (&log_lock);
  return g_string_free_and_steal (lines);
}

GLogLevelFlags
recto_test_task_get_log_levels (void)
{
  GLogLevelFlags levels;

  g_mutex_lock (&log_lock);
  levels = log_levels;
  g_mutex_unlock (&log_lock);
  return levels;
}

static gint64
fake_now (gpointer data)
{
  return ((RectoTestTaskClock *) data)->now;
}

static gboolean
fake_timer_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSource *
fake_timer (gpointer data, guint milliseconds)
{
  static GSourceFuncs funcs = { .dispatch = fake_timer_dispatch };
  RectoTestTaskClock *fake = data;
  GSource *source = g_source_new (&funcs, sizeof (GSource));
  const gint64 due = fake->now + milliseconds * G_TIME_SPAN_MILLISECOND;

  g_ptr_array_add (fake->timers, g_source_ref (source));
  g_array_append_val (fake->due, due);
  return source;
}

void
recto_test_task_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
recto_test_task_set_time (RectoTestTaskClock *fake, double seconds)
{
  fake->now = seconds * G_USEC_PER_SEC;
  for (guint i = 0; i < fake->timers->len; i++)
    if (g_array_index (fake->due, gint64, i) <= fake->now)
      g_source_set_ready_time (g_ptr_array_index (fake->timers, i), 0);
  recto_test_task_drain ();
}

guint
recto_test_task_count_timers (RectoTestTaskClock *fake)
{
  guint n_timers = 0;

  for (guint i = 0; i < fake->timers->len; i++)
    if (!g_source_is_destroyed (g_ptr_array_index (fake->timers, i)))
      n_timers++;
  return n_timers;
}

void
recto_test_task_set_up (RectoTestTask *fixture, gconstpointer data)
{
  recto_test_task_clear_log ();
  fixture->fake.clock = (RectoClock) { fake_now, fake_timer, &fixture->fake };
  fixture->fake.timers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_source_unref);
  fixture->fake.due = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);
  recto_task_set_clock (fixture->task, &fixture->fake.clock);
  recto_task_set_location (fixture->task, RECTO_LOCATION_INIT (1, 2));
}

void
recto_test_task_tear_down (RectoTestTask *fixture, gconstpointer data)
{
  recto_test_task_drain ();
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->task);
  g_assert_cmpuint (recto_test_task_count_timers (&fixture->fake), ==, 0);
  g_ptr_array_unref (fixture->fake.timers);
  g_array_unref (fixture->fake.due);
}

void
recto_test_task_store_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RectoTestTask *fixture = user_data;

  fixture->n_answers++;
  g_set_object (&fixture->result, result);
}

gboolean
recto_test_task_wait (RectoTestTask *fixture, GError **error)
{
  g_clear_object (&fixture->result);
  recto_task_wait_async (fixture->task, NULL, recto_test_task_store_result_cb, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return recto_task_wait_finish (fixture->task, fixture->result, error);
}

gboolean
recto_test_task_count_cleanup_cb (RectoTask *task, gpointer data, GError **error)
{
  g_assert_true (recto_task_is_done (task));
  ++*(guint *) data;
  return TRUE;
}

gpointer
recto_test_task_cancel_thread (gpointer data)
{
  recto_task_cancel (data, RECTO_CANCEL_LIMIT);
  return NULL;
}

void
recto_test_task_init (int *argc, char ***argv)
{
  log_lines = g_ptr_array_new_with_free_func (g_free);
  g_log_set_writer_func (write_log, NULL, NULL);
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
}
