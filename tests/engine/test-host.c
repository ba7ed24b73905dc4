/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-host.h"

#include <sys/wait.h>

#include "recto-task-kind.h"
#include "recto-test-clock.h"
#include "recto-test.h"

/* A host beside whoever has started it, without a document around it. */

typedef struct
{
  guint n_answered;
  guint n_forked;
  guint forked; /* the last number of these */
  gboolean has_forked;
  guint n_died;
  guint n_hung;
} News;

static void
answered_cb (const RectoMessage *message, gpointer data)
{
  ((News *) data)->n_answered++;
}

static void
forked_cb (guint number, int *pidfd, int pid, gpointer data)
{
  News *news = data;

  news->n_forked++;
  news->forked = number;
  news->has_forked = *pidfd >= 0;
}

static void
prewarmed_cb (gpointer data)
{
}

static void
died_cb (gpointer data)
{
  ((News *) data)->n_died++;
}

static void
hung_cb (gpointer data)
{
  ((News *) data)->n_hung++;
}

static const RectoHostCallbacks callbacks = { answered_cb, forked_cb, prewarmed_cb, died_cb,
                                              hung_cb };

static RectoHost *
start (const char *program, News *news)
{
  g_autoptr (GError) error = NULL;
  RectoHost *host = recto_host_new (program, &error);

  g_assert_no_error (error);
  recto_host_set_callbacks (host, &callbacks, news);
  return host;
}

static RectoHost *
start_liar (const char *what, News *news)
{
  g_autofree char *name = g_strconcat ("lying-worker-", what, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "engine", name, NULL);

  return start (path, news);
}

static void
ask_to_open (RectoHost *host)
{
  RectoMessageOpen message = { .layout = { .width = 450, .height = 600, .font_size = 12 } };

  recto_message_init (&message, RECTO_MESSAGE_OPEN, sizeof message, 0, 0);
  g_assert_true (recto_host_ask (host, &message, -1));
}

/* As where the viewer was stopped meanwhile: its answer is behind what else it has said. */
static void
test_an_answer_that_is_there_is_in_time (void)
{
  News news = { 0 };
  RectoTestClock clock;
  RectoHost *host = start_liar ("opened", &news);
  siginfo_t info;

  recto_test_clock_init (&clock);
  recto_host_set_clock (host, &clock.clock);
  ask_to_open (host);
  g_assert_cmpint (waitid (P_PID, (id_t) recto_host_get_pid (host), &info, WEXITED | WNOWAIT), ==,
                   0);
  recto_test_clock_advance_ms (&clock, recto_task_kind_default_timeout_ms (RECTO_TASK_OPEN));
  g_assert_cmpuint (news.n_answered, ==, 1);
  g_assert_cmpuint (news.n_hung, ==, 0);
  g_assert_cmpuint (news.n_died, ==, 1);
  recto_host_free (host);
  recto_test_wait_for_no_process ();
}

/* Nobody can look into it: it has no document. */
static void
test_a_worker_that_cannot_be_is_told (void)
{
  News news = { 0 };
  RectoHost *host = start (g_getenv ("RECTO_WORKER"), &news);

  g_assert_true (recto_host_fork (host, 7, -1));
  recto_test_wait (!recto_host_is_owing (host));
  g_assert_cmpuint (news.n_forked, ==, 1);
  g_assert_cmpuint (news.forked, ==, 7);
  g_assert_false (news.has_forked);
  g_assert_cmpuint (news.n_died, ==, 0);
  recto_host_free (host);
  recto_test_wait_for_no_process ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/host/an-answer-that-is-there-is-in-time",
                   test_an_answer_that_is_there_is_in_time);
  g_test_add_func ("/host/a-worker-that-cannot-be-is-told", test_a_worker_that_cannot_be_is_told);

  return g_test_run ();
}
