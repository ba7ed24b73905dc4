/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-documents.h"

#include <glib/gstdio.h>

#define CORPUS "../shared/corpus"
#define HOSTILE_MAKER "../shared/hostile/make_hostile.py"

/* Some of what lies in the corpus speaks about it. */
static gboolean
is_document (const char *name)
{
  return name[0] != '.' && !g_str_has_suffix (name, ".md");
}

static gboolean
add_folder (GPtrArray *documents, const char *folder, GError **error)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, error);
  const char *name;

  if (entries == NULL)
    return FALSE;
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (!add_folder (documents, path, error))
            return FALSE;
        }
      else if (is_document (name))
        g_ptr_array_add (documents, g_steal_pointer (&path));
    }
  return TRUE;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
run_maker (const char *maker, const char *folder, GError **error)
{
  const char *arguments[] = { "python3", maker, NULL };
  int status;

  g_printerr ("making hostile documents in %s\n", folder);
  return g_spawn_sync (folder, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                       NULL, &status, error) &&
         g_spawn_check_wait_status (status, error);
}

/* The folder's name follows the maker's text, and it gets its name when all is in it. */
static char *
make_hostile (GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autofree char *sum = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *unfinished = NULL;
  g_autofree char *maker = g_canonicalize_filename (HOSTILE_MAKER, NULL);

  if (!g_file_get_contents (maker, &text, &length, error))
    return NULL;
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  sum[12] = '\0';
  folder = g_strdup_printf ("%s/recto-dev/hostile-%s", g_get_user_cache_dir (), sum);
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&folder);
  unfinished = g_strconcat (folder, ".XXXXXX", NULL);
  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  if (g_mkdir_with_parents (folder, 0777) != 0 || g_rmdir (folder) != 0 ||
      g_mkdtemp (unfinished) == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "Could not make %s", unfinished);
      return NULL;
    }
  if (!run_maker (maker, unfinished, error))
    return NULL;
  if (g_rename (unfinished, folder) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "Could not make %s", folder);
      return NULL;
    }
  return g_steal_pointer (&folder);
}

GPtrArray *
recto_bench_documents_list (const char *folder, int step, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *hostile = NULL;

  if (!add_folder (all, folder != NULL ? folder : CORPUS, error))
    return NULL;
  if (folder == NULL)
    {
      hostile = make_hostile (error);
      if (hostile == NULL || !add_folder (all, hostile, error))
        return NULL;
    }
  g_ptr_array_sort (all, compare_paths);
  for (guint i = 0; i < all->len; i += MAX (step, 1))
    g_ptr_array_add (documents, g_strdup (all->pdata[i]));
  return g_steal_pointer (&documents);
}

char *
recto_bench_documents_make_small (void)
{
  static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
    "<< /Length 26 >>\nstream\n0 0 1 rg 20 20 160 160 re f\nendstream",
  };
  g_autoptr (GString) text = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) table = g_string_new ("0000000000 65535 f \n");
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  gsize start;
  int fd = g_file_open_tmp ("recto-bench-XXXXXX.pdf", &path, &error);

  if (fd < 0)
    g_error ("%s", error->message);
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", text->len);
      g_string_append_printf (text, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  start = text->len;
  g_string_append_printf (text, "xref\n0 %u\n%strailer\n<< /Size %u /Root 1 0 R >>\n",
                          (guint) G_N_ELEMENTS (objects) + 1, table->str,
                          (guint) G_N_ELEMENTS (objects) + 1);
  g_string_append_printf (text, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", start);
  g_close (fd, NULL);
  if (!g_file_set_contents (path, text->str, text->len, &error))
    g_error ("%s", error->message);
  return path;
}

char *
recto_bench_documents_make (const char *programs, const char *kind, int n_pages)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "recto-dev", "scroll", NULL);
  g_autofree char *name = g_strdup_printf ("%s-%d.pdf", kind, n_pages);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);
  g_autofree char *maker = g_build_filename (programs, "scroll-documents", NULL);
  g_autofree char *count = g_strdup_printf ("%d", n_pages);
  const char *arguments[] = { maker, kind, count, unfinished, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_printerr ("making %s\n", path);
  g_mkdir_with_parents (folder, 0700);
  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                     &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", path, error->message);
  if (g_rename (unfinished, path) != 0)
    g_error ("%s could not be made", path);
  return g_steal_pointer (&path);
}
