/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* RectoTestTask: a task on a clock of its own, and the log of all tasks: what the tests of tasks
 * begin with. */

/* A clock that goes on only when told. */
typedef struct
{
  RectoClock clock;
  gint64 now;
  GPtrArray *timers; /* of GSource, all that were ever made */
  GArray *due;       /* of gint64, when each is due */
} RectoTestTaskClock;

typedef struct
{
  RectoTestTaskClock fake;
  RectoTask *task; /* a render task on the fake clock */
  GAsyncResult *result;
  guint n_answers;
} RectoTestTask;

/* Instead of g_test_init (). The log of tasks is kept from here on. */
void recto_test_task_init (int *argc, char ***argv);
void recto_test_task_set_up (RectoTestTask *fixture, gconstpointer data);
void recto_test_task_tear_down (RectoTestTask *fixture, gconstpointer data);

/* Runs what is due in the main context. */
void recto_test_task_drain (void);
/* Lets the clock go on, and runs what became due meanwhile, too. */
void recto_test_task_set_time (RectoTestTaskClock *fake, double seconds);
guint recto_test_task_count_timers (RectoTestTaskClock *fake); /* those that can still strike */

/* Waits for the task; as recto_task_wait_finish (). */
gboolean recto_test_task_wait (RectoTestTask *fixture, GError **error);
/* Counts an answer. `user_data`: the RectoTestTask. */
void recto_test_task_store_result_cb (GObject *object, GAsyncResult *result, gpointer user_data);
/* A cleanup that counts. `data`: a guint. */
gboolean recto_test_task_count_cleanup_cb (RectoTask *task, gpointer data, GError **error);
/* A thread that cancels a task, `data`, at its limit. */
gpointer recto_test_task_cancel_thread (gpointer data);

void recto_test_task_clear_log (void);
/* Lines as "event state reason of kind page". (transfer full) */
char *recto_test_task_dup_log (void);
GLogLevelFlags recto_test_task_get_log_levels (void); /* all that were seen */
