/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-log.h"

#include "recto-task-private.h"

/* Being cancelled is what somebody wished for, and failing is told to whoever asked: neither is
 * worth a warning. */
static GLogLevelFlags
get_level (const char *event, RectoTaskState state)
{
  if (g_str_equal (event, "ended") && state != RECTO_TASK_SUCCEEDED)
    return G_LOG_LEVEL_INFO;
  return G_LOG_LEVEL_DEBUG;
}

static char *
describe_page (RectoTask *task)
{
  RectoLocation location;

  if (!recto_task_get_location (task, &location))
    return g_strdup ("");
  return g_strdup_printf ("%u:%u", location.chapter, location.page);
}

/* The time of day at which it began. What never began, began when it ended. */
static char *
describe_start (RectoTask *task)
{
  const gboolean waits = recto_task_get_state (task) == RECTO_TASK_PENDING;
  const gint64 age = waits ? 0 : recto_task_now (task) - task->started;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) start = g_date_time_add (now, -age);

  if (waits)
    return g_strdup ("");
  return g_strdup_printf ("%02d:%02d:%06.3f", g_date_time_get_hour (start),
                          g_date_time_get_minute (start), g_date_time_get_seconds (start));
}

static char *
format_ms (gint64 microseconds)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.3f", microseconds / 1000.0));
}

void
recto_task_log (RectoTask *task, const char *event, gint64 microseconds)
{
  RectoTaskState state = recto_task_get_state (task);
  const char *kind = recto_task_kind_to_string (recto_task_get_kind (task));
  const char *state_name = recto_task_state_to_string (state);
  const char *reason = recto_cancel_reason_to_string (recto_task_get_reason (task));
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, recto_task_get_id (task));
  g_autofree char *page = describe_page (task);
  g_autofree char *start = describe_start (task);
  g_autofree char *ms = format_ms (microseconds);

  g_log_structured ("Recto-task", get_level (event, state), "RECTO_TASK_ID", id, "RECTO_TASK_KIND",
                    kind, "RECTO_TASK_PAGE", page, "RECTO_TASK_STATE", state_name,
                    "RECTO_TASK_REASON", reason, "RECTO_TASK_START", start, "RECTO_TASK_EVENT",
                    event, "RECTO_TASK_MS", ms, "MESSAGE",
                    "task %s, %s%s%s: %s, %s, reason %s, began %s, %s ms", id, kind,
                    page[0] != '\0' ? " of page " : "", page, event, state_name, reason, start, ms);
}

char *
recto_task_describe (RectoTask *self)
{
  RectoCancelReason reason;
  GString *text = g_string_new (NULL);
  g_autofree char *page = NULL;
  g_autofree char *start = NULL;
  g_autofree char *ms = NULL;

  g_return_val_if_fail (RECTO_IS_TASK (self), NULL);

  reason = recto_task_get_reason (self);
  page = describe_page (self);
  start = describe_start (self);
  ms = format_ms (recto_task_get_elapsed (self));
  g_string_append_printf (text, "task %" G_GUINT64_FORMAT ", %s%s%s: %s", recto_task_get_id (self),
                          recto_task_kind_to_string (recto_task_get_kind (self)),
                          page[0] != '\0' ? " of page " : "", page,
                          recto_task_state_to_string (recto_task_get_state (self)));
  if (reason != RECTO_CANCEL_NONE)
    g_string_append_printf (text, ", reason %s", recto_cancel_reason_to_string (reason));
  if (start[0] != '\0')
    g_string_append_printf (text, ", began %s, %s ms", start, ms);
  if (recto_task_get_latency (self) >= 0)
    {
      g_autofree char *latency = format_ms (recto_task_get_latency (self));

      g_string_append_printf (text, ", gone after %s ms", latency);
    }
  return g_string_free_and_steal (text);
}
