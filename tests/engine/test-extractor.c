/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-extractor.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "recto-attachment-private.h"
#include "recto-document-private.h"
#include "recto-test.h"

/* Bytes on their way out of the sandbox. The numbers are those of the streams' objects in
 * tests/documents/attachment_documents.py, which begin at 4. */

typedef struct
{
  guint n_calls;
  GError *error;
  guint64 bytes;
  int reading_end;
  guint source;
  GByteArray *got;
  gboolean ended;
} Sink;

static void
sink_clear (Sink *self)
{
  g_clear_error (&self->error);
  g_clear_handle_id (&self->source, g_source_remove);
  /* What was never begun has no pipe: its 0 is somebody else's. */
  if (self->got != NULL)
    g_clear_fd (&self->reading_end, NULL);
  g_clear_pointer (&self->got, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sink, sink_clear)

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Sink *self = data;

  self->n_calls++;
  recto_extractor_extract_finish (result, &self->bytes, &self->error);
}

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer data)
{
  Sink *self = data;
  guint8 piece[65536];
  ssize_t length = read (fd, piece, sizeof piece);

  if (length > 0)
    {
      g_byte_array_append (self->got, piece, length);
      return G_SOURCE_CONTINUE;
    }
  self->ended = TRUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
read_on (Sink *self)
{
  self->source = g_unix_fd_add (self->reading_end, G_IO_IN | G_IO_HUP, readable_cb, self);
}

static RectoExtractor *
extractor_of (RectoTestFixture *fixture)
{
  return recto_reader_get_extractor (recto_document_get_reader (fixture->document));
}

/* What it writes is not read until read_on (). */
static void
begin (RectoTestFixture *fixture, guint object, GCancellable *cancellable, Sink *sink)
{
  RectoAttachmentClaims claims = {
    .object = object, .name = "", .content_type = "", .description = ""
  };
  g_autoptr (RectoAttachment) attachment = recto_attachment_new (&claims);
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, O_CLOEXEC, NULL));
  sink->reading_end = ends[0];
  sink->got = g_byte_array_new ();
  recto_extractor_extract_async (extractor_of (fixture), attachment, ends[1], cancellable,
                                 extracted_cb, sink);
}

static void
extract (RectoTestFixture *fixture, guint object, Sink *sink)
{
  begin (fixture, object, NULL, sink);
  read_on (sink);
  recto_test_wait (sink->n_calls > 0 && sink->ended);
}

static void
assert_content (Sink *sink, guint number, gsize length)
{
  g_assert_no_error (sink->error);
  g_assert_cmpuint (sink->bytes, ==, length);
  g_assert_cmpuint (sink->got->len, ==, length);
  g_assert_true (recto_test_is_content (sink->got->data, length, number));
}

/* Until bytes are in the pipe, which the worker fills before it waits. */
static void
wait_for_bytes (Sink *sink)
{
  GPollFD ready = { .fd = sink->reading_end, .events = G_IO_IN };

  recto_test_wait (g_poll (&ready, 1, 0) > 0);
}

static void
turn_away (Sink *sink)
{
  g_clear_fd (&sink->reading_end, NULL);
  recto_test_wait (sink->n_calls > 0);
  g_assert_error (sink->error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
}

/* ---- What comes out ---- */

static void
test_bytes_come_unpacked (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) packed = { 0 };
  g_auto (Sink) longer = { 0 };
  g_auto (Sink) plain = { 0 };

  extract (fixture, 4, &packed);
  assert_content (&packed, 1, 5000);
  extract (fixture, 6, &longer);
  assert_content (&longer, 2, 70000);
  extract (fixture, 10, &plain);
  assert_content (&plain, 4, 1);
}

static void
test_locked_bytes_come_unlocked (RectoTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("attachments-locked.pdf");
  g_auto (RectoTestResult) opened = { 0 };
  g_auto (Sink) sink = { 0 };

  recto_document_open_async (fixture->engine, file, "secret", NULL, recto_test_opened_cb, &opened);
  recto_test_wait (opened.n_calls > 0);
  g_assert_no_error (opened.error);
  fixture->document = g_steal_pointer (&opened.value);
  extract (fixture, 4, &sink);
  assert_content (&sink, 1, 5000);
}

