/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <signal.h>
#include <unistd.h>

#include "recto-document-private.h"
#include "recto-test.h"

/* Whoever hears of an end may close the document in that very moment, whatever is just being told:
 * everybody else is answered all the same, once, and nothing is left. Page 2 of endless.pdf never
 * ends. */

#define N_RENDERS 4 /* two of them run */

typedef struct
{
  RectoTestFixture engine;
  RectoTestResult results[N_RENDERS];
} Fixture;

static void
close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  recto_document_close (RECTO_DOCUMENT (source));
  recto_test_rendered_cb (source, result, user_data);
}

static void
begin (Fixture *fixture, guint i, RectoPriority priority)
{
  RectoDocument *document = fixture->engine.document;
  RectoRenderRequest request = recto_test_request (document, 1, 2);
  GListModel *tasks = recto_document_get_tasks (document);

  request.priority = priority;
  request.rect = (RectoPixelRect) { 0, (int) i * 100, 100, 100 };
  recto_document_render_async (document, &request, NULL, close_cb, &fixture->results[i]);
  fixture->results[i].task = g_list_model_get_item (tasks, g_list_model_get_n_items (tasks) - 1);
}

static gboolean
is_running (Fixture *fixture)
{
  return recto_worker_pool_get_busy_pid (recto_test_pool (fixture->engine.document)) > 0 &&
         recto_test_is_running (&fixture->results[0]);
}

static void
set_up (Fixture *fixture, gconstpointer name)
{
  recto_test_set_up (&fixture->engine, name);
  recto_test_wait_for_pages (fixture->engine.document);
  for (guint i = 0; i < N_RENDERS; i++)
    begin (fixture, i, RECTO_PRIORITY_NEAR);
  recto_test_wait (is_running (fixture));
}

/* Each was answered once, and the document is closed. */
static void
tear_down (Fixture *fixture, gconstpointer name)
{
  for (guint i = 0; i < N_RENDERS; i++)
    {
      recto_test_wait (fixture->results[i].n_calls > 0);
      g_assert_cmpuint (fixture->results[i].n_calls, ==, 1);
      g_assert_nonnull (fixture->results[i].error);
      recto_test_result_clear (&fixture->results[i]);
    }
  g_assert_null (recto_document_get_reader (fixture->engine.document));
  recto_test_tear_down (&fixture->engine, name);
}

static void
test_when_a_worker_dies (Fixture *fixture, gconstpointer name)
{
  int pid = recto_worker_pool_get_busy_pid (recto_test_pool (fixture->engine.document));

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
}

static void
kill_hosts (RectoDocument *document)
{
  while (recto_document_get_reader (document) != NULL &&
         recto_document_get_error (document) == NULL)
    {
      int host = recto_test_host_pid (document);

      if (host != 0)
        kill (host, SIGKILL);
      recto_test_iterate ();
    }
}

static void
test_when_it_is_given_up (Fixture *fixture, gconstpointer name)
{
  kill_hosts (fixture->engine.document);
}

static void
close_given_up_cb (RectoDocument *document, GParamSpec *pspec, gpointer data)
{
  recto_document_close (document);
}

static void
test_when_told_that_it_is_given_up (Fixture *fixture, gconstpointer name)
{
  g_signal_connect (fixture->engine.document, "notify::error", G_CALLBACK (close_given_up_cb),
                    NULL);
  kill_hosts (fixture->engine.document);
}

/* What is in view takes the place of what is not; what has worked for long is not begun again. */
static void
test_when_it_has_to_make_room (Fixture *fixture, gconstpointer name)
{
  RectoDocument *document = fixture->engine.document;
  RectoTestResult visible[2] = { 0 };

  recto_test_wait (recto_task_get_elapsed (fixture->results[0].task) > 250 * 1000);
  for (guint i = 0; i < G_N_ELEMENTS (visible); i++)
    {
      RectoRenderRequest request = recto_test_request (document, 1, 1);

      request.rect = (RectoPixelRect) { 0, (int) i * 100, 100, 100 };
      recto_document_render_async (document, &request, NULL, close_cb, &visible[i]);
    }
  recto_test_wait (visible[0].n_calls > 0 && visible[1].n_calls > 0);
  for (guint i = 0; i < G_N_ELEMENTS (visible); i++)
    {
      g_assert_error (visible[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      recto_test_result_clear (&visible[i]);
    }
}

static void
test_when_one_is_stopped (Fixture *fixture, gconstpointer name)
{
  g_assert_true (recto_task_cancel (fixture->results[0].task, RECTO_CANCEL_USER_STOP));
}

static void
test_when_all_is_stopped (Fixture *fixture, gconstpointer name)
{
  g_assert_true (recto_document_stop (fixture->engine.document));
}

static void
test_when_one_takes_too_long (Fixture *fixture, gconstpointer name)
{
  recto_task_set_timeout_ms (fixture->results[0].task, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/closing/" name, Fixture, "endless.pdf", set_up, func, tear_down)
  ADD ("when-a-worker-dies", test_when_a_worker_dies);
  ADD ("when-it-is-given-up", test_when_it_is_given_up);
  ADD ("when-told-that-it-is-given-up", test_when_told_that_it_is_given_up);
  ADD ("when-it-has-to-make-room", test_when_it_has_to_make_room);
  ADD ("when-one-is-stopped", test_when_one_is_stopped);
  ADD ("when-all-is-stopped", test_when_all_is_stopped);
  ADD ("when-one-takes-too-long", test_when_one_takes_too_long);
#undef ADD

  return g_test_run ();
}
