/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-log.h"

/* Being cancelled is what somebody wished for, and failing is told to whoever asked: neither is
 * worth a warning. */
static GLogLevelFlags
get_level (const char *event, RectoTaskState state)
{
  if (g_str_equal (event, "ended") && state != RECTO_TASK_SUCCEEDED)
    return G_LOG_LEVEL_INFO;
  return G_LOG_LEVEL_DEBUG;
}

void
recto_task_log (RectoTask *task, const char *event, gint64 microseconds)
{
  RectoTaskState state = recto_task_get_state (task);
  const char *kind = recto_task_kind_to_string (recto_task_get_kind (task));
  const char *state_name = recto_task_state_to_string (state);
  const char *reason = recto_cancel_reason_to_string (recto_task_get_reason (task));
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, recto_task_get_id (task));
  g_autofree char *page = NULL;
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  RectoLocation location;

  if (recto_task_get_location (task, &location))
    page = g_strdup_printf ("%u:%u", location.chapter, location.page);
  g_ascii_formatd (ms, sizeof ms, "%.3f", microseconds / 1000.0);

  g_log_structured ("Recto-task", get_level (event, state), "RECTO_TASK_ID", id, "RECTO_TASK_KIND",
                    kind, "RECTO_TASK_PAGE", page != NULL ? page : "", "RECTO_TASK_STATE",
                    state_name, "RECTO_TASK_REASON", reason, "RECTO_TASK_EVENT", event,
                    "RECTO_TASK_MS", ms, "MESSAGE", "task %s, %s%s%s: %s, %s, reason %s, %s ms", id,
                    kind, page != NULL ? " of page " : "", page != NULL ? page : "", event,
                    state_name, reason, ms);
}