static void
test_worker_is_kept_for_the_next (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) first = { 0 };
  g_auto (Sink) second = { 0 };
  int pid;

  extract (fixture, 4, &first);
  pid = recto_extractor_get_pid (extractor_of (fixture));
  g_assert_cmpint (pid, >, 0);
  extract (fixture, 6, &second);
  g_assert_cmpint (recto_extractor_get_pid (extractor_of (fixture)), ==, pid);
}

static void
test_idle_worker_is_let_go (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) first = { 0 };
  g_auto (Sink) second = { 0 };
  int pid;

  recto_extractor_set_idle_ms (extractor_of (fixture), 1);
  begin (fixture, 4, NULL, &first);
  recto_test_wait ((pid = recto_extractor_get_pid (extractor_of (fixture))) > 0);
  read_on (&first);
  recto_test_wait (first.n_calls > 0);
  recto_test_wait (recto_extractor_get_pid (extractor_of (fixture)) == 0);
  recto_test_wait (!recto_test_is_alive (pid));
  extract (fixture, 4, &second);
  assert_content (&second, 1, 5000);
}

static void
test_one_after_the_other (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) first = { 0 };
  g_auto (Sink) second = { 0 };
  g_auto (Sink) third = { 0 };

  begin (fixture, 4, NULL, &first);
  begin (fixture, 6, NULL, &second);
  begin (fixture, 8, NULL, &third);
  read_on (&third);
  read_on (&second);
  read_on (&first);
  recto_test_wait (third.n_calls > 0 && third.ended);
  g_assert_cmpuint (first.n_calls, ==, 1);
  g_assert_cmpuint (second.n_calls, ==, 1);
  assert_content (&first, 1, 5000);
  assert_content (&second, 2, 70000);
  assert_content (&third, 3, 300);
}

/* Two gigabytes never stand in memory: the worker waits until somebody reads on. */
static void
test_pages_are_rendered_meanwhile (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) bomb = { 0 };
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_autoptr (RectoTile) tile = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture, 4, NULL, &bomb);
  wait_for_bytes (&bomb);
  tile = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bomb.n_calls, ==, 0);
  g_assert_true (recto_test_is_alive (recto_extractor_get_pid (extractor_of (fixture))));
  turn_away (&bomb);
}

/* ---- What is wrong with it ---- */

static void
test_damage_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  static const guint damaged[] = { 6, 8, 10, 12, 14 };
  g_auto (Sink) good = { 0 };
  g_auto (Sink) nothing = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_auto (Sink) sink = { 0 };

      extract (fixture, damaged[i], &sink);
      g_test_message ("object %u: %s", damaged[i], sink.error != NULL ? sink.error->message : "-");
      g_assert_error (sink.error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
      g_assert_cmpuint (sink.got->len, <, 1100000);
    }
  extract (fixture, 4, &good);
  g_assert_no_error (good.error);
  g_assert_cmpuint (good.bytes, ==, 1000000 + 64 * 256);
  extract (fixture, 16, &nothing);
  g_assert_no_error (nothing.error);
  g_assert_cmpuint (nothing.bytes, ==, 0);
}

/* The table of objects is wrong, which is put right on the way: that is no damage. */
static void
test_misplaced_file_comes (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) first = { 0 };
  g_auto (Sink) again = { 0 };

  extract (fixture, 8, &first);
  assert_content (&first, 3, 3000);
  extract (fixture, 8, &again);
  assert_content (&again, 3, 3000);
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
  g_auto (Sink) sink = { 0 };

  g_assert_true (g_file_set_contents (path, objects, sizeof objects - 1, NULL));
  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &opened);
  recto_test_wait (opened.n_calls > 0);
  g_assert_no_error (opened.error);
  fixture->document = g_steal_pointer (&opened.value);
  extract (fixture, 4, &sink);
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
      g_auto (Sink) sink = { 0 };

      extract (fixture, objects[i], &sink);
      g_assert_error (sink.error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
      g_assert_cmpuint (sink.got->len, ==, 0);
    }
}

