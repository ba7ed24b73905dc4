/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-wanted-page.h"

#include "recto-page-entry.h"

struct _RectoWantedPage
{
  guint number;             /* 0 where it is said otherwise */
  char *label;              /* (nullable) */
  RectoReadingState *state; /* (nullable) */
  RectoLocation reached;    /* so far */
};

RectoWantedPage *
recto_wanted_page_new (guint number, const char *label)
{
  RectoWantedPage *self = g_new0 (RectoWantedPage, 1);

  g_return_val_if_fail (number > 0 || label != NULL, self);

  self->number = number;
  self->label = g_strdup (label);
  return self;
}

RectoWantedPage *
recto_wanted_page_new_remembered (const RectoReadingState *state)
{
  RectoWantedPage *self = g_new0 (RectoWantedPage, 1);

  g_return_val_if_fail (state != NULL, self);

  self->state = g_memdup2 (state, sizeof *state);
  return self;
}

void
recto_wanted_page_free (RectoWantedPage *self)
{
  g_free (self->label);
  g_free (self->state);
  g_free (self);
}

/* A chapter that has not been laid out yet is shown from its start, which has it laid out next. */
static gboolean
show_remembered (RectoWantedPage *self, RectoPageView *page_view, RectoDocument *document)
{
  RectoPlace place = self->state->place;
  const guint chapter = MIN (place.location.chapter, recto_document_get_n_chapters (document) - 1);
  gboolean estimated = FALSE;
  const guint n_pages = recto_document_get_chapter_pages (document, chapter, &estimated);

  if (recto_document_is_reflowable (document) && estimated)
    {
      self->reached = RECTO_LOCATION_INIT (chapter, 0);
      if (!recto_location_equal (recto_page_view_get_location (page_view), self->reached))
        recto_page_view_go_to (page_view, self->reached, FALSE);
      return FALSE;
    }
  if (recto_document_is_reflowable (document))
    place = recto_reading_state_get_place (self->state, n_pages);
  recto_page_view_restore (page_view, place, self->state->middle);
  return TRUE;
}

/* Where the reader has gone somewhere else meanwhile, nothing is wanted any more. */
gboolean
recto_wanted_page_show (RectoWantedPage *self, RectoPageView *page_view)
{
  RectoDocument *document;
  RectoLocation location;

  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), TRUE);

  document = recto_page_view_get_document (page_view);
  if (!recto_location_equal (recto_page_view_get_location (page_view), self->reached))
    return TRUE;
  if (self->state != NULL)
    return show_remembered (self, page_view, document);
  if (self->number > 0)
    location = recto_document_get_location (document, self->number - 1);
  else if (!recto_page_entry_find_label (document, self->label, &location))
    return FALSE;
  recto_page_view_go_to (page_view, location, FALSE);
  return TRUE;
}
