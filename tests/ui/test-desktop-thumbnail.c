/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-desktop-thumbnail.h"

#include <glib/gstdio.h>
#include <string.h>

#include "recto-test.h"

/* The pictures that the desktop keeps, in a cache of the test's own. */

typedef struct
{
  RectoEngine *engine;
  char *folder;
  GFile *file;
  RectoDocument *document;
} Fixture;

static char *cache;

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
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  put (fixture, fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *thumbnails = g_build_filename (cache, "thumbnails", NULL);

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
  gboolean made;
  GdkTexture *texture;
  GError *error;
} Answer;

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->made = recto_desktop_thumbnail_make_finish (result, &answer->error);
  answer->done = TRUE;
}

static gboolean
make (Fixture *fixture, GError **error)
{
  Answer answer = { 0 };

  recto_desktop_thumbnail_make_async (fixture->document, NULL, made_cb, &answer);
  g_assert_false (answer.done);
  recto_test_wait (answer.done);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.made;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->texture = recto_desktop_thumbnail_load_finish (result);
  answer->done = TRUE;
}

static GdkTexture *
load (Fixture *fixture)
{
  Answer answer = { 0 };

  recto_desktop_thumbnail_load_async (fixture->file, NULL, loaded_cb, &answer);
  g_assert_false (answer.done);
  recto_test_wait (answer.done);
  return answer.texture;
}

/* Where the specification has it. */
static char *
get_path (Fixture *fixture)
{
  g_autofree char *uri = g_file_get_uri (fixture->file);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, uri, -1);
  g_autofree char *name = g_strconcat (sum, ".png", NULL);

  return g_build_filename (cache, "thumbnails", "large", name, NULL);
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
  g_autofree char *path = get_path (fixture);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf facts;

  open_document (fixture);
  g_assert_null (load (fixture));
  g_assert_true (make (fixture, &error));
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
  g_autofree char *path = get_path (fixture);
  GStatBuf before;
  GStatBuf after;

  open_document (fixture);
  g_assert_true (make (fixture, NULL));
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_assert_true (make (fixture, NULL));
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

static void
test_a_file_that_changed_has_none (Fixture *fixture, gconstpointer data)
{
  open_document (fixture);
  g_assert_true (make (fixture, NULL));
  change_file (fixture);
  g_assert_null (load (fixture));
}

/* What was opened is not what is there now. */
static void
test_a_file_that_changed_gets_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autoptr (GError) error = NULL;

  open_document (fixture);
  change_file (fixture);
  g_assert_false (make (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_what_is_in_a_cache_gets_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, cache);
  path = get_path (fixture);
  open_document (fixture);
  g_assert_false (make (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
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
  g_autofree char *path = get_path (fixture);

  open_document (fixture);
  g_assert_true (make (fixture, NULL));
  overwrite (path, 16, "\x00\x00\x50\x00", 4);
  g_assert_null (load (fixture));
  overwrite (path, 0, "GIF89a", 6);
  g_assert_null (load (fixture));
}

int
main (int argc, char *argv[])
{
  int failed;

  cache = g_dir_make_tmp (NULL, NULL);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/desktop-thumbnail/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-is-made-is-what-the-desktop-finds", test_what_is_made_is_what_the_desktop_finds);
  ADD ("what-is-there-already-stays", test_what_is_there_already_stays);
  ADD ("a-file-that-changed-has-none", test_a_file_that_changed_has_none);
  ADD ("a-file-that-changed-gets-none", test_a_file_that_changed_gets_none);
  ADD ("what-is-in-a-cache-gets-none", test_what_is_in_a_cache_gets_none);
  ADD ("only-small-pictures-are-loaded", test_only_small_pictures_are_loaded);
#undef ADD

  failed = g_test_run ();
  recto_test_remove (cache);
  g_free (cache);
  return failed;
}
