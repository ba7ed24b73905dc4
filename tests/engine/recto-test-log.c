/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-log.h"

typedef struct
{
  guint64 id;
  char *event;
} LogEntry;

static GArray *log_entries;

static void
log_entry_clear (gpointer data)
{
  g_free (((LogEntry *) data)->event);
}

const char *
recto_test_log_get_field (const GLogField *fields, gsize n_fields, const char *name)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, name))
      return fields[i].value;
  return NULL;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *id = recto_test_log_get_field (fields, n_fields, "RECTO_TASK_ID");

  if (log_entries != NULL && id != NULL)
    {
      LogEntry entry = { g_ascii_strtoull (id, NULL, 10), NULL };

      entry.event = g_strdup (recto_test_log_get_field (fields, n_fields, "RECTO_TASK_EVENT"));
      g_array_append_val (log_entries, entry);
    }
  return g_log_writer_default (level, fields, n_fields, data);
}

void
recto_test_log_install (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}

void
recto_test_log_begin (void)
{
  log_entries = g_array_new (FALSE, FALSE, sizeof (LogEntry));
  g_array_set_clear_func (log_entries, log_entry_clear);
}

void
recto_test_log_end (void)
{
  g_clear_pointer (&log_entries, g_array_unref);
}

guint
recto_test_log_count (RectoTask *task, const char *event)
{
  guint n = 0;

  for (guint i = 0; i < log_entries->len; i++)
    {
      LogEntry *entry = &g_array_index (log_entries, LogEntry, i);

      n += entry->id == recto_task_get_id (task) && g_str_equal (entry->event, event);
    }
  return n;
}
