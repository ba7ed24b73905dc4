/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recto-test.h"

/* Which files the real workers open, and what is said of those that do not open. */

static void
open_file (RectoEngine *engine, GFile *file, const char *password, RectoTestResult *result)
{
  recto_document_open_async (engine, file, password, NULL, recto_test_opened_cb, result);
  recto_test_wait (result->n_calls > 0);
}

static void
open_named (RectoEngine *engine, const char *name, const char *password, RectoTestResult *result)
{
  g_autoptr (GFile) file = recto_test_file (name);

  open_file (engine, file, password, result);
}

static void
close_result (RectoTestResult *result)
{
  if (result->value != NULL)
    recto_document_close (result->value);
  recto_test_result_clear (result);
}

/* For tests that open the document of their name themselves. */
static void
set_up_engine (RectoTestFixture *fixture, gconstpointer name)
{
  recto_test_set_up (fixture, NULL);
}

/* ---- Formats ---- */

typedef struct
{
  const char *name;
  guint n_pages; /* 0: as the layout has it, but some */
  gboolean reflowable;
  gboolean text_view;
  guint number; /* a page that is not blank */
} Format;

static const Format formats[] = {
  { "three-pages.pdf", 3, FALSE, FALSE, 0 }, { "no-table.pdf", 3, FALSE, FALSE, 0 },
  { "pages.xps", 2, FALSE, FALSE, 0 },       { "comic.cbz", 5, FALSE, FALSE, 0 },
  { "comic.cbt", 5, FALSE, FALSE, 0 },       { "scan.tiff", 3, FALSE, FALSE, 0 },
  { "picture.png", 1, FALSE, FALSE, 0 },     { "picture.pnm", 1, FALSE, FALSE, 0 },
  { "picture.bmp", 1, FALSE, FALSE, 0 },     { "drawing.svg", 1, FALSE, FALSE, 0 },
  { "book.epub", 0, TRUE, FALSE, 0 },        { "novel.fb2", 0, TRUE, FALSE, 1 },
  { "web-page.xhtml", 0, TRUE, FALSE, 0 },   { "text.txt", 0, TRUE, FALSE, 0 },
  { "letter.docx", 0, TRUE, TRUE, 0 },       { "table.xlsx", 0, TRUE, TRUE, 0 },
  { "talk.pptx", 0, TRUE, TRUE, 0 },
};

static gboolean
has_any_ink (RectoTile *tile)
{
  RectoPixelRect rect = recto_tile_get_rect (tile);

  for (int y = 0; y < rect.height; y++)
    for (int x = 0; x < rect.width; x++)
      if (recto_test_pixel (tile, x, y) != 0xffffff)
        return TRUE;
  return FALSE;
}

static void
check_format (RectoEngine *engine, const Format *format)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (RectoTile) tile = NULL;
  g_autoptr (GError) error = NULL;
  RectoRenderRequest request;

  g_test_message ("%s", format->name);
  open_named (engine, format->name, NULL, &result);
  g_assert_no_error (result.error);
  g_assert_cmpint (recto_document_is_reflowable (result.value), ==, format->reflowable);
  g_assert_cmpint (recto_document_is_text_view (result.value), ==, format->text_view);
  g_assert_cmpuint (recto_document_get_n_pages (result.value, NULL), >, 0);
  if (format->n_pages > 0)
    g_assert_cmpuint (recto_document_get_n_pages (result.value, NULL), ==, format->n_pages);
  request = recto_test_request (result.value, format->number, 1);
  tile = recto_test_render (result.value, &request, &error);
  g_assert_no_error (error);
  g_assert_true (has_any_ink (tile));
  g_assert_false (recto_tile_is_incomplete (tile));
  close_result (&result);
}

static void
test_every_format_opens (RectoTestFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    check_format (fixture->engine, &formats[i]);
}

static void
test_refused_formats_are_named (RectoTestFixture *fixture, gconstpointer data)
{
  static const char *const refused[][2] = {
    { "old-office.doc", ".doc" },   { "letter.odt", "OpenDocument" },
    { "letter.rtf", ".rtf" },       { "archive.rar", "RAR" },
    { "archive.7z", "7" },          { "scan.djvu", "DjVu" },
    { "drawing.ps", "PostScript" }, { "picture.webp", "WebP" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_auto (RectoTestResult) result = { 0 };

      g_test_message ("%s", refused[i][0]);
      open_named (fixture->engine, refused[i][0], NULL, &result);
      g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (result.error->message, refused[i][1]));
      g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_FAILED);
      g_assert_cmpint (recto_task_get_reason (result.task), ==, RECTO_CANCEL_NONE);
    }
}

static void
test_damaged_files_are_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };

  open_named (fixture->engine, name, NULL, &result);
  g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_DAMAGED);
  g_assert_null (result.value);
}

/* ---- Passwords ---- */

