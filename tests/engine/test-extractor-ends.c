/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-sink.h"

#include <signal.h>

#include "recto-document-private.h"

/* How bringing out bytes ends before they have come. The numbers are those of the streams' objects
 * in tests/documents/attachment_documents.py, which begin at 4. */

/* It has begun, and goes no further as long as nobody reads. */
static void
begin_bomb (RectoTestSink *sink, RectoTestFixture *fixture, GCancellable *cancellable)
{
  recto_test_sink_begin (sink, fixture, 4, cancellable);
  recto_test_sink_wait_for_bytes (sink);
}

/* A small file of the same document, which has to wait where the bomb has begun. */
static void
begin_notes (RectoTestSink *sink, RectoTestFixture *fixture)
{
  recto_test_sink_begin (sink, fixture, 6, NULL);
  recto_test_sink_read_on (sink);
}

static void
assert_notes_come (RectoTestSink *sink)
{
  recto_test_wait (sink->n_calls > 0 && sink->ended);
  recto_test_sink_assert_content (sink, 2, 5000);
}

/* ---- Stopping ---- */

static void
test_cancel_ends_the_worker_at_once (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoTestSink) bomb = { 0 };
  g_auto (RectoTestSink) notes = { 0 };
  int pid;

  begin_bomb (&bomb, fixture, cancellable);
  pid = recto_extractor_get_pid (recto_test_extractor (fixture));
  begin_notes (&notes, fixture);
  g_cancellable_cancel (cancellable);
  recto_test_wait (bomb.n_calls > 0);
  g_assert_error (bomb.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_wait (!recto_test_is_alive (pid));
  /* The next one is not harmed. */
  assert_notes_come (&notes);
  recto_test_sink_read_on (&bomb);
  recto_test_wait (bomb.ended);
  g_assert_cmpuint (bomb.n_calls, ==, 1);
}

static void
test_what_waits_can_be_cancelled (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_auto (RectoTestSink) bomb = { 0 };
  g_auto (RectoTestSink) notes = { 0 };
  g_auto (RectoTestSink) never = { 0 };

  g_cancellable_cancel (before);
  recto_test_sink_begin (&never, fixture, 6, before);
  g_assert_cmpuint (never.n_calls, ==, 0);
  begin_bomb (&bomb, fixture, NULL);
  recto_test_sink_begin (&notes, fixture, 6, cancellable);
  g_cancellable_cancel (cancellable);
  recto_test_wait (notes.n_calls > 0 && never.n_calls > 0);
  g_assert_error (notes.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (never.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (bomb.n_calls, ==, 0);
  recto_test_sink_turn_away (&bomb);
}

static void
test_reader_may_turn_away (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) bomb = { 0 };
  g_auto (RectoTestSink) notes = { 0 };

  begin_bomb (&bomb, fixture, NULL);
  recto_test_sink_turn_away (&bomb);
  recto_test_sink_fill (&notes, fixture, 6);
  recto_test_sink_assert_content (&notes, 2, 5000);
}

static void
cancel_all (GCancellable **cancellables, guint n)
{
  for (guint i = 0; i < n; i++)
    g_cancellable_cancel (cancellables[i]);
}

/* At every moment of its life, in many rounds: one answer, and nothing is left behind. */
static void
test_cancelled_at_any_moment (RectoTestFixture *fixture, gconstpointer name)
{
  guint n_descriptors;

  for (guint round = 0; round < 60; round++)
    {
      GCancellable *cancellables[3];
      RectoTestSink sinks[3] = { 0 };

      for (guint i = 0; i < 3; i++)
        {
          cancellables[i] = g_cancellable_new ();
          recto_test_sink_begin (&sinks[i], fixture, i == 0 ? 4 : 6, cancellables[i]);
          recto_test_sink_read_on (&sinks[i]);
        }
      for (guint turn = 0; turn < round; turn++)
        g_main_context_iteration (NULL, FALSE);
      cancel_all (cancellables, 3);
      for (guint i = 0; i < 3; i++)
        {
          recto_test_wait (sinks[i].n_calls > 0 && sinks[i].ended);
          g_assert_cmpuint (sinks[i].n_calls, ==, 1);
          recto_test_sink_clear (&sinks[i]);
          g_object_unref (cancellables[i]);
        }
      if (round == 0)
        n_descriptors = recto_test_count_descriptors ();
    }
  recto_extractor_set_idle_ms (recto_test_extractor (fixture), 0);
  /* One socket and one pidfd, if its last worker is still there. */
  g_assert_cmpuint (recto_test_count_descriptors (), <=, n_descriptors + 2);
}

/* ---- Deaths ---- */

static void
test_dead_worker_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) bomb = { 0 };
  g_auto (RectoTestSink) notes = { 0 };

  begin_bomb (&bomb, fixture, NULL);
  begin_notes (&notes, fixture);
  kill (recto_extractor_get_pid (recto_test_extractor (fixture)), SIGKILL);
  recto_test_wait (bomb.n_calls > 0);
  g_assert_error (bomb.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  assert_notes_come (&notes);
}

