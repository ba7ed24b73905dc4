/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "recto-document-private.h"

static gboolean
nothing_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

void
recto_test_iterate (void)
{
  guint source = g_timeout_add (20, nothing_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  if (g_main_context_find_source_by_id (NULL, source) != NULL)
    g_source_remove (source);
}

RectoEngine *
recto_test_engine (void)
{
  const char *path = g_getenv ("RECTO_WORKER");

  g_assert_nonnull (path);
  return recto_engine_new (path);
}

GFile *
recto_test_file (const char *name)
{
  const char *folder = g_getenv ("RECTO_TEST_DOCUMENTS");
  g_autofree char *path = NULL;

  g_assert_nonnull (folder);
  path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  return g_file_new_for_path (path);
}

void
recto_test_remove (const char *path)
{
  g_autoptr (GDir) folder =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      recto_test_remove (child);
    }
  g_remove (path);
}

void
recto_test_result_clear (RectoTestResult *self)
{
  g_clear_error (&self->error);
  g_clear_object ((GObject **) &self->value);
  g_clear_object (&self->task);
  self->n_calls = 0;
}

void
recto_test_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  g_set_object (&self->task, recto_task_of_result (result));
  self->value = recto_document_open_finish (result, &self->error);
}

void
recto_test_rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  g_set_object (&self->task, recto_task_of_result (result));
  self->value = recto_document_render_finish (RECTO_DOCUMENT (source), result, &self->error);
}

void
recto_test_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;
  gboolean complete;

  self->n_calls++;
  g_set_object (&self->task, recto_task_of_result (result));
  complete = recto_document_list_attachments_finish (RECTO_DOCUMENT (source), result, &self->error);
  g_assert_true (complete == (self->error == NULL));
}

void
recto_test_let_go (gpointer object)
{
  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  recto_test_wait (object == NULL);
}

void
recto_test_set_up (RectoTestFixture *self, gconstpointer name)
{
  self->engine = recto_test_engine ();
  if (name != NULL)
    self->document = recto_test_open (self->engine, name);
}

/* Calls back that are on their way keep what they are about alive. */
static void
assert_goes (gpointer object)
{
  recto_test_wait (g_atomic_int_get (&G_OBJECT (object)->ref_count) == 1);
  g_assert_finalize_object (G_OBJECT (object));
}

void
recto_test_tear_down (RectoTestFixture *self, gconstpointer name)
{
  if (self->document != NULL)
    {
      recto_document_close (self->document);
      assert_goes (self->document);
    }
  assert_goes (self->engine);
  recto_test_wait_for_no_process ();
}

RectoWorkerPool *
recto_test_pool (RectoDocument *document)
{
  return recto_reader_get_pool (recto_document_get_reader (document));
}

int
recto_test_host_pid (RectoDocument *document)
{
  return recto_reader_get_host_pid (recto_document_get_reader (document));
}

void
recto_test_kill_until_given_up (RectoDocument *document)
{
  while (recto_document_get_error (document) == NULL)
    {
      const int host = recto_test_host_pid (document);

      if (host != 0)
        kill (host, SIGKILL);
      recto_test_iterate ();
    }
}

static gboolean
knows_all_pages (RectoDocument *document)
{
  gboolean estimated;
  guint n = recto_document_get_n_pages (document, &estimated);

  for (guint i = 0; i < n && !estimated; i++)
    estimated =
        recto_document_get_page (document, recto_document_get_location (document, i)) == NULL;
  return !estimated;
}

/* The rest of the pages is read once one is shown. */
void
recto_test_wait_for_pages (RectoDocument *document)
{
  /* Nothing that is in view makes it give way. */
  RectoRenderRequest request = { .scale = 1,
                                 .rect = { 0, 0, 1, 1 },
                                 .priority = RECTO_PRIORITY_VISIBLE };
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTile) tile = recto_test_render (document, &request, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tile);
  recto_test_wait (knows_all_pages (document));
}

