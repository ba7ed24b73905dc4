/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-view.h"

#include "recto-document-view-private.h"

/* The text of a book is set otherwise: first the character at the top of the view is asked for,
 * which the former layout alone can tell; then the document is laid out anew, behind what is shown;
 * and when that character is found again, it goes to the top. */

static void
emit_changed (RectoDocumentView *self)
{
  g_signal_emit_by_name (self, "text-style-changed");
}

gboolean
recto_document_view_has_text_style (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), FALSE);

  return self->document != NULL && recto_document_is_reflowable (self->document);
}

RectoTextStyle
recto_document_view_get_text_style (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), RECTO_TEXT_STYLE_USUAL);

  if (self->restyling != NULL || self->document == NULL)
    return self->text_style;
  return *recto_document_get_text_style (self->document);
}

void
recto_document_view_end_restyling (RectoDocumentView *self)
{
  if (self->restyling != NULL)
    recto_cancellable_cancel (self->restyling, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->restyling);
  self->anchor_character = -1;
}

/* `character`: at the top of the view, or -1. */
static void
lay_out (RectoDocumentView *self, gint64 character)
{
  RectoReadingState state = recto_reading_state_capture (self->page_view);

  state.character = character;
  self->anchor_character = character;
  /* A place that is not found yet stays wanted. */
  if (self->wanted == NULL)
    {
      recto_place_keeper_end (self->keeper);
      recto_document_view_begin_at (self, recto_wanted_page_new_here (&state));
    }
  recto_page_view_hold_picture (self->page_view);
  recto_document_set_text_style (self->document, &self->text_style);
  recto_page_view_reload (self->page_view);
  recto_document_view_show_wanted (self);
}

static void
character_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoDocumentView) self = user_data;
  RectoDocument *document = RECTO_DOCUMENT (object);
  guint character = 0;
  const gboolean found = recto_document_find_character_finish (document, result, &character, NULL);

  if (self->restyling == NULL || self->document != document ||
      recto_task_get_reason (recto_task_of_result (result)) == RECTO_CANCEL_SUPERSEDED)
    return;
  g_clear_object (&self->restyling);
  lay_out (self, found ? (gint64) character : -1);
}

/* Several changes in a row all keep what was at the top before the first of them. */
static gboolean
is_at_anchor (RectoDocumentView *self)
{
  return self->anchor_character >= 0 &&
         self->anchor_moves == recto_page_view_get_n_moves (self->page_view);
}

static void
begin_restyling (RectoDocumentView *self)
{
  const RectoReadingState state = recto_reading_state_capture (self->page_view);

  /* A chapter that is not laid out has no characters yet. */
  if (self->wanted != NULL ||
      recto_document_get_page (self->document, state.place.location) == NULL)
    {
      lay_out (self, -1);
      return;
    }
  if (is_at_anchor (self))
    {
      lay_out (self, self->anchor_character);
      return;
    }
  self->restyling = g_cancellable_new ();
  recto_document_find_character_async (self->document, state.place.location, state.place.fraction,
                                       RECTO_PRIORITY_VISIBLE, self->restyling, character_cb,
                                       g_object_ref (self));
}

void
recto_document_view_set_text_style (RectoDocumentView *self, const RectoTextStyle *style)
{
  RectoTextStyle before;

  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (style != NULL);

  if (!recto_document_view_has_text_style (self))
    return;
  before = recto_document_view_get_text_style (self);
  self->text_style = recto_text_style_clamp (style);
  if (recto_text_style_equal (&self->text_style, &before))
    return;
  if (self->restyling == NULL)
    begin_restyling (self);
  emit_changed (self);
}

void
recto_document_view_step_text_size (RectoDocumentView *self, int direction)
{
  RectoTextStyle style;

  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));

  style = recto_document_view_get_text_style (self);
  style.size = recto_text_style_step_size (style.size, direction);
  recto_document_view_set_text_style (self, &style);
}

/* What was wanted shows: that is where the next change begins. */
void
recto_document_view_note_anchor (RectoDocumentView *self)
{
  self->anchor_moves = recto_page_view_get_n_moves (self->page_view);
  recto_page_view_release_picture (self->page_view);
}
