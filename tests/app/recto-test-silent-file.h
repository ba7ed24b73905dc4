/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A GFile of a server that does not answer, until it is told to. It can be asked one thing only,
 * and once: what is known of it. */
#define RECTO_TYPE_TEST_SILENT_FILE (recto_test_silent_file_get_type ())
G_DECLARE_FINAL_TYPE (RectoTestSilentFile, recto_test_silent_file, RECTO, TEST_SILENT_FILE, GObject)

RectoTestSilentFile *recto_test_silent_file_new (void);
gboolean recto_test_silent_file_was_asked (RectoTestSilentFile *self);
/* Answers: it is there. */
void recto_test_silent_file_answer (RectoTestSilentFile *self);
