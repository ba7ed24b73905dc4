/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-folder.h"

#include <glib/gstdio.h>

void
recto_test_folder_make (RectoTestFolder *self)
{
  g_autoptr (GError) error = NULL;

  self->path = g_dir_make_tmp ("recto-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->file = g_file_new_for_path (self->path);
}

static void
delete_all (const char *path)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      delete_all (child);
    }
  g_remove (path);
}

void
recto_test_folder_delete (RectoTestFolder *self)
{
  delete_all (self->path);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->file);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char **) a, *(const char **) b);
}

char *
recto_test_folder_list (RectoTestFolder *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (self->path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

gboolean
recto_test_folder_is (RectoTestFolder *self, const char *names)
{
  g_autofree char *found = recto_test_folder_list (self);

  return g_str_equal (found, names);
}

GFile *
recto_test_folder_get (RectoTestFolder *self, const char *name)
{
  return g_file_get_child (self->file, name);
}

void
recto_test_folder_put (RectoTestFolder *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

void
recto_test_folder_assert_text (RectoTestFolder *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, text);
}
