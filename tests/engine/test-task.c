/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <pthread.h>

#include "recto-error.h"
#include "recto-task.h"

#define N_RACES 10000
#define N_RACERS 4

/* A clock that goes on only when told. */
typedef struct
{
  RectoClock clock;
  gint64 now;
  GPtrArray *timers; /* of GSource, all that were ever made */
  GArray *due;       /* of gint64, when each is due */
} FakeClock;

typedef struct
{
  FakeClock fake;
  RectoTask *task; /* a render task on the fake clock */
  GAsyncResult *result;
  guint n_answers;
} Fixture;

/* Lines of the log under test, as "event state reason". */
static GMutex log_lock;
static GPtrArray *log_lines;
static GLogLevelFlags log_levels; /* all that were seen */

static const char *
get_field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key))
      return fields[i].value;
  return NULL;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  const char *event = get_field (fields, n_fields, "RECTO_TASK_EVENT");

  if (g_strcmp0 (get_field (fields, n_fields, "GLIB_DOMAIN"), "Recto-task") != 0)
    return g_log_writer_default (level, fields, n_fields, user_data);
  g_mutex_lock (&log_lock);
  log_levels |= level;
  if (event == NULL)
    g_ptr_array_add (log_lines, g_strdup (get_field (fields, n_fields, "MESSAGE")));
  else
    g_ptr_array_add (log_lines, g_strdup_printf ("%s %s %s of %s %s", event,
                                                 get_field (fields, n_fields, "RECTO_TASK_STATE"),
                                                 get_field (fields, n_fields, "RECTO_TASK_REASON"),
                                                 get_field (fields, n_fields, "RECTO_TASK_KIND"),
                                                 get_field (fields, n_fields, "RECTO_TASK_PAGE")));
  g_mutex_unlock (&log_lock);
  return G_LOG_WRITER_HANDLED;
}

static void
clear_log (void)
{
  g_mutex_lock (&log_lock);
  g_ptr_array_set_size (log_lines, 0);
  log_levels = 0;
  g_mutex_unlock (&log_lock);
}

static char *
dup_log (void)
{
  GString *lines = g_string_new (NULL);

  g_mutex_lock (&log_lock);
  for (guint i = 0; i < log_lines->len; i++)
    g_string_append_printf (lines, "%s\n", (const char *) g_ptr_array_index (log_lines, i));
  g_mutex_unlock (&log_lock);
  return g_string_free_and_steal (lines);
}

static gint64
fake_now (gpointer data)
{
  return ((FakeClock *) data)->now;
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
  FakeClock *fake = data;
  GSource *source = g_source_new (&funcs, sizeof (GSource));
  const gint64 due = fake->now + milliseconds * G_TIME_SPAN_MILLISECOND;

  g_ptr_array_add (fake->timers, g_source_ref (source));
  g_array_append_val (fake->due, due);
  return source;
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Runs what became due meanwhile, too. */
static void
set_time (FakeClock *fake, double seconds)
{
  fake->now = seconds * G_USEC_PER_SEC;
  for (guint i = 0; i < fake->timers->len; i++)
    if (g_array_index (fake->due, gint64, i) <= fake->now)
      g_source_set_ready_time (g_ptr_array_index (fake->timers, i), 0);
  drain ();
}

static guint
count_timers (FakeClock *fake)
{
  guint n_timers = 0;

  for (guint i = 0; i < fake->timers->len; i++)
    if (!g_source_is_destroyed (g_ptr_array_index (fake->timers, i)))
      n_timers++;
  return n_timers;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  clear_log ();
  fixture->fake.clock = (RectoClock) { fake_now, fake_timer, &fixture->fake };
  fixture->fake.timers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_source_unref);
  fixture->fake.due = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);
  recto_task_set_clock (fixture->task, &fixture->fake.clock);
  recto_task_set_location (fixture->task, RECTO_LOCATION_INIT (1, 2));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  drain ();
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->task);
  g_assert_cmpuint (count_timers (&fixture->fake), ==, 0);
  g_ptr_array_unref (fixture->fake.timers);
  g_array_unref (fixture->fake.due);
}

static void
store_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_answers++;
  g_set_object (&fixture->result, result);
}

static gboolean
wait_for_task (Fixture *fixture, GError **error)
{
  g_clear_object (&fixture->result);
  recto_task_wait_async (fixture->task, NULL, store_result_cb, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return recto_task_wait_finish (fixture->task, fixture->result, error);
}

/* P-1 */
static void
test_finish_gives_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));

  g_assert_false (wait_for_task (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_cancellable_is_cancelled (recto_task_get_cancellable (fixture->task)));
}

/* P-2 */
static void
test_cancelling_the_finished_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  g_assert_false (recto_task_is_done (fixture->task));
  g_assert_true (recto_task_succeed (fixture->task));
  g_assert_true (recto_task_is_done (fixture->task));

  g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_NONE);
  g_assert_false (g_cancellable_is_cancelled (recto_task_get_cancellable (fixture->task)));
  g_assert_true (wait_for_task (fixture, &error));
  g_assert_no_error (error);
}