static void
test_password_opens (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) none = { 0 };
  g_auto (RectoTestResult) wrong = { 0 };
  g_auto (RectoTestResult) empty = { 0 };
  g_auto (RectoTestResult) right = { 0 };
  g_autoptr (RectoTile) tile = NULL;
  g_autoptr (GError) error = NULL;
  RectoRenderRequest request;

  open_named (fixture->engine, name, NULL, &none);
  g_assert_error (none.error, RECTO_ERROR, RECTO_ERROR_PASSWORD_NEEDED);
  open_named (fixture->engine, name, "secre", &wrong);
  g_assert_error (wrong.error, RECTO_ERROR, RECTO_ERROR_PASSWORD_WRONG);
  open_named (fixture->engine, name, "", &empty);
  g_assert_error (empty.error, RECTO_ERROR, RECTO_ERROR_PASSWORD_WRONG);
  open_named (fixture->engine, name, "secret", &right);
  g_assert_no_error (right.error);
  request = recto_test_request (right.value, 1, 1);
  tile = recto_test_render (right.value, &request, &error);
  g_assert_no_error (error);
  g_assert_true (recto_test_is_color (recto_test_pixel (tile, 297, 421), recto_test_color_of (2)));
  close_result (&right);
}

static void
test_password_is_ignored_where_none_is_needed (RectoTestFixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) result = { 0 };

  open_named (fixture->engine, "three-pages.pdf", "secret", &result);
  g_assert_no_error (result.error);
  close_result (&result);
}

/* ---- What is no file ---- */

static void
expect_refusal (RectoEngine *engine, const char *path, GIOErrorEnum code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (RectoTestResult) result = { 0 };

  g_test_message ("%s", path);
  open_file (engine, file, NULL, &result);
  g_assert_error (result.error, G_IO_ERROR, (int) code);
}

static void
test_what_is_no_file_is_refused (RectoTestFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("recto-XXXXXX", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo.pdf", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.pdf", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.pdf", NULL);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  expect_refusal (fixture->engine, folder, G_IO_ERROR_NOT_REGULAR_FILE);
  expect_refusal (fixture->engine, fifo, G_IO_ERROR_NOT_REGULAR_FILE);
  expect_refusal (fixture->engine, "/dev/zero", G_IO_ERROR_NOT_REGULAR_FILE);
  expect_refusal (fixture->engine, missing, G_IO_ERROR_NOT_FOUND);
  expect_refusal (fixture->engine, empty, G_IO_ERROR_INVALID_DATA);
  g_unlink (fifo);
  g_unlink (empty);
  g_rmdir (folder);
}

static GFile *
file_of_descriptor (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  return g_file_new_for_path (path);
}

static gpointer
write_document (gpointer data)
{
  g_autofd int fd = GPOINTER_TO_INT (data);
  g_autoptr (GFile) file = recto_test_file ("five-hundred-pages.pdf");
  g_autofree char *text = NULL;
  gsize length;
  gsize done = 0;

  g_assert_true (g_file_load_contents (file, NULL, &text, &length, NULL, NULL));
  while (done < length)
    {
      gssize written = write (fd, text + done, length - done);

      g_assert_cmpint (written, >, 0);
      done += written;
    }
  return NULL;
}

static void
test_pipe_is_copied (RectoTestFixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (GFile) file = NULL;
  GThread *writer;
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  file = file_of_descriptor (ends[0]);
  writer = g_thread_new ("writer", write_document, GINT_TO_POINTER (ends[1]));
  open_file (fixture->engine, file, NULL, &result);
  g_thread_join (writer);
  close (ends[0]);
  g_assert_no_error (result.error);
  g_assert_cmpuint (recto_document_get_n_pages (result.value, NULL), ==, 500);
  close_result (&result);
}

static void
test_pipe_that_says_nothing_can_be_stopped (RectoTestFixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) file = NULL;
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  g_assert_cmpint (write (ends[1], "%PDF-1.7\n", 9), ==, 9);
  file = file_of_descriptor (ends[0]);
  recto_document_open_async (fixture->engine, file, NULL, cancellable, recto_test_opened_cb,
                             &result);
  recto_test_iterate ();
  g_assert_cmpuint (result.n_calls, ==, 0);
  g_cancellable_cancel (cancellable);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (ends[0]);
  close (ends[1]);
}

/* P-7: what comes slowly has an hour to come, then opening has its minute. */
static void
test_pipe_may_take_longer_than_opening (RectoTestFixture *fixture, gconstpointer data)
{
  const guint limit = recto_task_kind_default_timeout_ms (RECTO_TASK_OPEN);
  GListModel *opening = recto_engine_get_opening_tasks (fixture->engine);
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (RectoTask) task = NULL;
  g_autoptr (GFile) file = NULL;
  GThread *writer;
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  file = file_of_descriptor (ends[0]);
  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &result);
  task = g_list_model_get_item (opening, 0);
  recto_test_wait (recto_task_get_timeout_ms (task) == 0);
  g_assert_false (recto_task_is_done (task));
  writer = g_thread_new ("writer", write_document, GINT_TO_POINTER (ends[1]));
  recto_test_wait (result.n_calls > 0);
  g_thread_join (writer);
  close (ends[0]);
  g_assert_no_error (result.error);
  g_assert_cmpuint (recto_task_get_timeout_ms (task), >=, limit);
  close_result (&result);
}

