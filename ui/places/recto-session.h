/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* RectoSession: which windows are open with which documents, to have them again the next time.
 * Counted, from any thread; not changed any more once it was handed on. */
typedef struct
{
  char *address;  /* a URI */
  char *title;    /* for people, until the document is open and tells its own */
  gboolean shown; /* it was opened, and in view: what may have ended the program */
  guint n_deaths; /* how often in a row the program has ended while it was shown */
} RectoSessionTab;

typedef struct
{
  int width; /* 0: not known */
  int height;
  gboolean maximized;
  guint selected;  /* of the tabs */
  GPtrArray *tabs; /* of RectoSessionTab; never empty */
} RectoSessionWindow;

typedef struct
{
  GPtrArray *windows; /* of RectoSessionWindow; that used last comes last */
  gboolean ended;     /* as it was left when the program was quit; else the program was killed */
  guint n_crashes;    /* how often in a row it was killed soon after it had begun */
} RectoSession;

RectoSession *recto_session_new (void);
RectoSession *recto_session_ref (RectoSession *self);
void recto_session_unref (RectoSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoSession, recto_session_unref)

/* (transfer none) */
RectoSessionWindow *recto_session_add_window (RectoSession *self);
/* (transfer none) */
RectoSessionTab *recto_session_window_add_tab (RectoSessionWindow *self,
                                               const char *address,
                                               const char *title);
guint recto_session_count_tabs (RectoSession *self);
gboolean recto_session_equal (RectoSession *self, RectoSession *other);
