/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A GFile that is none of the local file system's, as far as anybody can tell: what is behind it is
 * a local one, through GIO alone. */
#define RECTO_TYPE_TEST_REMOTE_FILE (recto_test_remote_file_get_type ())
G_DECLARE_FINAL_TYPE (RectoTestRemoteFile, recto_test_remote_file, RECTO, TEST_REMOTE_FILE, GObject)

/* `can_move`: else it knows renaming only, as cameras do. */
GFile *recto_test_remote_file_new (GFile *local, gboolean can_move);
