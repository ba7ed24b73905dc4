/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-clock.h"
#include "recto-engine.h"
#include "recto-place-store.h"
#include "recto-session-store.h"

/* RectoSessionKeeper: has the windows and tabs of the program written down while they change, and
 * brings them back at the next start: always where the program was killed, and if the settings wish
 * it where it was quit. Nothing is opened but what comes in view; a document in view with which the
 * program was killed twice in a row is not opened by itself. */
#define RECTO_TYPE_SESSION_KEEPER (recto_session_keeper_get_type ())
G_DECLARE_FINAL_TYPE (RectoSessionKeeper, recto_session_keeper, RECTO, SESSION_KEEPER, GObject)

/* `application` (unowned) outlives it. */
RectoSessionKeeper *recto_session_keeper_new (GtkApplication *application,
                                              RectoEngine *engine,
                                              GSettings *settings,
                                              RectoPlaceStore *places, /* (nullable) */
                                              RectoSessionStore *store,
                                              const RectoClock *clock);

/* To be called once; nothing is written before it is over. What is open by then stays and is not
 * opened twice. Where there is nothing to restore it is over at once. */
void recto_session_keeper_restore_async (RectoSessionKeeper *self,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* FALSE where nothing was restored. */
gboolean recto_session_keeper_restore_finish (RectoSessionKeeper *self, GAsyncResult *result);

/* The program is about to close its windows: what is open now is what it ends with. */
void recto_session_keeper_end (RectoSessionKeeper *self);
/* At the end of the program: has that kept or forgotten, as the settings wish. */
void recto_session_keeper_finish (RectoSessionKeeper *self);
