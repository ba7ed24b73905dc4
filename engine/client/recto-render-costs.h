/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "recto-location.h"

/* RectoRenderCosts: what rendering a document's pages has cost, and which of them are not to be
 * begun behind the reader's back. How much is too much hangs on the machine and on the document: a
 * photograph that takes a third of a second is no trouble where all of them take that. */
typedef struct RectoRenderCosts RectoRenderCosts;

RectoRenderCosts *recto_render_costs_new (void);
void recto_render_costs_free (RectoRenderCosts *self);

/* A part of a page was rendered, or its rendering cancelled or timed out after so much work, in
 * microseconds. */
void recto_render_costs_tell (RectoRenderCosts *self,
                              RectoLocation location,
                              gboolean complete,
                              gint64 work);
/* The most work that one of the last renderings took; 0 before the first. */
gint64 recto_render_costs_get_most (RectoRenderCosts *self);
/* How long a page that is no trouble may take, milliseconds: 250, or twice what one of the last
 * took, as long as that is at most a second. */
guint recto_render_costs_get_limit (RectoRenderCosts *self);
/* Its rendering ended early, after more work than four fifths of that, and it has not been rendered
 * since. */
gboolean recto_render_costs_is_costly (RectoRenderCosts *self, RectoLocation location);
