/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-desktop-thumbnail.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "recto-test-desktop.h"
#include "recto-test.h"

/* The pictures that the desktop keeps, in a cache of the test's own. */

typedef struct
{
  RectoEngine *engine;
  char *folder;
  GFile *file;
  RectoDocument *document;
} Fixture;

static void
put (Fixture *fixture, const char *folder)
{
  g_autoptr (GFile) source = recto_test_file ("three-pages.pdf");

  g_clear_object (&fixture->file);
  fixture->file = g_file_new_build_filename (folder, "A file, ä.pdf", NULL);
  g_assert_true (g_file_copy (source, fixture->file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL,
                              NULL));
}

static void
open_document (Fixture *fixture)
{
  g_auto (RectoTestResult) result = { 0 };

  recto_document_open_async (fixture->engine, fixture->file, NULL, NULL, recto_test_opened_cb,
                             &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  fixture->document = g_steal_pointer (&result.value);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->engine = recto_test_engine ();
  fixture->folder = recto_test_desktop_make_folder (g_get_home_dir ());
  put (fixture, fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *thumbnails = g_build_filename (g_get_user_cache_dir (), "thumbnails", NULL);

  if (fixture->document != NULL)
    {
      recto_document_close (fixture->document);
      g_object_add_weak_pointer (G_OBJECT (fixture->document), (gpointer *) &fixture->document);
      g_object_unref (fixture->document);
      recto_test_wait (fixture->document == NULL);
    }
  recto_engine_shut_down (fixture->engine);
  g_object_unref (fixture->engine);
  recto_test_wait_for_no_process ();
  g_object_unref (fixture->file);
  recto_test_remove (fixture->folder);
  g_free (fixture->folder);
  if (g_file_test (thumbnails, G_FILE_TEST_EXISTS))
    recto_test_remove (thumbnails);
}

typedef struct
{
  gboolean done;
  GdkTexture *texture;
  GError *error;
} Answer;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->texture = recto_desktop_thumbnail_load_finish (result, &answer->error);
  answer->done = TRUE;
}

static GdkTexture *
load (Fixture *fixture)
{
  Answer answer = { 0 };

  recto_desktop_thumbnail_load_async (fixture->file, NULL, loaded_cb, &answer);
  g_assert_false (answer.done);
  recto_test_wait (answer.done);
  g_assert_no_error (answer.error);
  return answer.texture;
}

static void
change_file (Fixture *fixture)
{
  g_assert_true (g_file_set_attribute_uint64 (fixture->file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                              1000000000, G_FILE_QUERY_INFO_NONE, NULL, NULL));
}

static guint
get_middle_of (GdkTexture *texture)
{
  const gsize width = (gsize) gdk_texture_get_width (texture);
  const gsize height = (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new0 (guint32, width * height);

  gdk_texture_download (texture, (guchar *) pixels, width * 4);
  return pixels[height / 2 * width + width / 2] & 0xffffff;
}

static void
test_what_is_made_is_what_the_desktop_finds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = recto_test_desktop_dup_picture_path (fixture->file);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf facts;

  open_document (fixture);
  g_assert_null (load (fixture));
  g_assert_true (recto_test_desktop_make_picture (fixture->document, &error));
  g_assert_no_error (error);
  info = g_file_query_info (fixture->file, "thumbnail::*", G_FILE_QUERY_INFO_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_file_info_get_attribute_byte_string (info,
                                                          G_FILE_ATTRIBUTE_THUMBNAIL_PATH_LARGE),
                   ==, path);
  g_assert_true (g_file_info_get_attribute_boolean (info,
                                                    G_FILE_ATTRIBUTE_THUMBNAIL_IS_VALID_LARGE));
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 0777, ==, 0700);
  texture = load (fixture);
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 256);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 181);
  /* The square of page 1. */
  g_assert_cmphex (get_middle_of (texture), !=, 0xffffff);
}

static void
test_what_is_there_already_stays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = recto_test_desktop_dup_picture_path (fixture->file);
  GStatBuf before;
  GStatBuf after;

  open_document (fixture);
  g_assert_true (recto_test_desktop_make_picture (fixture->document, NULL));
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_assert_true (recto_test_desktop_make_picture (fixture->document, NULL));
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

static void
test_a_file_that_changed_has_none (Fixture *fixture, gconstpointer data)
{
  open_document (fixture);
  g_assert_true (recto_test_desktop_make_picture (fixture->document, NULL));
  change_file (fixture);
  g_assert_null (load (fixture));
}

