/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* RectoReadingState: where in a document one reads, and how it is shown: what is kept for the next
 * time. */
typedef struct
{
  RectoPlace place; /* the top of the view */
  double middle;    /* of the view, as a fraction of the page's width */
  guint n_pages;    /* of the place's chapter, as it was laid out then */
  double zoom;
  RectoFitMode fit_mode;
  gboolean continuous;
  gboolean dual;
  gboolean odd_left;
  gboolean right_to_left;
  gboolean show_annotations;
  RectoColorMode colors;
  int rotation;
  gboolean sidebar;    /* not the page view's: who shows the sidebar sets it */
  const char *pane;    /* (nullable): of the sidebar, likewise; interned */
  RectoTextStyle text; /* of a book */
  gint64 character;    /* of the place, in a book: as the engine counts them; -1: unknown */
} RectoReadingState;

/* Of a view with a document. The character is not known, which takes asking. */
RectoReadingState recto_reading_state_capture (RectoPageView *page_view);
/* How the document is shown. Where is for RectoWantedPage. */
void recto_reading_state_show (const RectoReadingState *self, RectoPageView *page_view);
/* The place in a chapter that has so many pages now: as far through it as then. */
RectoPlace recto_reading_state_get_place (const RectoReadingState *self, guint n_pages);
gboolean recto_reading_state_equal (const RectoReadingState *self, const RectoReadingState *other);