static void
test_refused_memory_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) big = { .reading_end = -1 };
  g_auto (Sink) notes = { .reading_end = -1 };
  g_auto (Sink) after = { .reading_end = -1 };
  struct rlimit limit;

  if (RECTO_SANITIZED)
    {
      g_test_skip ("the sanitizers' processes have no such limit");
      return;
    }
  extract (fixture, 4, &big);
  g_assert_error (big.error, RECTO_ERROR, RECTO_ERROR_OUT_OF_MEMORY);
  extract (fixture, 6, &notes);
  assert_content (&notes, 2, 5000);
  g_assert_cmpint (prlimit (recto_extractor_get_pid (extractor_of (fixture)), RLIMIT_DATA, NULL,
                            &limit),
                   ==, 0);
  g_assert_cmpuint (limit.rlim_cur, <, limit.rlim_max);
  /* The user may ask for more, for this worker and those to come. */
  recto_document_allow_more_memory (fixture->document);
  g_assert_cmpint (prlimit (recto_extractor_get_pid (extractor_of (fixture)), RLIMIT_DATA, NULL,
                            &limit),
                   ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, limit.rlim_max);
  kill (recto_extractor_get_pid (extractor_of (fixture)), SIGKILL);
  recto_test_wait (recto_extractor_get_pid (extractor_of (fixture)) == 0);
  extract (fixture, 6, &after);
  g_assert_cmpint (prlimit (recto_extractor_get_pid (extractor_of (fixture)), RLIMIT_DATA, NULL,
                            &limit),
                   ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, limit.rlim_max);
}

/* ---- Stopping ---- */

static void
test_cancel_ends_the_worker_at_once (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Sink) bomb = { 0 };
  g_auto (Sink) notes = { 0 };
  int pid;

  begin (fixture, 4, cancellable, &bomb);
  wait_for_bytes (&bomb);
  pid = recto_extractor_get_pid (extractor_of (fixture));
  begin (fixture, 6, NULL, &notes);
  read_on (&notes);
  g_cancellable_cancel (cancellable);
  recto_test_wait (bomb.n_calls > 0);
  g_assert_error (bomb.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_wait (!recto_test_is_alive (pid));
  /* The next one is not harmed. */
  recto_test_wait (notes.n_calls > 0 && notes.ended);
  assert_content (&notes, 2, 5000);
  read_on (&bomb);
  recto_test_wait (bomb.ended);
  g_assert_cmpuint (bomb.n_calls, ==, 1);
}

static void
test_what_waits_can_be_cancelled (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_auto (Sink) bomb = { 0 };
  g_auto (Sink) notes = { 0 };
  g_auto (Sink) never = { 0 };

  g_cancellable_cancel (before);
  begin (fixture, 6, before, &never);
  g_assert_cmpuint (never.n_calls, ==, 0);
  begin (fixture, 4, NULL, &bomb);
  wait_for_bytes (&bomb);
  begin (fixture, 6, cancellable, &notes);
  g_cancellable_cancel (cancellable);
  recto_test_wait (notes.n_calls > 0 && never.n_calls > 0);
  g_assert_error (notes.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (never.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (bomb.n_calls, ==, 0);
  turn_away (&bomb);
}

static void
test_reader_may_turn_away (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) bomb = { 0 };
  g_auto (Sink) notes = { 0 };

  begin (fixture, 4, NULL, &bomb);
  wait_for_bytes (&bomb);
  turn_away (&bomb);
  extract (fixture, 6, &notes);
  assert_content (&notes, 2, 5000);
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
      Sink sinks[3] = { 0 };

      for (guint i = 0; i < 3; i++)
        {
          cancellables[i] = g_cancellable_new ();
          begin (fixture, i == 0 ? 4 : 6, cancellables[i], &sinks[i]);
          read_on (&sinks[i]);
        }
      for (guint turn = 0; turn < round; turn++)
        g_main_context_iteration (NULL, FALSE);
      cancel_all (cancellables, 3);
      for (guint i = 0; i < 3; i++)
        {
          recto_test_wait (sinks[i].n_calls > 0 && sinks[i].ended);
          g_assert_cmpuint (sinks[i].n_calls, ==, 1);
          sink_clear (&sinks[i]);
          g_object_unref (cancellables[i]);
        }
      if (round == 0)
        n_descriptors = recto_test_count_descriptors ();
    }
  recto_extractor_set_idle_ms (extractor_of (fixture), 0);
  /* One socket and one pidfd, if its last worker is still there. */
  g_assert_cmpuint (recto_test_count_descriptors (), <=, n_descriptors + 2);
}

