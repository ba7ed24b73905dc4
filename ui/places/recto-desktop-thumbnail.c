/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-desktop-thumbnail.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "recto-cancellable.h"
#include "recto-page-picture.h"

/* What the specification calls "large": pixels that a picture fits into. */
#define SIZE 256
#define FOLDER "large"
/* Of the pictures that are there, the largest are of 1024 pixels. */
#define MAX_SIZE 1024u
#define MAX_BYTES (8u << 20)

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_HEADER_END 33 /* the signature, and the chunk that tells the size */

#define LARGE_ATTRIBUTES                                                                           \
  G_FILE_ATTRIBUTE_THUMBNAIL_PATH_LARGE "," G_FILE_ATTRIBUTE_THUMBNAIL_IS_VALID_LARGE
#define ANY_ATTRIBUTES                                                                             \
  LARGE_ATTRIBUTES "," G_FILE_ATTRIBUTE_THUMBNAIL_PATH "," G_FILE_ATTRIBUTE_THUMBNAIL_IS_VALID
#define TIME_ATTRIBUTES G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

/* ---- Loading ----------------------------------------------------------------------------------
 */

static guint32
read_number (const guint8 *bytes)
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* Whoever filled the cache, nothing but a PNG of such a size is given to the toolkit. */
static gboolean
is_small_png (const guint8 *bytes, gsize size)
{
  guint32 width;
  guint32 height;

  if (size < PNG_HEADER_END || memcmp (bytes, PNG_SIGNATURE, strlen (PNG_SIGNATURE)) != 0 ||
      memcmp (bytes + 12, "IHDR", 4) != 0)
    return FALSE;
  width = read_number (bytes + 16);
  height = read_number (bytes + 20);
  return width > 0 && width <= MAX_SIZE && height > 0 && height <= MAX_SIZE;
}

static GdkTexture *
load_png (const char *path)
{
  GStatBuf facts;
  char *contents = NULL;
  gsize size = 0;
  g_autoptr (GBytes) bytes = NULL;

  if (g_lstat (path, &facts) != 0 || !S_ISREG (facts.st_mode) || facts.st_size > MAX_BYTES ||
      !g_file_get_contents (path, &contents, &size, NULL))
    return NULL;
  bytes = g_bytes_new_take (contents, size);
  if (!is_small_png (g_bytes_get_data (bytes, NULL), size))
    return NULL;
  return gdk_texture_new_from_bytes (bytes, NULL);
}

static const char *
find_valid (GFileInfo *info)
{
  if (g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_THUMBNAIL_IS_VALID_LARGE))
    return g_file_info_get_attribute_byte_string (info, G_FILE_ATTRIBUTE_THUMBNAIL_PATH_LARGE);
  if (g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_THUMBNAIL_IS_VALID))
    return g_file_info_get_attribute_byte_string (info, G_FILE_ATTRIBUTE_THUMBNAIL_PATH);
  return NULL;
}

static void
load (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (task_data, ANY_ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  const char *path = info != NULL ? find_valid (info) : NULL;

  g_task_return_pointer (task, path != NULL ? load_png (path) : NULL, g_object_unref);
}

void
recto_desktop_thumbnail_load_async (GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_desktop_thumbnail_load_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  /* A file system that does not answer holds up its thread alone. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load);
}

GdkTexture *
recto_desktop_thumbnail_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

typedef struct
{
  GFile *file;
  gint64 modified; /* as the document was opened */
  gboolean is_there;
  GdkTexture *texture;
} Making;

/* Held while pictures are written or removed: what was forbidden before they are removed is not
 * written after it. */
static GMutex changing;

static void
making_free (Making *self)
{
  g_object_unref (self->file);
  g_clear_object (&self->texture);
  g_free (self);
}

/* As a PNG has it: see its specification, annex D. */
static guint32
compute_checksum (const guint8 *bytes, gsize size)
{
  guint32 sum = G_MAXUINT32;

  for (gsize i = 0; i < size; i++)
    {
      sum ^= bytes[i];
      for (guint k = 0; k < 8; k++)
        sum = (sum & 1) != 0 ? sum >> 1 ^ 0xedb88320u : sum >> 1;
    }
  return ~sum;
}

static void
append_number (GByteArray *png, guint32 number)
{
  number = GUINT32_TO_BE (number);
  g_byte_array_append (png, (const guint8 *) &number, sizeof number);
}

/* A chunk "tEXt"; both are ASCII. */
static void
append_text (GByteArray *png, const char *key, const char *text)
{
  const guint start = png->len + 4;

  append_number (png, (guint32) (strlen (key) + 1 + strlen (text)));
  g_byte_array_append (png, (const guint8 *) "tEXt", 4);
  g_byte_array_append (png, (const guint8 *) key, (guint) strlen (key) + 1);
  g_byte_array_append (png, (const guint8 *) text, (guint) strlen (text));
  append_number (png, compute_checksum (png->data + start, png->len - start));
}

/* Comes first in what Recto has written. */
static void
append_mark (GByteArray *png)
{
  append_text (png, "Software", "Recto");
}

/* The toolkit's PNG, with what makes it the thumbnail of a file. */
static GByteArray *
encode (GdkTexture *texture, const char *uri, gint64 modified)
{
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (texture);
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, modified / G_USEC_PER_SEC);
  GByteArray *png = g_byte_array_new ();
  const guint8 *plain;
  gsize size;

  plain = g_bytes_get_data (bytes, &size);
  g_byte_array_append (png, plain, PNG_HEADER_END);
  append_mark (png);
  append_text (png, "Thumb::URI", uri);
  append_text (png, "Thumb::MTime", seconds);
  g_byte_array_append (png, plain + PNG_HEADER_END, (guint) size - PNG_HEADER_END);
  return png;
}