static void
test_worker_that_died_idle_is_replaced (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) first = { 0 };
  g_auto (RectoTestSink) second = { 0 };
  int pid;

  recto_test_sink_fill (&first, fixture, 4);
  pid = recto_extractor_get_pid (recto_test_extractor (fixture));
  kill (pid, SIGKILL);
  recto_test_wait (!recto_test_is_alive (pid));
  recto_test_sink_fill (&second, fixture, 4);
  recto_test_sink_assert_content (&second, 1, 5000);
}

static void
test_dead_host_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) bomb = { 0 };
  g_auto (RectoTestSink) notes = { 0 };
  int worker;

  begin_bomb (&bomb, fixture, NULL);
  begin_notes (&notes, fixture);
  worker = recto_extractor_get_pid (recto_test_extractor (fixture));
  kill (recto_test_host_pid (fixture->document), SIGKILL);
  recto_test_wait (bomb.n_calls > 0);
  g_assert_error (bomb.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  recto_test_wait (!recto_test_is_alive (worker));
  /* What waited goes to the host's successor. */
  assert_notes_come (&notes);
}

/* Nobody waits for a host that does not come, and what is asked for once there is one comes. */
static void
test_document_that_is_given_up (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) running = { 0 };
  g_auto (RectoTestSink) waiting = { 0 };
  g_auto (RectoTestSink) later = { 0 };
  g_auto (RectoTestSink) again = { 0 };

  begin_bomb (&running, fixture, NULL);
  recto_test_sink_begin (&waiting, fixture, 6, NULL);
  recto_test_kill_until_given_up (fixture->document);
  recto_test_wait (running.n_calls > 0 && waiting.n_calls > 0);
  g_assert_error (running.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  g_assert_error (waiting.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  recto_test_sink_fill (&later, fixture, 6);
  g_assert_error (later.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);

  recto_document_reopen (fixture->document);
  recto_test_sink_fill (&again, fixture, 6);
  recto_test_sink_assert_content (&again, 2, 5000);
}

static void
test_closing_ends_it (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) bomb = { 0 };
  g_auto (RectoTestSink) notes = { 0 };

  begin_bomb (&bomb, fixture, NULL);
  recto_test_sink_begin (&notes, fixture, 6, NULL);
  recto_document_close (fixture->document);
  recto_test_wait (bomb.n_calls > 0 && notes.n_calls > 0);
  g_assert_error (bomb.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_error (notes.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  recto_test_wait_for_no_process ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add ("/extractor-ends/" path, RectoTestFixture, name, recto_test_set_up, func,            \
              recto_test_tear_down)
  ADD ("cancel-ends-the-worker-at-once", "attachments-bomb.pdf",
       test_cancel_ends_the_worker_at_once);
  ADD ("what-waits-can-be-cancelled", "attachments-bomb.pdf", test_what_waits_can_be_cancelled);
  ADD ("reader-may-turn-away", "attachments-bomb.pdf", test_reader_may_turn_away);
  ADD ("cancelled-at-any-moment", "attachments-bomb.pdf", test_cancelled_at_any_moment);
  ADD ("dead-worker-is-told", "attachments-bomb.pdf", test_dead_worker_is_told);
  ADD ("worker-that-died-idle-is-replaced", "attachments.pdf",
       test_worker_that_died_idle_is_replaced);
  ADD ("dead-host-is-told", "attachments-bomb.pdf", test_dead_host_is_told);
  ADD ("document-that-is-given-up", "attachments-bomb.pdf", test_document_that_is_given_up);
  ADD ("closing-ends-it", "attachments-bomb.pdf", test_closing_ends_it);
#undef ADD

  return g_test_run ();
}
