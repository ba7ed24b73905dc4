/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-session.h"

/* RectoSessionStore: the session of this program, in a database in the user's state folder. To be
 * used from the main thread; the database is read and written in a thread. A damaged one is set
 * aside and begun anew; where there can be none, nothing is kept. */
#define RECTO_TYPE_SESSION_STORE (recto_session_store_get_type ())
G_DECLARE_FINAL_TYPE (RectoSessionStore, recto_session_store, RECTO, SESSION_STORE, GObject)

/* `path`: of the database, made with its folder when first needed. Nothing is kept or restored
 * while nothing may be remembered (recto-remembering.h); all is forgotten when that is turned off
 * in the settings. */
RectoSessionStore *recto_session_store_new (const char *path, GSettings *settings);
/* Where the database usually is: the user's state folder, a Flatpak's own in a Flatpak.
 * (transfer full) */
char *recto_session_store_dup_usual_path (void);

/* FALSE where there is nothing to restore; found out at once. */
gboolean recto_session_store_has_any (RectoSessionStore *self);
/* What the program before has left. To be called once, before anything is written. */
void recto_session_store_begin_async (RectoSessionStore *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* NULL without an error where there is nothing. (transfer full) (nullable) */
RectoSession *recto_session_store_begin_finish (RectoSessionStore *self,
                                                GAsyncResult *result,
                                                GError **error);
/* Of what is written while something is being written, the latest counts. */
void recto_session_store_write (RectoSessionStore *self, RectoSession *session);
void recto_session_store_forget (RectoSessionStore *self);
/* At the end of the program: waits until what was asked for is done, for a second at most. */
void recto_session_store_finish (RectoSessionStore *self);