RectoDocument *
recto_test_open (RectoEngine *engine, const char *name)
{
  g_autoptr (GFile) file = recto_test_file (name);
  g_auto (RectoTestResult) result = { 0 };

  recto_document_open_async (engine, file, NULL, NULL, recto_test_opened_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  return g_steal_pointer (&result.value);
}

RectoRenderRequest
recto_test_request (RectoDocument *document, guint number, double scale)
{
  RectoLocation location = recto_document_get_location (document, number);
  const RectoPage *page = recto_document_get_page (document, location);
  RectoRenderRequest request = { .location = location, .scale = scale };

  request.priority = RECTO_PRIORITY_VISIBLE;
  recto_page_get_pixel_size (page != NULL ? page : recto_document_get_usual_page (document), scale,
                             0, &request.rect.width, &request.rect.height);
  return request;
}

RectoTile *
recto_test_render (RectoDocument *document, const RectoRenderRequest *request, GError **error)
{
  g_auto (RectoTestResult) result = { 0 };

  recto_document_render_async (document, request, NULL, recto_test_rendered_cb, &result);
  recto_test_wait (result.n_calls > 0);
  if (result.error != NULL)
    g_propagate_error (error, g_steal_pointer (&result.error));
  return g_steal_pointer (&result.value);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

RectoPageText *
recto_test_read_text (RectoDocument *document, RectoLocation location, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  recto_document_read_text_async (document, location, RECTO_PRIORITY_NEAR, NULL, text_read_cb,
                                  &result);
  recto_test_wait (result != NULL);
  return recto_document_read_text_finish (document, result, error);
}

RectoPageText *
recto_test_read_page (RectoDocument *document, guint page)
{
  g_autoptr (GError) error = NULL;
  RectoPageText *text = recto_test_read_text (document, RECTO_LOCATION_INIT (0, page), &error);

  g_assert_no_error (error);
  return text;
}

guint
recto_test_find_words (RectoPageText *text, const char *words)
{
  const char *all = recto_page_text_get_utf8 (text);
  const char *found = strstr (all, words);

  g_assert_nonnull (found);
  return (guint) g_utf8_pointer_to_offset (all, found);
}

void
recto_test_begin (RectoDocument *document,
                  const RectoRenderRequest *request,
                  GCancellable *cancellable,
                  RectoTestResult *result)
{
  GListModel *tasks = recto_document_get_tasks (document);

  recto_document_render_async (document, request, cancellable, recto_test_rendered_cb, result);
  result->task = g_list_model_get_item (tasks, g_list_model_get_n_items (tasks) - 1);
}

gboolean
recto_test_is_running (RectoTestResult *result)
{
  return recto_task_get_state (result->task) == RECTO_TASK_RUNNING;
}

guint
recto_test_pixel (RectoTile *tile, int x, int y)
{
  const guint8 *pixel = g_bytes_get_data (recto_tile_get_pixels (tile), NULL);

  pixel += recto_tile_get_stride (tile) * y + 4 * (gsize) x;
  return pixel[2] << 16 | pixel[1] << 8 | pixel[0];
}

gboolean
recto_test_is_color (guint a, guint b)
{
  for (guint shift = 0; shift <= 16; shift += 8)
    if (abs ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > 3)
      return FALSE;
  return TRUE;
}

/* As tests/documents/page_colors.py paints them. */
guint
recto_test_color_of (guint number)
{
  guint k = number * 5501 % (24 * 24 * 24);
  guint red = 10 + 10 * (k % 24);
  guint green = 10 + 10 * (k / 24 % 24);
  guint blue = 10 + 10 * (k / 24 / 24 % 24);

  return red << 16 | green << 8 | blue;
}

RectoAttachment *
recto_test_attachment (RectoDocument *document, const char *name)
{
  GListModel *attachments = recto_document_get_attachments (document);
  g_auto (RectoTestResult) listed = { 0 };

  recto_document_list_attachments_async (document, NULL, recto_test_listed_cb, &listed);
  recto_test_wait (listed.n_calls > 0);
  g_assert_no_error (listed.error);
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (RectoAttachment) attachment = g_list_model_get_item (attachments, i);

      if (g_strcmp0 (recto_attachment_get_name (attachment), name) == 0)
        return g_steal_pointer (&attachment);
    }
  g_error ("nothing called %s is attached", name);
}

/* As tests/documents/attachment_documents.py makes them. */
gboolean
recto_test_is_content (const guint8 *bytes, gsize length, guint number)
{
  for (gsize i = 0; i < length; i++)
    if (bytes[i] != i * (2 * number + 1) % 256)
      return FALSE;
  return TRUE;
}

gboolean
recto_test_is_asked_for (GListModel *tasks, guint page)
{
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);
      RectoLocation location;

      if (recto_task_get_kind (task) == RECTO_TASK_RENDER &&
          recto_task_get_location (task, &location) && location.page == page)
        return TRUE;
    }
  return FALSE;
}

static int
parent_of (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  const char *after_name;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  after_name = strrchr (text, ')');
  /* A dead process that nobody waited for yet counts as gone. */
  if (after_name == NULL || after_name[2] == 'Z')
    return 0;
  return atoi (after_name + 4);
}

GArray *
recto_test_children (int pid)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while (processes != NULL && (name = g_dir_read_name (processes)) != NULL)
    {
      int child = atoi (name);

      if (child > 0 && parent_of (child) == pid)
        g_array_append_val (children, child);
    }
  return children;
}

gboolean
recto_test_is_alive (int pid)
{
  return parent_of (pid) != 0;
}

guint
recto_test_count_descriptors (void)
{
  g_autoptr (GDir) open = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (open) != NULL)
    n++;
  return n;
}

static guint
count_children (void)
{
  g_autoptr (GArray) children = recto_test_children (getpid ());

  return children->len;
}

void
recto_test_wait_for_no_process (void)
{
  recto_test_wait (count_children () == 0);
}
