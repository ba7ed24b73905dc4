/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Whether the path "book.pdf#page=3" means a place in "book.pdf", as an address does: a file may
 * have that very name. `path` is the whole of it, `before` what stands before the "#". The files
 * are looked for without waiting for them; where that tells nothing within two seconds, as where a
 * server does not answer, a place is what is meant. */
void recto_path_fragment_is_meant_async (GFile *path,
                                         GFile *before,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* FALSE also where neither file is there: then `path` is what was asked for. */
gboolean recto_path_fragment_is_meant_finish (GAsyncResult *result);
