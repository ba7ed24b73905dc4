/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "recto-test.h"

/* What is left when documents are closed and the program ends: nothing. */

/* ---- Quitting ---- */

static guint
count_children (int pid)
{
  g_autoptr (GArray) children = recto_test_children (pid);

  return children->len;
}

/* Opening is under way in a process. */
static void
begin_opening (RectoEngine *engine, const char *name, RectoTestResult *result)
{
  g_autoptr (GFile) file = recto_test_file (name);

  recto_document_open_async (engine, file, NULL, NULL, recto_test_opened_cb, result);
  recto_test_wait (count_children (getpid ()) > 0);
  /* A book is laid out by a worker. */
  if (g_str_has_suffix (name, ".epub"))
    {
      g_autoptr (GArray) hosts = recto_test_children (getpid ());

      recto_test_wait (count_children (g_array_index (hosts, int, 0)) > 0);
    }
}

static void
expect_quit (RectoTestResult *result)
{
  recto_test_wait (result->n_calls > 0);
  g_assert_cmpuint (result->n_calls, ==, 1);
  g_assert_error (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (result->task), ==, RECTO_CANCEL_QUIT);
}

static void
test_quit_while_opening (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };

  fixture->engine = recto_test_engine ();
  begin_opening (fixture->engine, name, &result);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_engine_shut_down (fixture->engine);
  expect_quit (&result);
  recto_test_wait_for_no_process ();
}

static void
test_quit_while_rendering (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  RectoRenderRequest request;
  g_autoptr (GArray) workers = NULL;

  recto_test_wait_for_pages (fixture->document);
  request = recto_test_request (fixture->document, 1, 2);
  recto_test_begin (fixture->document, &request, NULL, &result);
  recto_test_wait (recto_task_get_progress (result.task) >= 0);
  workers = recto_test_children (recto_test_host_pid (fixture->document));
  recto_engine_shut_down (fixture->engine);
  expect_quit (&result);
  for (guint i = 0; i < workers->len; i++)
    recto_test_wait (!recto_test_is_alive (g_array_index (workers, int, i)));
  recto_test_wait_for_no_process ();
  g_assert_cmpuint (g_list_model_get_n_items (recto_engine_get_documents (fixture->engine)), ==, 0);
}

/* A task that is at work, or NULL. (transfer full) */
static RectoTask *
find_running (GListModel *tasks)
{
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_get_state (task) == RECTO_TASK_RUNNING)
        return g_steal_pointer (&task);
    }
  return NULL;
}

static void
test_quit_while_reading_facts (RectoTestFixture *fixture, gconstpointer name)
{
  RectoLocation last = RECTO_LOCATION_INIT (0, 9999);
  GListModel *tasks;
  g_autoptr (RectoTask) task = NULL;

  tasks = recto_document_get_tasks (fixture->document);
  recto_document_need_pages (fixture->document, last, last);
  recto_test_wait ((task = find_running (tasks)) != NULL);
  g_assert_cmpint (recto_task_get_kind (task), ==, RECTO_TASK_PAGE_FACTS);
  recto_engine_shut_down (fixture->engine);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_QUIT);
  recto_test_wait_for_no_process ();
}

/* Run in a process of its own, which is killed in the middle of work. */
static void
test_killed_viewer_subprocess (RectoTestFixture *fixture, gconstpointer data)
{
  RectoEngine *engine = recto_test_engine ();
  RectoDocument *document = recto_test_open (engine, "stubborn.pdf");
  RectoTestResult result = { 0 };
  g_autoptr (GArray) workers = NULL;
  RectoRenderRequest request;

  recto_test_wait_for_pages (document);
  request = recto_test_request (document, 1, 2);
  recto_test_begin (document, &request, NULL, &result);
  recto_test_wait (recto_task_get_progress (result.task) >= 0);
  workers = recto_test_children (recto_test_host_pid (document));
  g_array_append_vals (workers, (int[]) { recto_test_host_pid (document) }, 1);
  for (guint i = 0; i < workers->len; i++)
    printf ("left-over %d\n", g_array_index (workers, int, i));
  fflush (stdout);
  kill (getpid (), SIGKILL);
}

static void
test_killed_viewer_leaves_no_process (RectoTestFixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) viewer = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  viewer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "-p",
                             "/quit/A-3/killed-viewer/subprocess", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (viewer, NULL, NULL, &output, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (viewer));
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      int pid;

      if (sscanf (lines[i], "left-over %d", &pid) != 1)
        continue;
      n++;
      recto_test_wait (!recto_test_is_alive (pid));
    }
  g_assert_cmpuint (n, >=, 2);
}

/* ---- Closing, again and again ---- */

typedef struct
{
  guint n_descriptors;
  gsize resident; /* KiB */
} Holdings;

static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "\nVmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("\nVmRSS:"), NULL, 10);
}