/* P-4 */
static void
test_time_is_told_while_waiting (Fixture *fixture, gconstpointer data)
{
  recto_task_set_timeout_ms (fixture->task, 5000);
  set_time (&fixture->fake, 1);
  g_assert_cmpint (recto_task_get_elapsed (fixture->task), ==, 0);
  recto_task_start (fixture->task);
  drain ();

  set_time (&fixture->fake, 4);
  g_assert_cmpint (recto_task_get_elapsed (fixture->task), ==, 3 * G_USEC_PER_SEC);
  g_assert_cmpfloat (recto_task_get_progress (fixture->task), ==, -1);
  recto_task_set_progress (fixture->task, 0.25);
  g_assert_cmpfloat (recto_task_get_progress (fixture->task), ==, 0.25);
  drain ();
  /* Nothing is looked at again and again: the main context has nothing to do. */
  g_assert_false (g_main_context_pending (NULL));
  g_assert_cmpuint (fixture->fake.timers->len, ==, 1);

  set_time (&fixture->fake, 5.999);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_RUNNING);
  set_time (&fixture->fake, 6);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_TIMED_OUT);
  set_time (&fixture->fake, 9);
  g_assert_cmpint (recto_task_get_elapsed (fixture->task), ==, 5 * G_USEC_PER_SEC);
}

/* P-5 */
static void
test_no_limit_strikes_after_the_end (Fixture *fixture, gconstpointer data)
{
  recto_task_set_timeout_ms (fixture->task, 3000);
  recto_task_start (fixture->task);
  g_assert_cmpuint (count_timers (&fixture->fake), ==, 1);

  set_time (&fixture->fake, 2.9);
  recto_task_succeed (fixture->task);
  g_assert_cmpuint (count_timers (&fixture->fake), ==, 0);
  set_time (&fixture->fake, 3.1);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_false (g_cancellable_is_cancelled (recto_task_get_cancellable (fixture->task)));
}

/* P-7 */
static void
test_every_kind_has_a_limit (Fixture *fixture, gconstpointer data)
{
  const guint seconds[] = {
    [RECTO_TASK_OPEN] = 60,        [RECTO_TASK_FETCH] = 3600,    [RECTO_TASK_RENDER] = 30,
    [RECTO_TASK_THUMBNAIL] = 2,    [RECTO_TASK_PAGE_FACTS] = 30, [RECTO_TASK_LAYOUT] = 60,
    [RECTO_TASK_ATTACHMENTS] = 60, [RECTO_TASK_SAVE] = 3600,     [RECTO_TASK_SAVE_ALL] = 86400,
  };
  GEnumClass *kinds = g_type_class_get (RECTO_TYPE_TASK_KIND);

  g_assert_cmpuint (kinds->n_values, ==, G_N_ELEMENTS (seconds));
  for (guint kind = 0; kind < kinds->n_values; kind++)
    {
      g_autoptr (RectoTask) task = recto_task_new (kind, RECTO_TASK_FLAGS_NONE, NULL);

      g_assert_cmpuint (recto_task_kind_default_timeout_ms (kind), ==, seconds[kind] * 1000);
      g_assert_cmpuint (recto_task_get_timeout_ms (task), ==, seconds[kind] * 1000);
    }

  recto_task_start (fixture->task);
  g_assert_cmpuint (count_timers (&fixture->fake), ==, 1);
  recto_task_set_timeout_ms (fixture->task, 0);
  g_assert_cmpuint (count_timers (&fixture->fake), ==, 0);
  set_time (&fixture->fake, 1e6);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_RUNNING);
}

/* G-1 */
static void
test_no_cancellable_is_needed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) with = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, cancellable);

  g_assert_nonnull (recto_task_get_cancellable (fixture->task));
  g_assert_true (recto_task_get_cancellable (with) != cancellable);
  recto_task_start (fixture->task);
  recto_task_start (with);
  g_cancellable_cancel (cancellable);
  g_assert_true (recto_task_is_cancelled (with));
  g_assert_false (recto_task_is_done (fixture->task));
  g_assert_true (recto_task_succeed (fixture->task));
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

typedef enum
{
  BEFORE_IT_IS_MADE,
  BEFORE_START,
  AFTER_START,
  AFTER_THE_END,
} Moment;