/* ---- Opening, and its end ---- */

static void
test_slow_document_opens_when_waited_for (RectoTestFixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) result = { 0 };
  GListModel *opening = recto_engine_get_opening_tasks (fixture->engine);
  g_autoptr (GFile) file = recto_test_file ("slow-to-open.pdf");
  g_autoptr (RectoTask) task = NULL;

  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &result);
  g_assert_cmpuint (g_list_model_get_n_items (opening), ==, 1);
  task = g_list_model_get_item (opening, 0);
  g_assert_cmpint (recto_task_get_kind (task), ==, RECTO_TASK_OPEN);
  g_assert_cmpstr (recto_task_get_subject (task), ==, "slow-to-open.pdf");
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpuint (recto_document_get_n_pages (result.value, NULL), ==, 3);
  recto_test_wait (g_list_model_get_n_items (opening) == 0);
  close_result (&result);
}

static guint
count_children (int pid)
{
  g_autoptr (GArray) children = recto_test_children (pid);

  return children->len;
}

/* Until a process is at it: a book's first chapter is laid out by a worker. */
static void
wait_until_it_opens (const char *name)
{
  g_autoptr (GArray) hosts = NULL;

  recto_test_wait (count_children (getpid ()) > 0);
  hosts = recto_test_children (getpid ());
  if (g_str_has_suffix (name, ".epub"))
    recto_test_wait (count_children (g_array_index (hosts, int, 0)) > 0);
}

static void
test_stopped_opening_never_turns_up (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) file = recto_test_file (name);
  GListModel *documents = recto_engine_get_documents (fixture->engine);

  recto_document_open_async (fixture->engine, file, NULL, cancellable, recto_test_opened_cb,
                             &result);
  wait_until_it_opens (name);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_USER_STOP);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (result.task), ==, RECTO_CANCEL_USER_STOP);
  recto_test_wait_for_no_process ();
  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 0);
  g_assert_cmpuint (result.n_calls, ==, 1);
}

static void
test_two_documents_open_at_once (RectoTestFixture *fixture, gconstpointer data)
{
  g_auto (RectoTestResult) first = { 0 };
  g_auto (RectoTestResult) second = { 0 };
  g_autoptr (GFile) file = recto_test_file ("three-pages.pdf");

  recto_engine_prepare (fixture->engine);
  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &first);
  recto_document_open_async (fixture->engine, file, NULL, NULL, recto_test_opened_cb, &second);
  recto_test_wait (first.n_calls > 0 && second.n_calls > 0);
  g_assert_no_error (first.error);
  g_assert_no_error (second.error);
  g_assert_true (first.value != second.value);
  g_assert_cmpint (recto_test_host_pid (first.value), !=, recto_test_host_pid (second.value));
  close_result (&first);
  close_result (&second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, set_up_engine, func, recto_test_tear_down)
#define ADD_PLAIN(path, func) ADD (path, NULL, func)
  ADD_PLAIN ("/opening/G-3/every-format-opens", test_every_format_opens);
  ADD_PLAIN ("/opening/G-3/refused-formats-are-named", test_refused_formats_are_named);
  ADD ("/opening/G-3/layout-of-a-long-book-can-be-stopped", "endless-chapter.epub",
       test_stopped_opening_never_turns_up);
  ADD ("/opening/truncated-file-is-told", "truncated.pdf", test_damaged_files_are_told);
  ADD ("/opening/noise-is-told", "garbage.pdf", test_damaged_files_are_told);
  ADD ("/opening/password-opens", "password.pdf", test_password_opens);
  ADD ("/opening/old-password-opens", "password-40-bit.pdf", test_password_opens);
  ADD_PLAIN ("/opening/password-is-ignored-where-none-is-needed",
             test_password_is_ignored_where_none_is_needed);
  ADD_PLAIN ("/opening/what-is-no-file-is-refused", test_what_is_no_file_is_refused);
  ADD_PLAIN ("/opening/pipe-is-copied", test_pipe_is_copied);
  ADD_PLAIN ("/opening/P-7/pipe-may-take-longer-than-opening",
             test_pipe_may_take_longer_than_opening);
  ADD_PLAIN ("/opening/pipe-that-says-nothing-can-be-stopped",
             test_pipe_that_says_nothing_can_be_stopped);
  ADD_PLAIN ("/opening/slow-document-opens-when-waited-for",
             test_slow_document_opens_when_waited_for);
  ADD ("/opening/stopped-opening-never-turns-up", "slow-to-open.pdf",
       test_stopped_opening_never_turns_up);
  ADD_PLAIN ("/opening/two-documents-open-at-once", test_two_documents_open_at_once);
#undef ADD
#undef ADD_PLAIN

  return g_test_run ();
}
