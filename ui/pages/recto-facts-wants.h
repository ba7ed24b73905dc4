/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-page-layout.h"
#include "recto-page-states.h"

/* RectoFactsWants: asks for the facts (the size first of all) of pages in view and around, unless
 * the reader has stopped that. */
typedef struct _RectoFactsWants RectoFactsWants;

/* Both outlive it. */
RectoFactsWants *recto_facts_wants_new (RectoDocument *document, RectoPageStates *states);
void recto_facts_wants_free (RectoFactsWants *self);
gboolean recto_facts_wants_has (RectoFactsWants *self, RectoLocation location);
/* The pages in view, first and last. `busy`: they are being drawn, so that those around can wait: a
 * long document takes a processor some time before it tells of its second page. */
void recto_facts_wants_tell (RectoFactsWants *self,
                             RectoPageLayout *layout,
                             guint first,
                             guint last,
                             gboolean busy);
/* The reader has stopped it: facts are asked for again when he turns to a page without any. */
void recto_facts_wants_stop (RectoFactsWants *self);
void recto_facts_wants_go_on (RectoFactsWants *self);
