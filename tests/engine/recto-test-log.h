/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-task.h"

/* What is logged of tasks, for tests. */

/* (transfer none) (nullable) */
const char *recto_test_log_get_field (const GLogField *fields, gsize n_fields, const char *name);

/* Before anything is logged. */
void recto_test_log_install (void);
/* From here on what is logged in the main thread is kept, until _end (). */
void recto_test_log_begin (void);
void recto_test_log_end (void);
/* How many of the task's entries say this. */
guint recto_test_log_count (RectoTask *task, const char *event);
