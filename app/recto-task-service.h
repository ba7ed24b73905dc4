/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-engine.h"

/* RectoTaskService: what runs, on the session's bus, for scripts to look at. They stop it by the
 * application's actions: stop, stop-task, stop-all.
 *
 * The interface io.github.rectoviewer.Recto.Tasks has two methods, List and ListEnded, and the
 * signal Changed, which says that one of them now gives something else. Each gives an array of
 * dictionaries, oldest first, with these keys: id (t), kind, state and reason (s), foreground (b),
 * elapsed (d, seconds); and where it is known: document and subject (s, names), chapter and page
 * (u, from 1), progress (d, 0 to 1), done and total (t, bytes; total as claimed), latency (d,
 * seconds from the end until the work had really stopped). */
#define RECTO_TYPE_TASK_SERVICE (recto_task_service_get_type ())
G_DECLARE_FINAL_TYPE (RectoTaskService, recto_task_service, RECTO, TASK_SERVICE, GObject)

/* NULL with an error where the bus does not take it. */
RectoTaskService *recto_task_service_new (GDBusConnection *connection,
                                          const char *path,
                                          GError **error);
/* Whose tasks it tells of; until then it knows of none. */
void recto_task_service_set_engine (RectoTaskService *self, RectoEngine *engine);
