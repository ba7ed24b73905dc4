/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-facts-wants.h"

#define AROUND 2 /* pages on each side of the view */

struct _RectoFactsWants
{
  RectoDocument *document; /* (unowned) */
  RectoPageStates *states; /* (unowned) */
  gboolean stopped;
};

RectoFactsWants *
recto_facts_wants_new (RectoDocument *document, RectoPageStates *states)
{
  RectoFactsWants *self = g_new0 (RectoFactsWants, 1);

  self->document = document;
  self->states = states;
  return self;
}

void
recto_facts_wants_free (RectoFactsWants *self)
{
  g_free (self);
}

gboolean
recto_facts_wants_has (RectoFactsWants *self, RectoLocation location)
{
  return recto_document_get_page (self->document, location) != NULL;
}

/* Once the reader has stopped it, only for what he turns to. */
void
recto_facts_wants_tell (RectoFactsWants *self,
                        RectoPageLayout *layout,
                        guint first,
                        guint last,
                        gboolean busy)
{
  const guint around = self->stopped || busy ? 0 : AROUND;

  first = first > around ? first - around : 0;
  last = MIN (last + around, recto_page_layout_get_n_pages (layout) - 1);
  for (guint i = first; i <= last; i++)
    {
      const RectoLocation location = recto_page_layout_get_location (layout, i);

      /* A page that was stopped stays as it is. */
      if (recto_facts_wants_has (self, location) ||
          !recto_page_states_may_render (self->states, location))
        continue;
      self->stopped = FALSE;
      recto_document_need_pages (self->document, location,
                                 recto_page_layout_get_location (layout, last));
      return;
    }
}

void
recto_facts_wants_stop (RectoFactsWants *self)
{
  self->stopped = TRUE;
}

void
recto_facts_wants_go_on (RectoFactsWants *self)
{
  self->stopped = FALSE;
}