static void
cancel_from_threads (GCancellable *cancellable)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("canceller", cancel_thread, cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* G-2 */
static void
test_any_cancel_answers_once (Fixture *fixture, gconstpointer data)
{
  for (Moment moment = BEFORE_IT_IS_MADE; moment <= AFTER_THE_END; moment++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (RectoTask) task = NULL;
      g_autoptr (GError) error = NULL;

      fixture->n_answers = 0;
      if (moment == BEFORE_IT_IS_MADE)
        g_cancellable_cancel (cancellable);
      task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, cancellable);
      recto_task_wait_async (task, NULL, store_result_cb, fixture);
      if (moment == BEFORE_START)
        cancel_from_threads (cancellable);
      g_assert_true (recto_task_start (task) == (moment > BEFORE_START));
      if (moment == AFTER_START)
        cancel_from_threads (cancellable);
      g_assert_true (recto_task_succeed (task) == (moment > AFTER_START));
      cancel_from_threads (cancellable);

      g_assert_cmpuint (fixture->n_answers, ==, 0);
      drain ();
      g_assert_cmpuint (fixture->n_answers, ==, 1);
      g_assert_true (recto_task_wait_finish (task, fixture->result, &error) ==
                     (moment == AFTER_THE_END));
      g_clear_object (&fixture->result);
      /* The caller may keep its cancellable for long: nothing of the task stays at it. */
      g_assert_false (g_signal_has_handler_pending (cancellable,
                                                    g_signal_lookup ("cancelled",
                                                                     G_TYPE_CANCELLABLE),
                                                    0, TRUE));
      g_assert_finalize_object (g_steal_pointer (&task));
    }
}

/* G-4, A-2 */
static void
test_limit_ends_as_timed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, NULL);
  const gint64 started = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  recto_task_set_timeout_ms (task, 20);
  g_set_object (&fixture->task, task);
  recto_task_start (task);

  g_assert_false (wait_for_task (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - started, >=, 20 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (recto_task_get_elapsed (task), >=, 20 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (recto_task_get_state (task), ==, RECTO_TASK_TIMED_OUT);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_TIMEOUT);
  g_assert_false (recto_task_is_cancelled (task));
  g_assert_true (g_cancellable_is_cancelled (recto_task_get_cancellable (task)));
}

/* How long the context would sleep; -1 when no timer is left in it. */
static int
get_next_timeout (GMainContext *context)
{
  GPollFD fds[8];
  int timeout = 0;
  int priority;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, G_MAXINT, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);
  return timeout;
}

/* G-4 */
static void
test_fast_task_leaves_no_timer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (RectoTask) task = NULL;

  g_main_context_push_thread_default (context);
  task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);
  g_main_context_pop_thread_default (context);
  recto_task_set_timeout_ms (task, 1000);
  recto_task_start (task);
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_assert_cmpint (get_next_timeout (context), >=, 0);

  g_assert_true (recto_task_succeed (task));
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_assert_cmpint (get_next_timeout (context), ==, -1);
  g_assert_cmpint (recto_task_get_state (task), ==, RECTO_TASK_SUCCEEDED);
}

static void
test_limit_may_change_while_it_runs (Fixture *fixture, gconstpointer data)
{
  recto_task_set_timeout_ms (fixture->task, 3000);
  recto_task_start (fixture->task);
  set_time (&fixture->fake, 2);
  recto_task_set_timeout_ms (fixture->task, 9000);
  g_assert_cmpuint (count_timers (&fixture->fake), ==, 1);
  set_time (&fixture->fake, 8);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_RUNNING);
  recto_task_set_timeout_ms (fixture->task, 7000);
  set_time (&fixture->fake, 8);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_TIMED_OUT);
}

/* G-5 */
static void
test_inner_cancelled_makes_outer_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) swallowing =
      recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, cancellable);
  g_autoptr (GError) inner =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the work was stopped");

  recto_task_start (fixture->task);
  g_assert_true (recto_task_fail (fixture->task, inner));
  g_assert_true (recto_task_is_cancelled (fixture->task));

  /* Work that takes no notice and ends as if nothing had been is cancelled all the same. */
  recto_task_start (swallowing);
  g_cancellable_cancel (cancellable);
  g_assert_false (recto_task_succeed (swallowing));
  g_assert_true (recto_task_is_cancelled (swallowing));
}

static void
test_failure_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) damaged = g_error_new_literal (RECTO_ERROR, RECTO_ERROR_DAMAGED, "torn");
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  g_assert_null (recto_task_dup_error (fixture->task));
  g_assert_true (recto_task_fail (fixture->task, damaged));
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_FAILED);
  g_assert_false (wait_for_task (fixture, &error));
  g_assert_error (error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "torn");
}

/* G-12 */
static void
test_cancel_logs_one_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lines = NULL;

  recto_task_start (fixture->task);
  recto_task_cancel (fixture->task, RECTO_CANCEL_SUPERSEDED);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  recto_task_succeed (fixture->task);

  lines = dup_log ();
  g_assert_cmpstr (lines, ==, "ended cancelled superseded of render 1:2\n");
  g_assert_cmpint (log_levels, ==, G_LOG_LEVEL_INFO);
}