static void
open_render_and_close (RectoEngine *engine, guint i)
{
  g_autoptr (RectoDocument) document = recto_test_open (engine, "endless.pdf");
  g_auto (RectoTestResult) endless = { 0 };
  g_auto (RectoTestResult) light = { 0 };
  RectoRenderRequest request = recto_test_request (document, 1, 1);

  recto_test_begin (document, &request, NULL, &endless);
  request = recto_test_request (document, 0, 1);
  recto_document_render_async (document, &request, NULL, recto_test_rendered_cb, &light);
  /* At another moment each time: before it runs, while it runs, with a tile that is kept. */
  if (i % 4 == 1)
    recto_test_wait (recto_test_is_running (&endless));
  else if (i % 4 == 2)
    recto_test_wait (light.n_calls > 0);
  else if (i % 4 == 3)
    recto_document_stop (document);
  recto_document_close (document);
  recto_test_wait (endless.n_calls > 0 && light.n_calls > 0);
  g_assert_error (endless.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_wait (g_atomic_int_get (&G_OBJECT (document)->ref_count) == 1);
  g_assert_finalize_object (g_steal_pointer (&document));
}

static Holdings
go_through (RectoEngine *engine, guint times)
{
  Holdings holdings;

  for (guint i = 0; i < times; i++)
    open_render_and_close (engine, i);
  recto_test_wait_for_no_process ();
  holdings.n_descriptors = recto_test_count_descriptors ();
  holdings.resident = get_resident ();
  return holdings;
}

static void
test_closing_while_it_renders_leaks_nothing (RectoTestFixture *fixture, gconstpointer data)
{
  Holdings before = go_through (fixture->engine, 40);
  Holdings after = go_through (fixture->engine, 200);

  recto_test_wait (recto_test_count_descriptors () <= before.n_descriptors);
  g_test_message ("grown by %d KiB", (int) (after.resident - before.resident));
  /* A sanitizer keeps what was freed for a while. */
#if !RECTO_SANITIZED
  g_assert_cmpuint (after.resident, <, before.resident + 4 * 1024);
#endif
}

/* Failing, timing out and dying leave nothing either. */
static void
test_other_ends_leak_nothing (RectoTestFixture *fixture, gconstpointer data)
{
  guint n_descriptors = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RectoDocument) document = recto_test_open (fixture->engine, "endless.pdf");
      g_autoptr (GFile) garbage = recto_test_file ("garbage.pdf");
      g_auto (RectoTestResult) refused = { 0 };
      g_auto (RectoTestResult) late = { 0 };
      RectoRenderRequest request = recto_test_request (document, 1, 1);

      recto_document_open_async (fixture->engine, garbage, NULL, NULL, recto_test_opened_cb,
                                 &refused);
      request.time_limit_ms = 1;
      recto_document_render_async (document, &request, NULL, recto_test_rendered_cb, &late);
      recto_test_wait (refused.n_calls > 0 && late.n_calls > 0);
      g_assert_error (refused.error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
      g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      kill (recto_test_host_pid (document), SIGKILL);
      recto_document_close (document);
      recto_test_wait (g_atomic_int_get (&G_OBJECT (document)->ref_count) == 1);
      g_assert_finalize_object (g_steal_pointer (&document));
      recto_test_wait_for_no_process ();
      if (i == 4)
        n_descriptors = recto_test_count_descriptors ();
    }
  /* Those of the last processes are closed when the main loop hears of their end. */
  recto_test_wait (recto_test_count_descriptors () <= n_descriptors);
}

/* Whoever is told may close the document, in the middle of all that is being told. */
static void
close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  recto_document_close (RECTO_DOCUMENT (source));
  recto_test_rendered_cb (source, result, user_data);
}

static void
test_call_back_may_close_the_document (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTestResult results[20] = { 0 };

  for (guint i = 0; i < 20; i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, i, 0.2);

      recto_document_render_async (fixture->document, &request, NULL, close_cb, &results[i]);
    }
  for (guint i = 0; i < 20; i++)
    {
      recto_test_wait (results[i].n_calls > 0);
      g_assert_cmpuint (results[i].n_calls, ==, 1);
      if (results[i].error != NULL)
        g_assert_error (results[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      recto_test_result_clear (&results[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, func)                                                                      \
  g_test_add (path, RectoTestFixture, data, recto_test_set_up, func, recto_test_tear_down)
#define ADD_OPENING(path, name)                                                                    \
  g_test_add (path, RectoTestFixture, name, NULL, test_quit_while_opening, recto_test_tear_down)
  ADD_OPENING ("/quit/A-3/while-opening", "slow-to-open.pdf");
  ADD_OPENING ("/quit/A-3/while-laying-out", "endless-chapter.epub");
  ADD ("/quit/A-3/while-rendering", "stubborn.pdf", test_quit_while_rendering);
  ADD ("/quit/A-3/while-reading-facts", "ten-thousand-pages.pdf", test_quit_while_reading_facts);
  ADD ("/quit/A-3/killed-viewer-leaves-no-process", NULL, test_killed_viewer_leaves_no_process);
  ADD ("/quit/A-3/killed-viewer/subprocess", NULL, test_killed_viewer_subprocess);
  ADD ("/quit/G-13/closing-while-it-renders-leaks-nothing", NULL,
       test_closing_while_it_renders_leaks_nothing);
  ADD ("/quit/G-13/other-ends-leak-nothing", NULL, test_other_ends_leak_nothing);
  ADD ("/quit/G-13/call-back-may-close-the-document", "five-hundred-pages.pdf",
       test_call_back_may_close_the_document);
#undef ADD
#undef ADD_OPENING

  return g_test_run ();
}
