/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-clock.h"
#include "recto-location.h"

/* A page counts as slow when it has been waited for so long. */
#define RECTO_SLOW_MS 3000

/* RectoPageWaits: the pages of which something in view is missing, and since when. A page is
 * waited for as a whole, however many tiles it is made of and however often they are asked for
 * anew, because one has zoomed or scrolled on it. */
typedef struct _RectoPageWaits RectoPageWaits;

typedef struct
{
  /* A page became slow by the passing of time. */
  void (*slow) (gpointer data);
  /* Work on the page has gone on for as long as the time limit while it was waited for. Comes once
   * for each wait. */
  void (*late) (RectoLocation location, gpointer data);
} RectoPageWaitsCallbacks;

RectoPageWaits *recto_page_waits_new (const RectoClock *clock,
                                      const RectoPageWaitsCallbacks *callbacks,
                                      gpointer data);
void recto_page_waits_free (RectoPageWaits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageWaits, recto_page_waits_free)

/* The pages that are waited for now (of RectoLocation, no page twice): the waits for all others
 * are over, those for pages that were among them before go on. */
void recto_page_waits_set (RectoPageWaits *self, GArray *locations);
/* A worker began to render some of the page. Before that it may have to wait for other pages, for
 * which it is not to blame: the time limit counts from the first time. */
void recto_page_waits_work_began (RectoPageWaits *self, RectoLocation location);
/* 0: none. Also for the waits that go on. */
void recto_page_waits_set_limit_ms (RectoPageWaits *self, guint milliseconds);

gboolean recto_page_waits_is_slow (RectoPageWaits *self, RectoLocation location);
gboolean recto_page_waits_has_timer (RectoPageWaits *self);