/* H-2 */
static void
test_detached_and_stopped_are_logged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lines = NULL;

  recto_task_start (fixture->task);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  drain ();
  recto_task_log_stopped (fixture->task);

  lines = dup_log ();
  g_assert_cmpstr (lines, ==,
                   "ended cancelled user-stop of render 1:2\n"
                   "detached cancelled user-stop of render 1:2\n"
                   "stopped cancelled user-stop of render 1:2\n");
}

static void
check_final_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RectoTask *task = RECTO_TASK (object);
  g_autoptr (GError) error = NULL;

  g_assert_true (recto_task_is_done (task));
  g_assert_true (recto_task_is_cancelled (task));
  g_assert_false (recto_task_wait_finish (task, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ++*(guint *) user_data;
}

/* G-14 */
static void
test_state_is_final_in_the_callback (Fixture *fixture, gconstpointer data)
{
  guint n_calls = 0;

  recto_task_start (fixture->task);
  recto_task_wait_async (fixture->task, NULL, check_final_cb, &n_calls);
  drain ();
  g_assert_cmpuint (n_calls, ==, 0);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  g_assert_cmpuint (n_calls, ==, 0);
  drain ();
  g_assert_cmpuint (n_calls, ==, 1);

  /* Who asks after the end is answered later, too. */
  recto_task_wait_async (fixture->task, NULL, check_final_cb, &n_calls);
  g_assert_cmpuint (n_calls, ==, 1);
  drain ();
  g_assert_cmpuint (n_calls, ==, 2);
}

static void
test_waiting_can_be_cancelled_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  recto_task_wait_async (fixture->task, cancellable, store_result_cb, fixture);
  g_cancellable_cancel (cancellable);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (recto_task_wait_finish (fixture->task, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (recto_task_is_done (fixture->task));

  g_assert_true (recto_task_succeed (fixture->task));
  drain ();
  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

/* H-7 */
static void
test_first_of_stop_and_limit_wins (Fixture *fixture, gconstpointer data)
{
  const gboolean stop_first = GPOINTER_TO_INT (data);
  const int code = stop_first ? G_IO_ERROR_CANCELLED : G_IO_ERROR_TIMED_OUT;
  g_autoptr (GError) error = NULL;

  recto_task_set_timeout_ms (fixture->task, 3000);
  recto_task_start (fixture->task);
  set_time (&fixture->fake, 2.9);
  if (stop_first)
    g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  set_time (&fixture->fake, 3);
  if (!stop_first)
    g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));

  g_assert_cmpint (recto_task_get_state (fixture->task), ==,
                   stop_first ? RECTO_TASK_CANCELLED : RECTO_TASK_TIMED_OUT);
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==,
                   stop_first ? RECTO_CANCEL_USER_STOP : RECTO_CANCEL_TIMEOUT);
  g_assert_false (wait_for_task (fixture, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_true (g_cancellable_is_cancelled (recto_task_get_cancellable (fixture->task)));
}

/* Ends the task in the way that gives this reason. */
static void
end_for (RectoTask *task, FakeClock *fake, RectoCancelReason reason)
{
  RectoTask *parent;

  switch (reason)
    {
    case RECTO_CANCEL_CALLER:
      g_cancellable_cancel (recto_task_get_cancellable (task));
      break;
    case RECTO_CANCEL_TIMEOUT:
      set_time (fake, 1e6);
      break;
    case RECTO_CANCEL_PARENT:
      parent = recto_task_get_parent (task);
      recto_task_cancel (parent, RECTO_CANCEL_USER_STOP);
      g_assert_cmpint (recto_task_get_reason (parent), ==, RECTO_CANCEL_USER_STOP);
      break;
    /* These two come by a cancellable, which carries the reason. */
    case RECTO_CANCEL_SUPERSEDED:
    case RECTO_CANCEL_DOCUMENT_CLOSED:
      recto_cancellable_cancel (recto_task_get_cancellable (task), reason);
      break;
    case RECTO_CANCEL_USER_STOP:
    case RECTO_CANCEL_QUIT:
    case RECTO_CANCEL_LIMIT:
      recto_task_cancel (task, reason);
      break;
    case RECTO_CANCEL_NONE:
    default:
      g_assert_not_reached ();
    }
}

/* H-9 */
static void
test_reason_is_kept_and_logged (Fixture *fixture, gconstpointer data)
{
  GEnumClass *reasons = g_type_class_get (RECTO_TYPE_CANCEL_REASON);

  for (guint reason = RECTO_CANCEL_CALLER; reason < reasons->n_values; reason++)
    {
      g_autoptr (RectoTask) parent = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, NULL);
      g_autoptr (RectoTask) task =
          recto_task_new_child (parent, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
      g_autofree char *line = NULL;
      g_autofree char *lines = NULL;
      RectoCancelReason seen;

      drain ();
      clear_log ();
      recto_task_set_clock (task, &fixture->fake.clock);
      recto_task_start (task);
      end_for (task, &fixture->fake, reason);
      g_object_get (task, "reason", &seen, NULL);
      g_assert_cmpint (seen, ==, reason);

      line = g_strdup_printf ("ended %s %s of fetch \n",
                              recto_task_state_to_string (recto_task_get_state (task)),
                              recto_cancel_reason_to_string (reason));
      lines = dup_log ();
      g_assert_true (g_str_has_prefix (lines, line));
    }
}

static void
test_first_reason_of_a_cancellable_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) late = NULL;

  recto_cancellable_cancel (cancellable, RECTO_CANCEL_QUIT);
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_USER_STOP);
  late = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, cancellable);
  g_assert_true (recto_task_is_cancelled (late));
  g_assert_cmpint (recto_task_get_reason (late), ==, RECTO_CANCEL_QUIT);
}