/* ---- Deaths ---- */

static void
test_dead_worker_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) bomb = { 0 };
  g_auto (Sink) notes = { 0 };

  begin (fixture, 4, NULL, &bomb);
  wait_for_bytes (&bomb);
  begin (fixture, 6, NULL, &notes);
  read_on (&notes);
  kill (recto_extractor_get_pid (extractor_of (fixture)), SIGKILL);
  recto_test_wait (bomb.n_calls > 0);
  g_assert_error (bomb.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  recto_test_wait (notes.n_calls > 0 && notes.ended);
  assert_content (&notes, 2, 5000);
}

static void
test_worker_that_died_idle_is_replaced (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) first = { 0 };
  g_auto (Sink) second = { 0 };
  int pid;

  extract (fixture, 4, &first);
  pid = recto_extractor_get_pid (extractor_of (fixture));
  kill (pid, SIGKILL);
  recto_test_wait (!recto_test_is_alive (pid));
  extract (fixture, 4, &second);
  assert_content (&second, 1, 5000);
}

static void
test_dead_host_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) bomb = { 0 };
  g_auto (Sink) notes = { 0 };
  int worker;

  begin (fixture, 4, NULL, &bomb);
  wait_for_bytes (&bomb);
  begin (fixture, 6, NULL, &notes);
  read_on (&notes);
  worker = recto_extractor_get_pid (extractor_of (fixture));
  kill (recto_test_host_pid (fixture->document), SIGKILL);
  recto_test_wait (bomb.n_calls > 0);
  g_assert_error (bomb.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  recto_test_wait (!recto_test_is_alive (worker));
  /* What waited goes to the host's successor. */
  recto_test_wait (notes.n_calls > 0 && notes.ended);
  assert_content (&notes, 2, 5000);
}

static void
kill_hosts (RectoDocument *document)
{
  while (recto_document_get_error (document) == NULL)
    {
      int host = recto_test_host_pid (document);

      if (host != 0)
        kill (host, SIGKILL);
      recto_test_iterate ();
    }
}

/* Nobody waits for a host that does not come, and what is asked for once there is one comes. */
static void
test_document_that_is_given_up (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) running = { 0 };
  g_auto (Sink) waiting = { 0 };
  g_auto (Sink) later = { 0 };
  g_auto (Sink) again = { 0 };

  begin (fixture, 4, NULL, &running);
  wait_for_bytes (&running);
  begin (fixture, 6, NULL, &waiting);
  kill_hosts (fixture->document);
  recto_test_wait (running.n_calls > 0 && waiting.n_calls > 0);
  g_assert_error (running.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  g_assert_error (waiting.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  extract (fixture, 6, &later);
  g_assert_error (later.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);

  recto_document_reopen (fixture->document);
  extract (fixture, 6, &again);
  assert_content (&again, 2, 5000);
}

static void
test_closing_ends_it (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (Sink) bomb = { 0 };
  g_auto (Sink) notes = { 0 };

  begin (fixture, 4, NULL, &bomb);
  wait_for_bytes (&bomb);
  begin (fixture, 6, NULL, &notes);
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
