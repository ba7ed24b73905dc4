/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-sink.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

/* Bytes on their way out of the sandbox. The numbers are those of the streams' objects in
 * tests/documents/attachment_documents.py, which begin at 4. */

/* ---- What comes out ---- */

static void
test_bytes_come_unpacked (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) packed = { 0 };
  g_auto (RectoTestSink) longer = { 0 };
  g_auto (RectoTestSink) plain = { 0 };

  recto_test_sink_fill (&packed, fixture, 4);
  recto_test_sink_assert_content (&packed, 1, 5000);
  recto_test_sink_fill (&longer, fixture, 6);
  recto_test_sink_assert_content (&longer, 2, 70000);
  recto_test_sink_fill (&plain, fixture, 10);
  recto_test_sink_assert_content (&plain, 4, 1);
}

static void
test_locked_bytes_come_unlocked (RectoTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("attachments-locked.pdf");
  g_auto (RectoTestResult) opened = { 0 };
  g_auto (RectoTestSink) sink = { 0 };

  recto_document_open_async (fixture->engine, file, "secret", NULL, recto_test_opened_cb, &opened);
  recto_test_wait (opened.n_calls > 0);
  g_assert_no_error (opened.error);
  fixture->document = g_steal_pointer (&opened.value);
  recto_test_sink_fill (&sink, fixture, 4);
  recto_test_sink_assert_content (&sink, 1, 5000);
}

static void
test_worker_is_kept_for_the_next (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) first = { 0 };
  g_auto (RectoTestSink) second = { 0 };
  int pid;

  recto_test_sink_fill (&first, fixture, 4);
  pid = recto_extractor_get_pid (recto_test_extractor (fixture));
  g_assert_cmpint (pid, >, 0);
  recto_test_sink_fill (&second, fixture, 6);
  g_assert_cmpint (recto_extractor_get_pid (recto_test_extractor (fixture)), ==, pid);
}

static void
test_idle_worker_is_let_go (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) first = { 0 };
  g_auto (RectoTestSink) second = { 0 };
  int pid;

  recto_extractor_set_idle_ms (recto_test_extractor (fixture), 1);
  recto_test_sink_begin (&first, fixture, 4, NULL);
  recto_test_wait ((pid = recto_extractor_get_pid (recto_test_extractor (fixture))) > 0);
  recto_test_sink_read_on (&first);
  recto_test_wait (first.n_calls > 0);
  recto_test_wait (recto_extractor_get_pid (recto_test_extractor (fixture)) == 0);
  recto_test_wait (!recto_test_is_alive (pid));
  recto_test_sink_fill (&second, fixture, 4);
  recto_test_sink_assert_content (&second, 1, 5000);
}

static void
test_one_after_the_other (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) first = { 0 };
  g_auto (RectoTestSink) second = { 0 };
  g_auto (RectoTestSink) third = { 0 };

  recto_test_sink_begin (&first, fixture, 4, NULL);
  recto_test_sink_begin (&second, fixture, 6, NULL);
  recto_test_sink_begin (&third, fixture, 8, NULL);
  recto_test_sink_read_on (&third);
  recto_test_sink_read_on (&second);
  recto_test_sink_read_on (&first);
  recto_test_wait (third.n_calls > 0 && third.ended);
  g_assert_cmpuint (first.n_calls, ==, 1);
  g_assert_cmpuint (second.n_calls, ==, 1);
  recto_test_sink_assert_content (&first, 1, 5000);
  recto_test_sink_assert_content (&second, 2, 70000);
  recto_test_sink_assert_content (&third, 3, 300);
}

/* Two gigabytes never stand in memory: the worker waits until somebody reads on. */
static void
test_pages_are_rendered_meanwhile (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) bomb = { 0 };
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (RectoTile) tile = NULL;
  g_autoptr (GError) error = NULL;

  recto_test_sink_begin (&bomb, fixture, 4, NULL);
  recto_test_sink_wait_for_bytes (&bomb);
  tile = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bomb.n_calls, ==, 0);
  g_assert_true (recto_test_is_alive (recto_extractor_get_pid (recto_test_extractor (fixture))));
  recto_test_sink_turn_away (&bomb);
}

/* ---- What is wrong with it ---- */

static void
test_damage_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  static const guint damaged[] = { 6, 8, 10, 12, 14 };
  g_auto (RectoTestSink) good = { 0 };
  g_auto (RectoTestSink) nothing = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_auto (RectoTestSink) sink = { 0 };

      recto_test_sink_fill (&sink, fixture, damaged[i]);
      g_test_message ("object %u: %s", damaged[i], sink.error != NULL ? sink.error->message : "-");
      g_assert_error (sink.error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
      g_assert_cmpuint (sink.got->len, <, 1100000);
    }
  recto_test_sink_fill (&good, fixture, 4);
  g_assert_no_error (good.error);
  g_assert_cmpuint (good.bytes, ==, 1000000 + 64 * 256);
  recto_test_sink_fill (&nothing, fixture, 16);
  g_assert_no_error (nothing.error);
  g_assert_cmpuint (nothing.bytes, ==, 0);
}

