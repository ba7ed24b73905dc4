/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-silent-file.h"

struct _RectoTestSilentFile
{
  GObject parent_instance;
  GTask *question; /* (nullable): until it is answered */
};

static void recto_test_silent_file_iface_init (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoTestSilentFile,
                               recto_test_silent_file,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE,
                                                      recto_test_silent_file_iface_init))

RectoTestSilentFile *
recto_test_silent_file_new (void)
{
  return g_object_new (RECTO_TYPE_TEST_SILENT_FILE, NULL);
}

gboolean
recto_test_silent_file_was_asked (RectoTestSilentFile *self)
{
  return self->question != NULL;
}

void
recto_test_silent_file_answer (RectoTestSilentFile *self)
{
  g_autoptr (GTask) question = g_steal_pointer (&self->question);

  g_task_return_pointer (question, g_file_info_new (), g_object_unref);
}

static void
query_info_async (GFile *file,
                  const char *attributes,
                  GFileQueryInfoFlags flags,
                  int priority,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  RectoTestSilentFile *self = RECTO_TEST_SILENT_FILE (file);

  g_assert_null (self->question);
  self->question = g_task_new (file, cancellable, callback, user_data);
}

static GFileInfo *
query_info_finish (GFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
recto_test_silent_file_iface_init (GFileIface *iface)
{
  iface->query_info_async = query_info_async;
  iface->query_info_finish = query_info_finish;
}

static void
recto_test_silent_file_class_init (RectoTestSilentFileClass *klass)
{
}

static void
recto_test_silent_file_init (RectoTestSilentFile *self)
{
}
