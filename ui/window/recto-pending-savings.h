/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoPendingSavings: whether anything of a document is still to be saved: a saving that runs, or
 * was stopped, until it is forgotten; or a question of which one may come.
 *
 * Property "pending" (boolean, read only). */
#define RECTO_TYPE_PENDING_SAVINGS (recto_pending_savings_get_type ())
G_DECLARE_FINAL_TYPE (RectoPendingSavings, recto_pending_savings, RECTO, PENDING_SAVINGS, GObject)

RectoPendingSavings *recto_pending_savings_new (RectoDocument *document);
gboolean recto_pending_savings_get_pending (RectoPendingSavings *self);
/* While something is asked. Each ask is ended by one answer. */
void recto_pending_savings_begin_question (RectoPendingSavings *self);
void recto_pending_savings_end_question (RectoPendingSavings *self);