static gboolean
count_cleanup (RectoTask *task, gpointer data, GError **error)
{
  g_assert_true (recto_task_is_done (task));
  ++*(guint *) data;
  return TRUE;
}

/* */
static void
test_cleanup_runs_once_on_every_end (Fixture *fixture, gconstpointer data)
{
  for (RectoTaskState state = RECTO_TASK_SUCCEEDED; state <= RECTO_TASK_TIMED_OUT; state++)
    {
      g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
      g_autoptr (GError) error = g_error_new_literal (RECTO_ERROR, RECTO_ERROR_PAGE, "no page");
      guint n_cleanups = 0;

      recto_task_set_clock (task, &fixture->fake.clock);
      recto_task_set_timeout_ms (task, 1000);
      recto_task_add_cleanup (task, count_cleanup, &n_cleanups);
      recto_task_start (task);
      g_assert_cmpuint (n_cleanups, ==, 0);
      if (state == RECTO_TASK_SUCCEEDED)
        recto_task_succeed (task);
      else if (state == RECTO_TASK_FAILED)
        recto_task_fail (task, error);
      else if (state == RECTO_TASK_CANCELLED)
        recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
      else
        set_time (&fixture->fake, fixture->fake.now / (double) G_USEC_PER_SEC + 1);
      g_assert_cmpint (recto_task_get_state (task), ==, state);
      g_assert_cmpuint (n_cleanups, ==, 1);

      recto_task_cancel (task, RECTO_CANCEL_QUIT);
      drain ();
      g_assert_cmpuint (n_cleanups, ==, 1);
      recto_task_add_cleanup (task, count_cleanup, &n_cleanups);
      g_assert_cmpuint (n_cleanups, ==, 2);
    }
}

static gboolean
fail_cleanup (RectoTask *task, gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the cellar is full");
  return FALSE;
}

/* */
static void
test_failing_cleanup_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = NULL;
  guint n_cleanups = 0;

  recto_task_add_cleanup (fixture->task, count_cleanup, &n_cleanups);
  recto_task_add_cleanup (fixture->task, fail_cleanup, NULL);
  recto_task_start (fixture->task);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  lines = dup_log ();

  g_assert_false (wait_for_task (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_cleanups, ==, 1);
  g_assert_nonnull (strstr (lines, "could not clean up: the cellar is full"));
}

typedef struct
{
  Fixture *fixture;
  pthread_barrier_t *barrier;
  guint index;
  gboolean won[N_RACES];
  RectoTask **tasks;
} Racer;

/* S-1: the first racer finishes the tasks, the others cancel them. */
static gpointer
race_thread (gpointer data)
{
  Racer *racer = data;

  for (guint i = 0; i < N_RACES; i++)
    {
      pthread_barrier_wait (racer->barrier);
      if (racer->index == 0)
        racer->won[i] = recto_task_succeed (racer->tasks[i]);
      else
        racer->won[i] = recto_task_cancel (racer->tasks[i], RECTO_CANCEL_LIMIT);
    }
  return NULL;
}

static void
check_race (Racer *racers[], guint i)
{
  RectoTask *task = racers[0]->tasks[i];
  guint n_winners = 0;

  for (guint j = 0; j < N_RACERS; j++)
    if (racers[j]->won[i])
      n_winners++;
  g_assert_cmpuint (n_winners, ==, 1);
  g_assert_cmpint (recto_task_get_state (task), ==,
                   racers[0]->won[i] ? RECTO_TASK_SUCCEEDED : RECTO_TASK_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (task), ==,
                   racers[0]->won[i] ? RECTO_CANCEL_NONE : RECTO_CANCEL_LIMIT);
}

