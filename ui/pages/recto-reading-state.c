/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-reading-state.h"

#include <math.h>

RectoReadingState
recto_reading_state_capture (RectoPageView *page_view)
{
  RectoReadingState self = { 0 };
  RectoDocument *document;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), self);

  document = recto_page_view_get_document (page_view);
  g_return_val_if_fail (document != NULL, self);

  self.place = recto_page_view_get_place (page_view, &self.middle);
  self.n_pages = recto_document_get_chapter_pages (document, self.place.location.chapter, NULL);
  g_object_get (page_view, "zoom", &self.zoom, "fit-mode", &self.fit_mode, "continuous",
                &self.continuous, "dual", &self.dual, "odd-left", &self.odd_left, "right-to-left",
                &self.right_to_left, "show-annotations", &self.show_annotations, "colors",
                &self.colors, "rotation", &self.rotation, NULL);
  self.text = *recto_document_get_text_style (document);
  self.character = -1;
  return self;
}

void
recto_reading_state_show (const RectoReadingState *self, RectoPageView *page_view)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (RECTO_IS_PAGE_VIEW (page_view));

  g_object_set (page_view, "continuous", self->continuous, "dual", self->dual, "odd-left",
                self->odd_left, "right-to-left", self->right_to_left, "show-annotations",
                self->show_annotations, "colors", self->colors, "rotation", self->rotation, "zoom",
                self->zoom, "fit-mode", self->fit_mode, NULL);
}

RectoPlace
recto_reading_state_get_place (const RectoReadingState *self, guint n_pages)
{
  RectoPlace place = self->place;
  double along;

  if (n_pages == 0 || self->n_pages == 0 || n_pages == self->n_pages)
    return place;
  /* The chapter has been laid out otherwise: pages hold more, or less. */
  along = (place.location.page + place.fraction) * n_pages / self->n_pages;
  along = CLAMP (along, 0, n_pages);
  place.location.page = MIN ((guint) along, n_pages - 1);
  place.fraction = CLAMP (along - place.location.page, 0, 1);
  return place;
}

gboolean
recto_reading_state_equal (const RectoReadingState *self, const RectoReadingState *other)
{
  return recto_location_equal (self->place.location, other->place.location) &&
         self->place.fraction == other->place.fraction && self->middle == other->middle &&
         self->n_pages == other->n_pages && self->zoom == other->zoom &&
         self->fit_mode == other->fit_mode && self->continuous == other->continuous &&
         self->dual == other->dual && self->odd_left == other->odd_left &&
         self->right_to_left == other->right_to_left &&
         self->show_annotations == other->show_annotations && self->colors == other->colors &&
         self->rotation == other->rotation && self->sidebar == other->sidebar &&
         self->pane == other->pane && recto_text_style_equal (&self->text, &other->text) &&
         self->character == other->character;
}
