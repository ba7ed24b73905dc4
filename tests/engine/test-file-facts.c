/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "recto-document-private.h"
#include "recto-reader.h"
#include "recto-test.h"

/* What is known of a document's file. Asking for it may take for ever, where the file is on another
 * machine, and so may closing it: so whoever does is watched. */

static struct
{
  dev_t device;
  ino_t number;
  int n_main;   /* how often the file was asked about, or closed, in the main thread */
  int n_others; /* and in others */
} watched;

static void
notice (const struct stat *facts)
{
  if (facts->st_dev == watched.device && facts->st_ino == watched.number)
    g_atomic_int_inc (gettid () == getpid () ? &watched.n_main : &watched.n_others);
}

/* In place of the C library's. */
int
fstat (int fd, struct stat *facts)
{
  const int result = fstatat (fd, "", facts, AT_EMPTY_PATH);

  if (result == 0)
    notice (facts);
  return result;
}

/* Likewise. */
int
close (int fd)
{
  struct stat facts;

  if (fstatat (fd, "", &facts, AT_EMPTY_PATH) == 0)
    notice (&facts);
  return (int) syscall (SYS_close, fd);
}

static void
set_up (RectoTestFixture *self, gconstpointer name)
{
  g_autoptr (GFile) file = recto_test_file (name);
  GStatBuf facts;

  g_assert_cmpint (g_stat (g_file_peek_path (file), &facts), ==, 0);
  watched.device = facts.st_dev;
  watched.number = facts.st_ino;
  watched.n_main = 0;
  watched.n_others = 0;
  recto_test_set_up (self, name);
}

static void
test_are_those_of_the_file (RectoTestFixture *self, gconstpointer name)
{
  g_autoptr (GFile) file = recto_test_file (name);
  RectoReader *reader = recto_document_get_reader (self->document);
  GStatBuf facts;

  g_assert_cmpint (g_stat (g_file_peek_path (file), &facts), ==, 0);
  g_assert_cmpuint (recto_reader_get_size (reader), ==, facts.st_size);
  g_assert_cmpint (recto_document_get_modified_time (self->document), ==,
                   facts.st_mtim.tv_sec * G_USEC_PER_SEC + facts.st_mtim.tv_nsec / 1000);
}

static void
signatures_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) signatures = NULL;
  gboolean cut;

  signatures = recto_document_read_signatures_finish (RECTO_DOCUMENT (source), result, &cut, NULL);
  g_assert_nonnull (signatures);
  g_assert_cmpuint (signatures->len, >, 0);
  *(gboolean *) user_data = TRUE;
}

static void
test_are_not_waited_for (RectoTestFixture *self, gconstpointer name)
{
  gboolean read = FALSE;

  recto_document_read_signatures_async (self->document, NULL, signatures_cb, &read);
  recto_test_wait (read);
  g_assert_cmpint (recto_document_get_modified_time (self->document), >, 0);
  g_assert_cmpint (g_atomic_int_get (&watched.n_others), >, 0);
  g_assert_cmpint (g_atomic_int_get (&watched.n_main), ==, 0);
}

static void
test_are_not_waited_for_by_a_list (RectoTestFixture *self, gconstpointer name)
{
  g_autoptr (RectoAttachment) attachment = recto_test_attachment (self->document, "file 02.bin");

  g_assert_nonnull (attachment);
  g_assert_cmpint (g_atomic_int_get (&watched.n_main), ==, 0);
}

static void
test_its_end_is_not_waited_for (RectoTestFixture *self, gconstpointer name)
{
  g_atomic_int_set (&watched.n_others, 0);
  recto_document_close (self->document);
  recto_test_wait (g_atomic_int_get (&watched.n_others) > 0);
  g_assert_cmpint (g_atomic_int_get (&watched.n_main), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, name, func)                                                                      \
  g_test_add ("/file-facts/" path, RectoTestFixture, name, set_up, func, recto_test_tear_down)
  ADD ("are-those-of-the-file", "three-pages.pdf", test_are_those_of_the_file);
  ADD ("are-not-waited-for", "signed.pdf", test_are_not_waited_for);
  ADD ("are-not-waited-for-by-a-list", "fifty-attachments.pdf", test_are_not_waited_for_by_a_list);
  ADD ("its-end-is-not-waited-for", "three-pages.pdf", test_its_end_is_not_waited_for);
#undef ADD
  return g_test_run ();
}