/* S-1 */
static void
test_true_exactly_when_it_won (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  GThread *threads[N_RACERS];
  Racer *racers[N_RACERS];
  pthread_barrier_t barrier;
  guint n_cancelled = 0;

  pthread_barrier_init (&barrier, NULL, N_RACERS);
  for (guint i = 0; i < N_RACES; i++)
    {
      RectoTask *task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);

      g_ptr_array_add (tasks, task);
      recto_task_start (task);
      recto_task_wait_async (task, NULL, store_result_cb, fixture);
    }
  for (guint i = 0; i < N_RACERS; i++)
    {
      racers[i] = g_new0 (Racer, 1);
      racers[i]->barrier = &barrier;
      racers[i]->index = i;
      racers[i]->tasks = (RectoTask **) tasks->pdata;
      threads[i] = g_thread_new ("racer", race_thread, racers[i]);
    }
  while (fixture->n_answers < N_RACES)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_RACERS; i++)
    g_thread_join (threads[i]);

  for (guint i = 0; i < N_RACES; i++)
    {
      check_race (racers, i);
      n_cancelled += recto_task_is_cancelled (racers[0]->tasks[i]);
    }
  g_test_message ("%u of %u were cancelled", n_cancelled, N_RACES);
  drain ();
  g_assert_cmpuint (fixture->n_answers, ==, N_RACES);
  for (guint i = 0; i < N_RACERS; i++)
    g_free (racers[i]);
  pthread_barrier_destroy (&barrier);
}

static void
tell_end_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RectoTask *task = RECTO_TASK (object);

  g_string_append_printf (user_data, "%s %s(%s)\n",
                          recto_task_get_parent (task) != NULL ? "child" : "parent",
                          recto_task_state_to_string (recto_task_get_state (task)),
                          recto_cancel_reason_to_string (recto_task_get_reason (task)));
}

static gboolean
tell_cleanup (RectoTask *task, gpointer data, GError **error)
{
  g_string_append_printf (data, "%s cleanup\n",
                          recto_task_get_parent (task) != NULL ? "child" : "parent");
  return TRUE;
}

static gpointer
cancel_task_thread (gpointer data)
{
  recto_task_cancel (data, RECTO_CANCEL_LIMIT);
  return NULL;
}

/* S-5; also when the parent still has to tell that it began, and from another thread. */
static void
test_child_ends_before_its_parent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) story = g_string_new (NULL);
  g_autoptr (RectoTask) child =
      recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);

  recto_task_wait_async (fixture->task, NULL, tell_end_cb, story);
  recto_task_wait_async (child, NULL, tell_end_cb, story);
  recto_task_add_cleanup (fixture->task, tell_cleanup, story);
  recto_task_add_cleanup (child, tell_cleanup, story);
  recto_task_start (fixture->task);
  g_string_append (story, "parent starts\n");
  recto_task_start (child);
  if (GPOINTER_TO_INT (data))
    g_thread_join (g_thread_new ("other", cancel_task_thread, fixture->task));
  else
    recto_task_cancel (fixture->task, RECTO_CANCEL_LIMIT);
  drain ();

  g_assert_cmpstr (story->str, ==,
                   "parent starts\n"
                   "child cleanup\n"
                   "parent cleanup\n"
                   "child cancelled(parent)\n"
                   "parent cancelled(limit)\n");
  g_assert_finalize_object (g_steal_pointer (&child));
}

static void
test_child_of_a_cancelled_parent_is_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) child = NULL;

  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  child = recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
  g_assert_true (recto_task_is_cancelled (child));
  g_assert_cmpint (recto_task_get_reason (child), ==, RECTO_CANCEL_PARENT);
}

static void
test_ended_child_is_forgotten (Fixture *fixture, gconstpointer data)
{
  RectoTask *ended =
      recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
  RectoTask *dropped =
      recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);

  g_assert_true (recto_task_get_parent (ended) == fixture->task);
  recto_task_succeed (ended);
  drain ();
  g_assert_finalize_object (ended);
  g_assert_finalize_object (dropped);
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
}

/* S-6 */
static void
test_detached_child_survives (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) detached =
      recto_task_new_child (fixture->task, RECTO_TASK_RENDER, RECTO_TASK_DETACHED, NULL);
  g_autoptr (RectoTask) attached =
      recto_task_new_child (fixture->task, RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);

  recto_task_start (detached);
  recto_task_start (attached);
  recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP);
  g_assert_true (recto_task_is_cancelled (attached));
  g_assert_false (recto_task_is_done (detached));
  g_assert_true (recto_task_succeed (detached));
}

static void
await_child_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_assert_false (recto_task_wait_finish (RECTO_TASK (object), result, user_data));
}

/* A-7, S-7 */
static void
test_parent_sees_its_childs_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) child =
      recto_task_new_child (fixture->task, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  recto_task_start (fixture->task);
  recto_task_start (child);
  recto_task_wait_async (child, NULL, await_child_cb, &error);
  recto_task_cancel (child, RECTO_CANCEL_USER_STOP);
  drain ();
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_state (fixture->task), ==, RECTO_TASK_RUNNING);

  /* It decides for itself: here it ends as its child did. */
  if (GPOINTER_TO_INT (data))
    {
      g_assert_true (recto_task_fail (fixture->task, error));
      g_assert_true (recto_task_is_cancelled (fixture->task));
    }
  else
    g_assert_true (recto_task_succeed (fixture->task));
}