/* The table of objects is wrong, which is put right on the way: that is no damage. */
static void
test_misplaced_file_comes (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) first = { 0 };
  g_auto (RectoTestSink) again = { 0 };

  recto_test_sink_fill (&first, fixture, 8);
  recto_test_sink_assert_content (&first, 3, 3000);
  recto_test_sink_fill (&again, fixture, 8);
  recto_test_sink_assert_content (&again, 3, 3000);
}

/* A file that is cut off in bytes that are not packed: only their number tells. */
static void
test_cut_file_is_told (RectoTestFixture *fixture, gconstpointer data)
{
  static const char objects[] = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                                "2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
                                "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
                                "trailer\n<</Size 5/Root 1 0 R>>\n"
                                "4 0 obj\n<</Type/EmbeddedFile/Length 5000>>\nstream\nand no more";
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "cut.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (RectoTestResult) opened = { 0 };
  g_auto (RectoTestSink) sink = { 0 };

  g_assert_true (g_file_set_contents (path, objects, sizeof objects - 1, NULL));
  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &opened);
  recto_test_wait (opened.n_calls > 0);
  g_assert_no_error (opened.error);
  fixture->document = g_steal_pointer (&opened.value);
  recto_test_sink_fill (&sink, fixture, 4);
  g_assert_error (sink.error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_what_is_no_stream_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  static const guint objects[] = { 0, 1, 5, 9999, G_MAXUINT };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_auto (RectoTestSink) sink = { 0 };

      recto_test_sink_fill (&sink, fixture, objects[i]);
      g_assert_error (sink.error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
      g_assert_cmpuint (sink.got->len, ==, 0);
    }
}

static void
test_refused_memory_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestSink) big = { .reading_end = -1 };
  g_auto (RectoTestSink) notes = { .reading_end = -1 };
  g_auto (RectoTestSink) after = { .reading_end = -1 };
  struct rlimit limit;

  if (RECTO_SANITIZED)
    {
      g_test_skip ("the sanitizers' processes have no such limit");
      return;
    }
  recto_test_sink_fill (&big, fixture, 4);
  g_assert_error (big.error, RECTO_ERROR, RECTO_ERROR_OUT_OF_MEMORY);
  recto_test_sink_fill (&notes, fixture, 6);
  recto_test_sink_assert_content (&notes, 2, 5000);
  g_assert_cmpint (prlimit (recto_extractor_get_pid (recto_test_extractor (fixture)), RLIMIT_DATA,
                            NULL, &limit),
                   ==, 0);
  g_assert_cmpuint (limit.rlim_cur, <, limit.rlim_max);
  /* The user may ask for more, for this worker and those to come. */
  recto_document_allow_more_memory (fixture->document);
  g_assert_cmpint (prlimit (recto_extractor_get_pid (recto_test_extractor (fixture)), RLIMIT_DATA,
                            NULL, &limit),
                   ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, limit.rlim_max);
  kill (recto_extractor_get_pid (recto_test_extractor (fixture)), SIGKILL);
  recto_test_wait (recto_extractor_get_pid (recto_test_extractor (fixture)) == 0);
  recto_test_sink_fill (&after, fixture, 6);
  g_assert_cmpint (prlimit (recto_extractor_get_pid (recto_test_extractor (fixture)), RLIMIT_DATA,
                            NULL, &limit),
                   ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, limit.rlim_max);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add ("/extractor/" path, RectoTestFixture, name, recto_test_set_up, func,                 \
              recto_test_tear_down)
  ADD ("bytes-come-unpacked", "attachments.pdf", test_bytes_come_unpacked);
  ADD ("locked-bytes-come-unlocked", NULL, test_locked_bytes_come_unlocked);
  ADD ("worker-is-kept-for-the-next", "attachments.pdf", test_worker_is_kept_for_the_next);
  ADD ("idle-worker-is-let-go", "attachments.pdf", test_idle_worker_is_let_go);
  ADD ("one-after-the-other", "attachments.pdf", test_one_after_the_other);
  ADD ("pages-are-rendered-meanwhile", "attachments-bomb.pdf", test_pages_are_rendered_meanwhile);
  ADD ("damage-is-told", "attachments-damaged.pdf", test_damage_is_told);
  ADD ("misplaced-file-comes", "attachments-misplaced.pdf", test_misplaced_file_comes);
  ADD ("cut-file-is-told", NULL, test_cut_file_is_told);
  ADD ("what-is-no-stream-is-told", "attachments.pdf", test_what_is_no_stream_is_told);
  ADD ("refused-memory-is-told", "attachments-memory.pdf", test_refused_memory_is_told);
#undef ADD

  return g_test_run ();
}
