/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-list.h"
#include "recto-task-service.h"
#include "recto-test.h"

#define PATH "/io/github/rectoviewer/Recto"
#define INTERFACE "io.github.rectoviewer.Recto.Tasks"

/* The service, and a script that uses it, each with a connection of its own. */
typedef struct
{
  GDBusConnection *server;
  GDBusConnection *client;
  RectoTaskService *service;
  RectoEngine *engine;
  GVariant *answer; /* of the last call */
} Fixture;

static GDBusConnection *
connect_to (gconstpointer bus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (G_TEST_DBUS (bus)),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
set_up (Fixture *fixture, gconstpointer bus)
{
  g_autoptr (GError) error = NULL;

  fixture->server = connect_to (bus);
  fixture->client = connect_to (bus);
  fixture->engine = recto_test_engine ();
  fixture->service = recto_task_service_new (fixture->server, PATH, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->answer, g_variant_unref);
  g_assert_finalize_object (fixture->service);
  g_dbus_connection_close_sync (fixture->client, NULL, NULL);
  g_dbus_connection_close_sync (fixture->server, NULL, NULL);
  g_object_unref (fixture->client);
  g_object_unref (fixture->server);
  recto_engine_shut_down (fixture->engine);
  recto_test_wait (g_atomic_int_get (&G_OBJECT (fixture->engine)->ref_count) == 1);
  g_assert_finalize_object (fixture->engine);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GVariant **answer = user_data;
  g_autoptr (GError) error = NULL;

  *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  g_assert_no_error (error);
}

/* How many tasks the bus now tells of. */
static gsize
ask (Fixture *fixture, const char *method)
{
  g_autoptr (GVariant) tasks = NULL;

  g_clear_pointer (&fixture->answer, g_variant_unref);
  g_dbus_connection_call (fixture->client, g_dbus_connection_get_unique_name (fixture->server),
                          PATH, INTERFACE, method, NULL, G_VARIANT_TYPE ("(aa{sv})"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb, &fixture->answer);
  recto_test_wait (fixture->answer != NULL);
  tasks = g_variant_get_child_value (fixture->answer, 0);
  return g_variant_n_children (tasks);
}

/* A fact of the last task that was told of. (transfer full) (nullable) */
static GVariant *
fact (Fixture *fixture, const char *key)
{
  g_autoptr (GVariant) tasks = g_variant_get_child_value (fixture->answer, 0);
  g_autoptr (GVariant) last = g_variant_get_child_value (tasks, g_variant_n_children (tasks) - 1);

  return g_variant_lookup_value (last, key, NULL);
}

static void
assert_fact (Fixture *fixture, const char *key, GVariant *expected)
{
  g_autoptr (GVariant) wanted = g_variant_ref_sink (expected);
  g_autoptr (GVariant) found = fact (fixture, key);

  g_assert_nonnull (found);
  g_assert_cmpvariant (found, wanted);
}

static void
assert_no_fact (Fixture *fixture, const char *key)
{
  g_assert_null (fact (fixture, key));
}

static char *
nick_of_state (RectoTask *task)
{
  RectoTaskState state = RECTO_TASK_PENDING;

  g_object_get (task, "state", &state, NULL);
  return g_strdup (recto_task_state_to_string (state));
}

static RectoTask *
add_task (Fixture *fixture, RectoTaskKind kind)
{
  RectoTask *task = recto_task_new (kind, RECTO_TASK_FOREGROUND, NULL);

  recto_task_set_subject (task, "a\xff.pdf");
  recto_task_set_location (task, RECTO_LOCATION_INIT (1, 4));
  recto_task_list_add (RECTO_TASK_LIST (recto_engine_get_opening_tasks (fixture->engine)), task);
  return task;
}

static void
test_there_is_nothing_to_tell_at_first (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (ask (fixture, "List"), ==, 0);
  g_assert_cmpuint (ask (fixture, "ListEnded"), ==, 0);
  recto_task_service_set_engine (fixture->service, fixture->engine);
  g_assert_cmpuint (ask (fixture, "List"), ==, 0);
  g_assert_cmpuint (ask (fixture, "ListEnded"), ==, 0);
}

/* S-8 */
static void
test_bus_says_what_the_property_says (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_SAVE);
  g_autofree char *pending = nick_of_state (task);
  g_autofree char *running = NULL;
  g_autofree char *cancelled = NULL;

  recto_task_service_set_engine (fixture->service, fixture->engine);
  g_assert_cmpuint (ask (fixture, "List"), ==, 1);
  assert_fact (fixture, "state", g_variant_new_string (pending));
  assert_fact (fixture, "reason", g_variant_new_string ("none"));

  recto_task_start (task);
  running = nick_of_state (task);
  ask (fixture, "List");
  assert_fact (fixture, "state", g_variant_new_string (running));

  /* The bus sees the end at once, as everybody does, and then among those that ended. */
  recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
  cancelled = nick_of_state (task);
  g_assert_cmpstr (cancelled, ==, "cancelled");
  recto_test_wait (ask (fixture, "List") == 0);
  g_assert_cmpuint (ask (fixture, "ListEnded"), ==, 1);
  assert_fact (fixture, "state", g_variant_new_string (cancelled));
  assert_fact (fixture, "reason", g_variant_new_string ("user-stop"));
}

static void
test_facts_of_a_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) task = add_task (fixture, RECTO_TASK_SAVE);
  g_autoptr (GVariant) elapsed = NULL;
  g_autoptr (GVariant) latency = NULL;

  recto_task_service_set_engine (fixture->service, fixture->engine);
  ask (fixture, "List");
  assert_no_fact (fixture, "document");
  assert_no_fact (fixture, "progress");
  assert_no_fact (fixture, "total");
  recto_task_start (task);
  recto_task_set_amount (task, 10, 40);
  ask (fixture, "List");
  assert_fact (fixture, "id", g_variant_new_uint64 (recto_task_get_id (task)));
  assert_fact (fixture, "kind", g_variant_new_string ("save"));
  assert_fact (fixture, "foreground", g_variant_new_boolean (TRUE));
  assert_fact (fixture, "subject", g_variant_new_string ("a\xef\xbf\xbd.pdf"));
  assert_fact (fixture, "chapter", g_variant_new_uint32 (2));
  assert_fact (fixture, "page", g_variant_new_uint32 (5));
  assert_fact (fixture, "progress", g_variant_new_double (0.25));
  assert_fact (fixture, "done", g_variant_new_uint64 (10));
  assert_fact (fixture, "total", g_variant_new_uint64 (40));
  elapsed = fact (fixture, "elapsed");
  g_assert_true (g_variant_is_of_type (elapsed, G_VARIANT_TYPE_DOUBLE));
  assert_no_fact (fixture, "latency");
  recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
  recto_task_log_stopped (task);
  recto_test_wait (ask (fixture, "ListEnded") == 1);
  latency = fact (fixture, "latency");
  g_assert_true (g_variant_is_of_type (latency, G_VARIANT_TYPE_DOUBLE));
}