static void
note_state_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  RectoTaskState state;

  g_assert_true (g_main_context_is_owner (NULL));
  g_object_get (object, "state", &state, NULL);
  g_assert_cmpint (state, ==, recto_task_get_state (RECTO_TASK (object)));
  g_string_append_printf (user_data, "%s ", recto_task_state_to_string (state));
}

/* S-8 */
static void
test_state_is_a_property (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) states = g_string_new (NULL);

  g_signal_connect (fixture->task, "notify::state", G_CALLBACK (note_state_cb), states);
  recto_task_start (fixture->task);
  g_assert_cmpstr (states->str, ==, "");
  drain ();
  g_thread_join (g_thread_new ("other", cancel_task_thread, fixture->task));
  g_assert_true (recto_task_is_cancelled (fixture->task));
  g_assert_cmpstr (states->str, ==, "running ");
  drain ();
  g_assert_cmpstr (states->str, ==, "running cancelled ");
}

static void
note_name_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_changes_are_notified_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (fixture->task, "notify", G_CALLBACK (note_name_cb), names);
  recto_task_start (fixture->task);
  recto_task_set_progress (fixture->task, 0.5);
  recto_task_set_progress (fixture->task, 0.75);
  recto_task_set_foreground (fixture->task, TRUE);
  drain ();
  g_assert_cmpstr (names->str, ==, "progress foreground state ");
  g_assert_cmpint (recto_task_get_flags (fixture->task), ==, RECTO_TASK_FOREGROUND);

  g_string_truncate (names, 0);
  recto_task_set_progress (fixture->task, 0.75);
  recto_task_set_foreground (fixture->task, TRUE);
  drain ();
  g_assert_cmpstr (names->str, ==, "");
  recto_task_cancel (fixture->task, RECTO_CANCEL_QUIT);
  recto_task_set_progress (fixture->task, 1);
  drain ();
  g_assert_cmpstr (names->str, ==, "reason state ");
}

/* S-10 */
static void
test_cancelling_again_tells_so (Fixture *fixture, gconstpointer data)
{
  recto_task_start (fixture->task);
  g_assert_true (recto_task_cancel (fixture->task, RECTO_CANCEL_SUPERSEDED));
  g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
  g_assert_cmpint (recto_task_get_reason (fixture->task), ==, RECTO_CANCEL_SUPERSEDED);
  drain ();
  g_assert_false (recto_task_cancel (fixture->task, RECTO_CANCEL_USER_STOP));
}

static void
end_again_cb (GCancellable *cancellable, gpointer user_data)
{
  g_assert_false (recto_task_cancel (user_data, RECTO_CANCEL_QUIT));
  g_assert_false (recto_task_succeed (user_data));
}

static void
test_handlers_may_use_the_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, cancellable);

  g_signal_connect (recto_task_get_cancellable (task), "cancelled", G_CALLBACK (end_again_cb),
                    task);
  recto_task_start (task);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_CALLER);
}

static void
test_abandoned_task_is_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) outer = g_cancellable_new ();
  RectoTask *task = recto_task_new (RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, outer);
  g_autoptr (GCancellable) cancellable = g_object_ref (recto_task_get_cancellable (task));
  guint n_cleanups = 0;

  recto_task_add_cleanup (task, count_cleanup, &n_cleanups);
  g_assert_finalize_object (task);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_cmpuint (n_cleanups, ==, 1);
  g_cancellable_cancel (outer);
}

static gpointer
unref_thread (gpointer data)
{
  g_object_unref (data);
  return NULL;
}

/* Tasks that end by their cancellable in one thread while another drops them. */
static void
test_dropping_races_with_cancelling (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (RectoTask) parent =
          recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FLAGS_NONE, cancellable);
      RectoTask *child =
          recto_task_new_child (parent, RECTO_TASK_FETCH, RECTO_TASK_FLAGS_NONE, cancellable);
      guint n_cleanups = 0;
      GThread *thread;

      recto_task_add_cleanup (child, count_cleanup, &n_cleanups);
      thread = g_thread_new ("dropper", unref_thread, child);
      g_cancellable_cancel (cancellable);
      g_thread_join (thread);
      drain ();
      g_assert_true (recto_task_is_cancelled (parent));
      g_assert_cmpuint (n_cleanups, ==, 1);
      g_assert_finalize_object (g_steal_pointer (&parent));
    }
}

static void
test_facts_are_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) bare = recto_task_new (RECTO_TASK_OPEN, RECTO_TASK_FOREGROUND, NULL);
  g_autoptr (GTask) result = g_task_new (NULL, NULL, NULL, NULL);
  RectoLocation location;

  recto_task_set_subject (bare, "War and Peace");
  g_assert_cmpstr (recto_task_get_subject (bare), ==, "War and Peace");
  g_assert_false (recto_task_get_location (bare, NULL));
  g_assert_true (recto_task_is_foreground (bare));
  g_assert_cmpint (recto_task_get_kind (bare), ==, RECTO_TASK_OPEN);
  g_assert_true (recto_task_get_location (fixture->task, &location));
  g_assert_true (recto_location_equal (location, RECTO_LOCATION_INIT (1, 2)));
  g_assert_cmpuint (recto_task_get_id (bare), >, recto_task_get_id (fixture->task));

  g_assert_null (recto_task_of_result (G_ASYNC_RESULT (result)));
  recto_task_attach_to_result (bare, result);
  g_assert_true (recto_task_of_result (G_ASYNC_RESULT (result)) == bare);
  g_task_return_boolean (result, TRUE);
}