/* What was opened is not what is there now. */
static void
test_a_file_that_changed_gets_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = recto_test_desktop_dup_picture_path (fixture->file);
  g_autoptr (GError) error = NULL;

  open_document (fixture);
  change_file (fixture);
  g_assert_false (recto_test_desktop_make_picture (fixture->document, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A file that is opened as it stands. */
static void
assert_gets_none (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  open_document (fixture);
  g_assert_false (recto_test_desktop_make_picture (fixture->document, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_false (recto_test_desktop_has_picture (fixture->file));
}

static void
test_what_is_in_a_cache_gets_none (Fixture *fixture, gconstpointer data)
{
  put (fixture, g_get_user_cache_dir ());
  assert_gets_none (fixture);
  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
}

/* As what a mail program or a browser opens. */
static void
test_what_is_there_for_a_while_gets_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = recto_test_desktop_make_folder (g_get_tmp_dir ());

  put (fixture, folder);
  assert_gets_none (fixture);
  recto_test_remove (folder);
}

static void
test_a_link_to_what_gets_none_gets_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = recto_test_desktop_make_folder (g_get_tmp_dir ());
  g_autoptr (GFile) file = NULL;

  put (fixture, folder);
  file = g_steal_pointer (&fixture->file);
  fixture->file = g_file_new_build_filename (fixture->folder, "link.pdf", NULL);
  g_assert_true (g_file_make_symbolic_link (fixture->file, g_file_peek_path (file), NULL, NULL));
  assert_gets_none (fixture);
  recto_test_remove (folder);
}

/* As what is in a vault, or on a disk that is taken away again. */
static void
test_what_is_on_another_file_system_gets_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = recto_test_desktop_make_folder ("/dev/shm");
  GStatBuf facts;
  GStatBuf home;

  g_assert_cmpint (g_stat (g_get_home_dir (), &home), ==, 0);
  if (folder == NULL || g_stat (folder, &facts) != 0 || facts.st_dev == home.st_dev)
    {
      g_test_skip ("There is no other file system");
      return;
    }
  put (fixture, folder);
  assert_gets_none (fixture);
  recto_test_remove (folder);
}

static void
test_only_ours_are_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = recto_test_desktop_dup_picture_path (fixture->file);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *others = g_build_filename (folder, "others.png", NULL);
  g_autofree char *link = g_build_filename (folder, "link.png", NULL);
  g_autofree char *kept = g_build_filename (fixture->folder, "picture.png", NULL);
  g_autofree char *contents = NULL;
  gsize size = 0;

  recto_test_desktop_forget_pictures ();
  open_document (fixture);
  g_assert_true (recto_test_desktop_make_picture (fixture->document, NULL));
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (kept, contents, (gssize) size, NULL));
  g_assert_cmpint (symlink (kept, link), ==, 0);
  g_assert_nonnull (g_strstr_len (contents + 41, 14, "Software"));
  contents[41] = 's';
  g_assert_true (g_file_set_contents (others, contents, (gssize) size, NULL));

  recto_test_desktop_forget_pictures ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (others, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (link, G_FILE_TEST_EXISTS));
}

/* Nothing is said of whether there is one. */
static void
test_loading_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };

  open_document (fixture);
  g_assert_true (recto_test_desktop_make_picture (fixture->document, NULL));
  recto_desktop_thumbnail_load_async (fixture->file, cancellable, loaded_cb, &answer);
  g_cancellable_cancel (cancellable);
  recto_test_wait (answer.done);
  g_assert_null (answer.texture);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
}

static void
overwrite (const char *path, gsize at, const char *bytes, gsize n)
{
  g_autofree char *contents = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpuint (at + n, <=, size);
  memcpy (contents + at, bytes, n);
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
}

/* It is the desktop's own, but whoever can write there is not trusted with the memory. */
static void
test_only_small_pictures_are_loaded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = recto_test_desktop_dup_picture_path (fixture->file);

  open_document (fixture);
  g_assert_true (recto_test_desktop_make_picture (fixture->document, NULL));
  overwrite (path, 16, "\x00\x00\x50\x00", 4);
  g_assert_null (load (fixture));
  overwrite (path, 0, "GIF89a", 6);
  g_assert_null (load (fixture));
}

int
main (int argc, char *argv[])
{
  int failed;

  recto_test_desktop_set_up ();
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/desktop-thumbnail/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-is-made-is-what-the-desktop-finds", test_what_is_made_is_what_the_desktop_finds);
  ADD ("what-is-there-already-stays", test_what_is_there_already_stays);
  ADD ("a-file-that-changed-has-none", test_a_file_that_changed_has_none);
  ADD ("a-file-that-changed-gets-none", test_a_file_that_changed_gets_none);
  ADD ("what-is-in-a-cache-gets-none", test_what_is_in_a_cache_gets_none);
  ADD ("what-is-there-for-a-while-gets-none", test_what_is_there_for_a_while_gets_none);
  ADD ("a-link-to-what-gets-none-gets-none", test_a_link_to_what_gets_none_gets_none);
  ADD ("what-is-on-another-file-system-gets-none", test_what_is_on_another_file_system_gets_none);
  ADD ("only-ours-are-forgotten", test_only_ours_are_forgotten);
  ADD ("loading-can-be-cancelled", test_loading_can_be_cancelled);
  ADD ("only-small-pictures-are-loaded", test_only_small_pictures_are_loaded);
#undef ADD

  failed = g_test_run ();
  recto_test_desktop_tear_down ();
  return failed;
}