static gint64
get_modified (GFileInfo *info)
{
  return (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) *
             G_USEC_PER_SEC +
         g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

/* FALSE, with an error, where the file is not what was opened any more. */
static gboolean
check_unchanged (const Making *making, GFileInfo *info, GError **error)
{
  if (get_modified (info) == making->modified)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "The file has changed");
  return FALSE;
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "thumbnails", FOLDER, NULL);
}

static gboolean
write_picture (const Making *making, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&changing);
  g_autofree char *uri = g_file_get_uri (making->file);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, uri, -1);
  g_autofree char *name = g_strconcat (sum, ".png", NULL);
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GByteArray) png = encode (making->texture, uri, making->modified);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      const int number = errno;

      g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (number),
                           g_strerror (number));
      return FALSE;
    }
  return g_file_set_contents_full (path, (const char *) png->data, png->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Making *making = task_data;
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (making->file, TIME_ATTRIBUTES,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, &error);

  if (info == NULL || !check_unchanged (making, info, &error) ||
      !write_picture (making, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;

  making->texture = recto_page_picture_render_finish (RECTO_DOCUMENT (source), result, &error);
  if (making->texture == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, write_in_thread);
}

static void
render (GTask *task)
{
  RectoDocument *document = g_task_get_source_object (task);
  const RectoLocation first = RECTO_LOCATION_INIT (0, 0);
  const RectoPage *page = recto_document_get_page (document, first);
  RectoPagePicture picture = { .location = first, .priority = RECTO_PRIORITY_THUMBNAIL };

  /* A page that took its time already would only take it again. */
  if (page == NULL || recto_document_is_costly (document, first))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no picture");
      return;
    }
  picture.area = (RectoRect) { 0, 0, page->width, page->height };
  picture.scale = SIZE / MAX (page->width, page->height);
  recto_page_picture_render_async (document, &picture, g_task_get_cancellable (task), rendered_cb,
                                   g_object_ref (task));
}

/* `folder` need not be there. */
static gboolean
is_below (GFile *file, const char *folder)
{
  g_autofree char *path = realpath (folder, NULL);
  g_autoptr (GFile) resolved = path != NULL ? g_file_new_for_path (path) : NULL;

  return resolved != NULL && g_file_has_prefix (file, resolved);
}

/* What was given to this program alone, or is kept for a while only, leaves no picture behind; and
 * none leaves a disk that may be taken away or locked. */
static gboolean
may_have_picture (GFile *file)
{
  const char *const folders[] = { g_get_tmp_dir (), "/var/tmp", g_get_user_cache_dir (),
                                  g_get_user_runtime_dir (), "/run/flatpak" };
  g_autofree char *path = realpath (g_file_peek_path (file), NULL);
  g_autoptr (GFile) resolved = path != NULL ? g_file_new_for_path (path) : NULL;
  GStatBuf facts;
  GStatBuf home;

  if (resolved == NULL || g_stat (path, &facts) != 0 || g_stat (g_get_home_dir (), &home) != 0 ||
      facts.st_dev != home.st_dev)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (is_below (resolved, folders[i]))
      return FALSE;
  return TRUE;
}

static gboolean
look_at (Making *making, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;

  if (!may_have_picture (making->file))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "The file is to have no picture");
      return FALSE;
    }
  info = g_file_query_info (making->file, LARGE_ATTRIBUTES "," TIME_ATTRIBUTES,
                            G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL || !check_unchanged (making, info, error))
    return FALSE;
  making->is_there =
      g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_THUMBNAIL_IS_VALID_LARGE);
  return TRUE;
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (look_at (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Making *making = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (making->is_there)
    g_task_return_boolean (task, TRUE);
  else
    render (task);
}

void
recto_desktop_thumbnail_make_async (RectoDocument *document,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) looking = NULL;
  Making *making;
  GFile *file;

  g_return_if_fail (RECTO_IS_DOCUMENT (document));

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_desktop_thumbnail_make_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  file = recto_document_get_file (document);
  if (!g_file_is_native (file) || g_file_peek_path (file) == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               "The file is to have no picture");
      return;
    }
  making = g_new0 (Making, 1);
  making->file = g_object_ref (file);
  making->modified = recto_document_get_modified_time (document);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);
  looking = g_task_new (NULL, cancellable, looked_at_cb, g_object_ref (task));
  g_task_set_source_tag (looking, recto_desktop_thumbnail_make_async);
  g_task_set_priority (looking, G_PRIORITY_LOW);
  g_task_set_task_data (looking, making, NULL);
  g_task_run_in_thread (looking, look_in_thread);
}

gboolean
recto_desktop_thumbnail_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Removing ---------------------------------------------------------------------------------
 */

static gboolean
is_ours (const char *path)
{
  g_autoptr (GByteArray) mark = g_byte_array_new ();
  g_autofd int fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
  guint8 beginning[PNG_HEADER_END + 64];
  gssize size = fd >= 0 ? read (fd, beginning, sizeof beginning) : 0;

  append_mark (mark);
  return size >= (gssize) (PNG_HEADER_END + mark->len) &&
         memcmp (beginning, PNG_SIGNATURE, strlen (PNG_SIGNATURE)) == 0 &&
         memcmp (beginning + PNG_HEADER_END, mark->data, mark->len) == 0;
}

static void
forget_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&changing);
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".png") && is_ours (path))
        g_unlink (path);
    }
  g_task_return_boolean (task, TRUE);
}

void
recto_desktop_thumbnail_forget_async (GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, recto_desktop_thumbnail_forget_async);
  g_task_run_in_thread (task, forget_in_thread);
}

gboolean
recto_desktop_thumbnail_forget_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
