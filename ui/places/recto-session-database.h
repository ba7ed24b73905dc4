/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-session.h"

/* RectoSessionDatabase: the file behind RectoSessionStore. Blocks; to be used by one thread at a
 * time. A program that runs holds a lock beside the file, which goes with it however it ends: a
 * second one, on another desktop of the same user, has no session. */
typedef struct _RectoSessionDatabase RectoSessionDatabase;

/* More than this is not restored: whoever has written it, it was no reader. */
#define RECTO_SESSION_MAX_TABS 500
/* A session in which the program was killed so often, each time soon after it had begun, is not
 * restored once more. */
#define RECTO_SESSION_MAX_CRASHES 3

RectoSessionDatabase *recto_session_database_new (const char *path);
/* Lets go of the lock. */
void recto_session_database_free (RectoSessionDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoSessionDatabase, recto_session_database_free)

/* What the program before has left; NULL where that is nothing. It counts as running from now on:
 * should this one be killed before it writes, the same is left again, and one more death is counted
 * for each tab that is shown. (transfer full) (nullable) */
RectoSession *recto_session_database_begin (RectoSessionDatabase *self);
/* FALSE where it could not be written. */
gboolean recto_session_database_write (RectoSessionDatabase *self, RectoSession *session);
/* Nothing of it stays on the disk. */
void recto_session_database_forget (RectoSessionDatabase *self);