static void
count_changed_cb (GDBusConnection *connection,
                  const char *sender,
                  const char *path,
                  const char *interface,
                  const char *signal,
                  GVariant *parameters,
                  gpointer user_data)
{
  ++*(guint *) user_data;
}

/* Many changes at once are one piece of news. */
static void
test_changes_are_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) first = NULL;
  g_autoptr (RectoTask) second = NULL;
  guint n_changes = 0;
  guint subscription =
      g_dbus_connection_signal_subscribe (fixture->client, NULL, INTERFACE, "Changed", PATH, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, count_changed_cb, &n_changes,
                                          NULL);

  recto_task_service_set_engine (fixture->service, fixture->engine);
  ask (fixture, "List");
  first = add_task (fixture, RECTO_TASK_OPEN);
  second = add_task (fixture, RECTO_TASK_OPEN);
  recto_test_wait (n_changes == 1);
  recto_task_succeed (first);
  recto_task_succeed (second);
  recto_test_wait (n_changes >= 2);
  g_dbus_connection_signal_unsubscribe (fixture->client, subscription);
}

static void
test_tasks_of_documents_are_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoDocument) document = recto_test_open (fixture->engine, "three-pages.pdf");
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_RENDER, RECTO_TASK_FLAGS_NONE, NULL);

  recto_task_service_set_engine (fixture->service, fixture->engine);
  recto_test_wait (ask (fixture, "List") == 0);
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (document)), task);
  g_assert_cmpuint (ask (fixture, "List"), ==, 1);
  assert_fact (fixture, "document", g_variant_new_string ("three-pages.pdf"));
  recto_document_close (document);
  recto_test_wait (recto_task_is_done (task) && ask (fixture, "List") == 0);
  ask (fixture, "ListEnded");
  assert_fact (fixture, "document", g_variant_new_string ("three-pages.pdf"));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);

#define ADD(path, func) g_test_add (path, Fixture, bus, set_up, func, tear_down)
  ADD ("/task-service/there-is-nothing-to-tell-at-first", test_there_is_nothing_to_tell_at_first);
  ADD ("/task-service/S-8/bus-says-what-the-property-says", test_bus_says_what_the_property_says);
  ADD ("/task-service/facts-of-a-task", test_facts_of_a_task);
  ADD ("/task-service/changes-are-told", test_changes_are_told);
  ADD ("/task-service/tasks-of-documents-are-told", test_tasks_of_documents_are_told);
#undef ADD

  status = g_test_run ();
  g_test_dbus_down (bus);
  return status;
}
