/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-remote-file.h"

struct _RectoTestRemoteFile
{
  GObject parent_instance;
  GFile *local;
  gboolean can_move;
};

static void recto_test_remote_file_iface_init (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoTestRemoteFile,
                               recto_test_remote_file,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE,
                                                      recto_test_remote_file_iface_init))

GFile *
recto_test_remote_file_new (GFile *local, gboolean can_move)
{
  RectoTestRemoteFile *self = g_object_new (RECTO_TYPE_TEST_REMOTE_FILE, NULL);

  self->local = g_object_ref (local);
  self->can_move = can_move;
  return G_FILE (self);
}

static GFile *
local_of (GFile *file)
{
  return RECTO_TEST_REMOTE_FILE (file)->local;
}

/* Takes `local`. */
static GFile *
sibling_of (GFile *file, GFile *local)
{
  g_autoptr (GFile) owned = local;

  return owned != NULL ? recto_test_remote_file_new (owned, RECTO_TEST_REMOTE_FILE (file)->can_move)
                       : NULL;
}

static GFile *
copy_file (GFile *file)
{
  return sibling_of (file, g_file_dup (local_of (file)));
}

static guint
hash (GFile *file)
{
  return g_file_hash (local_of (file));
}

static gboolean
equal (GFile *a, GFile *b)
{
  return g_file_equal (local_of (a), local_of (b));
}

static gboolean
is_native (GFile *file)
{
  return FALSE;
}

static char *
get_basename (GFile *file)
{
  return g_file_get_basename (local_of (file));
}

static char *
get_path (GFile *file)
{
  return NULL;
}

static char *
get_uri (GFile *file)
{
  return g_strconcat ("remote://", g_file_peek_path (local_of (file)), NULL);
}

static GFile *
get_parent (GFile *file)
{
  return sibling_of (file, g_file_get_parent (local_of (file)));
}

static GFile *
resolve_relative_path (GFile *file, const char *path)
{
  return sibling_of (file, g_file_resolve_relative_path (local_of (file), path));
}

static GFileInfo *
query_filesystem_info (GFile *file, const char *names, GCancellable *cancellable, GError **error)
{
  return g_file_query_filesystem_info (local_of (file), names, cancellable, error);
}

static GFileOutputStream *
create_file (GFile *file, GFileCreateFlags flags, GCancellable *cancellable, GError **error)
{
  return g_file_create (local_of (file), flags, cancellable, error);
}

static gboolean
delete_file (GFile *file, GCancellable *cancellable, GError **error)
{
  return g_file_delete (local_of (file), cancellable, error);
}

static gboolean
move_file (GFile *file,
           GFile *destination,
           GFileCopyFlags flags,
           GCancellable *cancellable,
           GFileProgressCallback progress,
           gpointer progress_data,
           GError **error)
{
  if (RECTO_TEST_REMOTE_FILE (file)->can_move)
    return g_file_move (local_of (file), local_of (destination), flags, cancellable, progress,
                        progress_data, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no moving");
  return FALSE;
}

static GFile *
set_display_name (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  return sibling_of (file, g_file_set_display_name (local_of (file), name, cancellable, error));
}

static void
recto_test_remote_file_iface_init (GFileIface *iface)
{
  iface->dup = copy_file;
  iface->hash = hash;
  iface->equal = equal;
  iface->is_native = is_native;
  iface->get_basename = get_basename;
  iface->get_path = get_path;
  iface->get_uri = get_uri;
  iface->get_parent = get_parent;
  iface->resolve_relative_path = resolve_relative_path;
  iface->query_filesystem_info = query_filesystem_info;
  iface->create = create_file;
  iface->delete_file = delete_file;
  iface->move = move_file;
  iface->set_display_name = set_display_name;
}

static void
recto_test_remote_file_dispose (GObject *object)
{
  RectoTestRemoteFile *self = RECTO_TEST_REMOTE_FILE (object);

  g_clear_object (&self->local);

  G_OBJECT_CLASS (recto_test_remote_file_parent_class)->dispose (object);
}

static void
recto_test_remote_file_class_init (RectoTestRemoteFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_test_remote_file_dispose;
}

static void
recto_test_remote_file_init (RectoTestRemoteFile *self)
{
}