int
main (int argc, char *argv[])
{
  log_lines = g_ptr_array_new_with_free_func (g_free);
  g_log_set_writer_func (write_log, NULL, NULL);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD_WITH(path, func, data)                                                                 \
  g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
#define ADD(path, func) ADD_WITH (path, func, 0)
  ADD ("/task/P-1/finish-gives-cancelled", test_finish_gives_cancelled);
  ADD ("/task/P-2/cancelling-the-finished-changes-nothing",
       test_cancelling_the_finished_changes_nothing);
  ADD ("/task/P-4/time-is-told-while-waiting", test_time_is_told_while_waiting);
  ADD ("/task/P-5/no-limit-strikes-after-the-end", test_no_limit_strikes_after_the_end);
  ADD ("/task/P-7/every-kind-has-a-limit", test_every_kind_has_a_limit);
  ADD ("/task/G-1/no-cancellable-is-needed", test_no_cancellable_is_needed);
  ADD ("/task/G-2/any-cancel-answers-once", test_any_cancel_answers_once);
  ADD ("/task/G-4/A-2/limit-ends-as-timed-out", test_limit_ends_as_timed_out);
  ADD ("/task/G-4/fast-task-leaves-no-timer", test_fast_task_leaves_no_timer);
  ADD ("/task/G-5/inner-cancelled-makes-outer-cancelled",
       test_inner_cancelled_makes_outer_cancelled);
  ADD ("/task/G-12/cancel-logs-one-line", test_cancel_logs_one_line);
  ADD ("/task/G-14/state-is-final-in-the-callback", test_state_is_final_in_the_callback);
  ADD ("/task/H-2/detached-and-stopped-are-logged", test_detached_and_stopped_are_logged);
  ADD_WITH ("/task/H-7/stop-before-the-limit-wins", test_first_of_stop_and_limit_wins, TRUE);
  ADD_WITH ("/task/H-7/limit-before-stop-wins", test_first_of_stop_and_limit_wins, FALSE);
  ADD ("/task/H-9/reason-is-kept-and-logged", test_reason_is_kept_and_logged);
  ADD ("/task/A-5/cleanup-runs-once-on-every-end", test_cleanup_runs_once_on_every_end);
  ADD ("/task/A-6/failing-cleanup-changes-nothing", test_failing_cleanup_changes_nothing);
  ADD_WITH ("/task/A-7/parent-passes-on-its-childs-end", test_parent_sees_its_childs_end, TRUE);
  ADD ("/task/S-1/true-exactly-when-it-won", test_true_exactly_when_it_won);
  ADD_WITH ("/task/S-5/child-ends-before-its-parent", test_child_ends_before_its_parent, FALSE);
  ADD_WITH ("/task/S-5/child-ends-first-from-another-thread", test_child_ends_before_its_parent,
            TRUE);
  ADD ("/task/S-5/child-of-a-cancelled-parent-is-cancelled",
       test_child_of_a_cancelled_parent_is_cancelled);
  ADD ("/task/ended-child-is-forgotten", test_ended_child_is_forgotten);
  ADD ("/task/S-6/detached-child-survives", test_detached_child_survives);
  ADD_WITH ("/task/S-7/cancelled-child-leaves-its-parent", test_parent_sees_its_childs_end, FALSE);
  ADD ("/task/S-8/state-is-a-property", test_state_is_a_property);
  ADD ("/task/S-10/cancelling-again-tells-so", test_cancelling_again_tells_so);
  ADD ("/task/limit-may-change-while-it-runs", test_limit_may_change_while_it_runs);
  ADD ("/task/failure-is-told", test_failure_is_told);
  ADD ("/task/waiting-can-be-cancelled-alone", test_waiting_can_be_cancelled_alone);
  ADD ("/task/first-reason-of-a-cancellable-stays", test_first_reason_of_a_cancellable_stays);
  ADD ("/task/changes-are-notified-once", test_changes_are_notified_once);
  ADD ("/task/handlers-may-use-the-task", test_handlers_may_use_the_task);
  ADD ("/task/abandoned-task-is-cancelled", test_abandoned_task_is_cancelled);
  ADD ("/task/dropping-races-with-cancelling", test_dropping_races_with_cancelling);
  ADD ("/task/facts-are-kept", test_facts_are_kept);
#undef ADD
#undef ADD_WITH

  return g_test_run ();
}
