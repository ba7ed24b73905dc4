/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-desktop.h"

#include <glib/gstdio.h>

#include "recto-desktop-thumbnail.h"
#include "recto-test.h"

static char *home;

static void
use_folder (const char *variable, const char *name)
{
  g_autofree char *path = g_build_filename (home, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_true (g_setenv (variable, path, TRUE));
}

void
recto_test_desktop_set_up (void)
{
  g_autofree char *parent = g_path_get_dirname (g_getenv ("RECTO_TEST_DOCUMENTS"));

  home = recto_test_desktop_make_folder (parent);
  g_assert_true (g_setenv ("HOME", home, TRUE));
  use_folder ("XDG_CACHE_HOME", "cache");
  use_folder ("TMPDIR", "temporary");
}

void
recto_test_desktop_tear_down (void)
{
  recto_test_remove (home);
  g_clear_pointer (&home, g_free);
}

char *
recto_test_desktop_make_folder (const char *parent)
{
  return g_mkdtemp (g_build_filename (parent, "test-XXXXXX", NULL));
}

char *
recto_test_desktop_dup_picture_path (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, uri, -1);
  g_autofree char *name = g_strconcat (sum, ".png", NULL);

  return g_build_filename (g_get_user_cache_dir (), "thumbnails", "large", name, NULL);
}

gboolean
recto_test_desktop_has_picture (GFile *file)
{
  g_autofree char *path = recto_test_desktop_dup_picture_path (file);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

typedef struct
{
  gboolean done;
  gboolean made;
  GError *error;
} Answer;

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->made = recto_desktop_thumbnail_make_finish (result, &answer->error);
  answer->done = TRUE;
}

gboolean
recto_test_desktop_make_picture (RectoDocument *document, GError **error)
{
  Answer answer = { 0 };

  recto_desktop_thumbnail_make_async (document, NULL, made_cb, &answer);
  g_assert_false (answer.done);
  recto_test_wait (answer.done);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.made;
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (recto_desktop_thumbnail_forget_finish (result, NULL));
  *(gboolean *) data = TRUE;
}

void
recto_test_desktop_forget_pictures (void)
{
  gboolean done = FALSE;

  recto_desktop_thumbnail_forget_async (NULL, forgotten_cb, &done);
  recto_test_wait (done);
}
