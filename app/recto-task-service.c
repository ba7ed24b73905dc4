/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-service.h"

#include "recto-document.h"

#define INTERFACE "io.github.rectoviewer.Recto.Tasks"
/* Pages are drawn in many parts: whoever listens is told that there is news, not of each. */
#define CHANGED_MS 250

struct _RectoTaskService
{
  GObject parent_instance;
  GDBusConnection *connection;
  char *path;
  guint registration;
  RectoEngine *engine; /* (nullable) */
  guint changed_source;
};

G_DEFINE_FINAL_TYPE (RectoTaskService, recto_task_service, G_TYPE_OBJECT)

static const char description[] = "<node>"
                                  "  <interface name='" INTERFACE "'>"
                                  "    <method name='List'>"
                                  "      <arg name='tasks' type='aa{sv}' direction='out'/>"
                                  "    </method>"
                                  "    <method name='ListEnded'>"
                                  "      <arg name='tasks' type='aa{sv}' direction='out'/>"
                                  "    </method>"
                                  "    <signal name='Changed'/>"
                                  "  </interface>"
                                  "</node>";

/* File names may be any bytes, the bus takes only text. */
static void
add_name (GVariantBuilder *facts, const char *key, const char *name)
{
  if (name != NULL)
    g_variant_builder_add (facts, "{sv}", key,
                           g_variant_new_take_string (g_filename_display_name (name)));
}

static void
add_progress (GVariantBuilder *facts, RectoTask *task)
{
  const double progress = recto_task_get_progress (task);
  guint64 done = 0;
  guint64 total = 0;

  if (progress >= 0)
    g_variant_builder_add (facts, "{sv}", "progress", g_variant_new_double (progress));
  if (!recto_task_get_amount (task, &done, &total))
    return;
  g_variant_builder_add (facts, "{sv}", "done", g_variant_new_uint64 (done));
  if (total > 0)
    g_variant_builder_add (facts, "{sv}", "total", g_variant_new_uint64 (total));
}

static void
add_times (GVariantBuilder *facts, RectoTask *task)
{
  const double elapsed = (double) recto_task_get_elapsed (task) / G_USEC_PER_SEC;
  const double latency = (double) recto_task_get_latency (task) / G_USEC_PER_SEC;

  g_variant_builder_add (facts, "{sv}", "elapsed", g_variant_new_double (elapsed));
  if (latency >= 0)
    g_variant_builder_add (facts, "{sv}", "latency", g_variant_new_double (latency));
}

static void
add_task (GVariantBuilder *tasks, RectoTask *task, const char *document)
{
  const char *kind = recto_task_kind_to_string (recto_task_get_kind (task));
  const char *state = recto_task_state_to_string (recto_task_get_state (task));
  const char *reason = recto_cancel_reason_to_string (recto_task_get_reason (task));
  const gboolean foreground = recto_task_is_foreground (task);
  RectoLocation location;
  GVariantBuilder facts;

  g_variant_builder_init (&facts, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&facts, "{sv}", "id", g_variant_new_uint64 (recto_task_get_id (task)));
  g_variant_builder_add (&facts, "{sv}", "kind", g_variant_new_string (kind));
  g_variant_builder_add (&facts, "{sv}", "state", g_variant_new_string (state));
  g_variant_builder_add (&facts, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&facts, "{sv}", "foreground", g_variant_new_boolean (foreground));
  add_name (&facts, "document", document);
  add_name (&facts, "subject", recto_task_get_subject (task));
  if (recto_task_get_location (task, &location))
    {
      g_variant_builder_add (&facts, "{sv}", "chapter",
                             g_variant_new_uint32 (location.chapter + 1));
      g_variant_builder_add (&facts, "{sv}", "page", g_variant_new_uint32 (location.page + 1));
    }
  add_progress (&facts, task);
  add_times (&facts, task);
  g_variant_builder_add_value (tasks, g_variant_builder_end (&facts));
}

static void
add_tasks (GVariantBuilder *tasks, GListModel *list, const char *document)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (list, i);

      add_task (tasks, task, document);
    }
}

static void
add_running (RectoTaskService *self, GVariantBuilder *tasks)
{
  GListModel *documents = recto_engine_get_documents (self->engine);

  add_tasks (tasks, recto_engine_get_opening_tasks (self->engine), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (RectoDocument) document = g_list_model_get_item (documents, i);
      g_autofree char *name = g_file_get_basename (recto_document_get_file (document));

      add_tasks (tasks, recto_document_get_tasks (document), name);
    }
}

static void
add_ended (RectoTaskService *self, GVariantBuilder *tasks)
{
  RectoTaskHistory *ended = recto_engine_get_ended_tasks (self->engine);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (ended)); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (G_LIST_MODEL (ended), i);

      add_task (tasks, task, recto_task_history_get_document (ended, i));
    }
}

/* The bus lets nothing through that the description does not name. */
static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  RectoTaskService *self = user_data;
  GVariantBuilder tasks;

  g_variant_builder_init (&tasks, G_VARIANT_TYPE ("aa{sv}"));
  if (self->engine != NULL && g_str_equal (method, "List"))
    add_running (self, &tasks);
  else if (self->engine != NULL)
    add_ended (self, &tasks);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &tasks));
}

static void
changed_cb (gpointer user_data)
{
  RectoTaskService *self = user_data;

  self->changed_source = 0;
  g_dbus_connection_emit_signal (self->connection, NULL, self->path, INTERFACE, "Changed", NULL,
                                 NULL);
}

static void
tasks_changed_cb (RectoTaskService *self)
{
  if (self->changed_source == 0)
    self->changed_source = g_timeout_add_once (CHANGED_MS, changed_cb, self);
}

RectoTaskService *
recto_task_service_new (GDBusConnection *connection, const char *path, GError **error)
{
  static const GDBusInterfaceVTable calls = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (RectoTaskService) self = NULL;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), NULL);

  node = g_dbus_node_info_new_for_xml (description, NULL);
  self = g_object_new (RECTO_TYPE_TASK_SERVICE, NULL);
  self->connection = g_object_ref (connection);
  self->path = g_strdup (path);
  self->registration = g_dbus_connection_register_object (connection, path, node->interfaces[0],
                                                          &calls, self, NULL, error);
  return self->registration != 0 ? g_steal_pointer (&self) : NULL;
}

void
recto_task_service_set_engine (RectoTaskService *self, RectoEngine *engine)
{
  g_return_if_fail (RECTO_IS_TASK_SERVICE (self));
  g_return_if_fail (RECTO_IS_ENGINE (engine));
  g_return_if_fail (self->engine == NULL);

  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "tasks-changed", G_CALLBACK (tasks_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
recto_task_service_dispose (GObject *object)
{
  RectoTaskService *self = RECTO_TASK_SERVICE (object);

  g_clear_handle_id (&self->changed_source, g_source_remove);
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (self->engine, self);
  g_clear_object (&self->engine);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (recto_task_service_parent_class)->dispose (object);
}

static void
recto_task_service_finalize (GObject *object)
{
  g_free (RECTO_TASK_SERVICE (object)->path);

  G_OBJECT_CLASS (recto_task_service_parent_class)->finalize (object);
}

static void
recto_task_service_class_init (RectoTaskServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_task_service_dispose;
  G_OBJECT_CLASS (klass)->finalize = recto_task_service_finalize;
}

static void
recto_task_service_init (RectoTaskService *self)
{
}
