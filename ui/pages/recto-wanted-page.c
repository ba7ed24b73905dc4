/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-wanted-page.h"

typedef struct
{
  RectoWantedPage *page; /* NULL once it is gone */
  guint n_pages;
} Search;

struct _RectoWantedPage
{
  guint number;             /* 0 where it is said otherwise */
  char *label;              /* (nullable) */
  RectoReadingState *state; /* (nullable) */
  RectoLocation reached;    /* so far */
  gboolean stays;           /* where the view is, until it is known */
  gboolean returns;         /* from wherever the view is */
  gboolean begun;
  gboolean is_stopped; /* by the user, on the way back */
  guint n_moves;       /* of the view, then */

  Search *search; /* (nullable): for the character of the state */
  GCancellable *cancellable;
  gboolean is_found;
  RectoPlace place; /* of the character */
  RectoWantedPageFunc found;
  gpointer data;
};

/* ---- By the character ------------------------------------------------------------------------ */

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Search *search = user_data;
  RectoWantedPage *self = search->page;
  RectoPlace place = { 0 };
  gboolean found;

  if (self == NULL)
    return;
  g_clear_object (&self->cancellable);
  self->search = NULL;
  place.location.chapter = self->state->place.location.chapter;
  found = recto_document_find_place_finish (RECTO_DOCUMENT (object), result, &place.location.page,
                                            &place.fraction, NULL);
  self->is_stopped =
      !found && self->returns &&
      recto_task_get_reason (recto_task_of_result (result)) == RECTO_CANCEL_USER_STOP;
  /* One that was not found, for whatever other reason, is about where it was. */
  if (!found)
    place = recto_reading_state_get_place (self->state, search->n_pages);
  self->place = place;
  self->is_found = TRUE;
  self->found (self->data);
}

static void
search (RectoWantedPage *self, RectoDocument *document, guint n_pages)
{
  if (self->search != NULL)
    return;
  self->search = g_new0 (Search, 1);
  self->search->page = self;
  self->search->n_pages = n_pages;
  self->cancellable = g_cancellable_new ();
  recto_document_find_place_async (document, self->state->place.location.chapter,
                                   (guint) self->state->character, RECTO_PRIORITY_VISIBLE,
                                   self->cancellable, found_cb, self->search);
}

static void
end_search (RectoWantedPage *self)
{
  if (self->search != NULL)
    self->search->page = NULL;
  self->search = NULL;
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
}

/* ---- Made and shown ----------------------------------------------------------------------------
 */

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

RectoWantedPage *
recto_wanted_page_new_here (const RectoReadingState *state)
{
  RectoWantedPage *self = recto_wanted_page_new_remembered (state);

  self->stays = TRUE;
  return self;
}

RectoWantedPage *
recto_wanted_page_new_again (const RectoReadingState *state)
{
  RectoWantedPage *self = recto_wanted_page_new_remembered (state);

  self->returns = TRUE;
  return self;
}

void
recto_wanted_page_set_callback (RectoWantedPage *self, RectoWantedPageFunc found, gpointer data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (found != NULL);

  self->found = found;
  self->data = data;
}

void
recto_wanted_page_free (RectoWantedPage *self)
{
  end_search (self);
  g_free (self->label);
  g_free (self->state);
  g_free (self);
}

/* Laid out as it was then, the place is where it was. */
static gboolean
is_laid_out_alike (RectoWantedPage *self, RectoDocument *document, guint n_pages)
{
  return self->state->n_pages == n_pages &&
         recto_text_style_equal (&self->state->text, recto_document_get_text_style (document));
}

/* A chapter that has not been laid out yet is shown from its start, which has it laid out next;
 * unless it is the one that shows. */
static gboolean
show_remembered (RectoWantedPage *self, RectoPageView *page_view, RectoDocument *document)
{
  RectoPlace place = self->state->place;
  const guint chapter = MIN (place.location.chapter, recto_document_get_n_chapters (document) - 1);
  gboolean estimated = FALSE;
  const guint n_pages = recto_document_get_chapter_pages (document, chapter, &estimated);
  const gboolean reflowable = recto_document_is_reflowable (document);

  if (reflowable && estimated)
    {
      /* Another layout than the one that was searched. */
      end_search (self);
      self->is_found = FALSE;
      if (self->stays)
        return FALSE;
      self->reached = RECTO_LOCATION_INIT (chapter, 0);
      if (!recto_location_equal (recto_page_view_get_location (page_view), self->reached))
        recto_page_view_go_to (page_view, self->reached, FALSE);
      return FALSE;
    }
  if (reflowable && self->state->character >= 0 && chapter == place.location.chapter &&
      !is_laid_out_alike (self, document, n_pages))
    {
      if (!self->is_found)
        search (self, document, n_pages);
      if (!self->is_found)
        return FALSE;
      place = self->place;
    }
  else if (reflowable)
    place = recto_reading_state_get_place (self->state, n_pages);
  recto_page_view_restore (page_view, place, self->state->middle);
  return TRUE;
}

static gboolean
has_gone_elsewhere (RectoWantedPage *self, RectoPageView *page_view)
{
  if (self->returns && !self->begun)
    {
      self->reached = recto_page_view_get_location (page_view);
      self->begun = TRUE;
    }
  if (!self->stays)
    return !recto_location_equal (recto_page_view_get_location (page_view), self->reached);
  if (!self->begun)
    self->n_moves = recto_page_view_get_n_moves (page_view);
  self->begun = TRUE;
  return self->n_moves != recto_page_view_get_n_moves (page_view);
}

gboolean
recto_wanted_page_is_given_up (RectoWantedPage *self, RectoPageView *page_view)
{
  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), TRUE);

  return self->is_stopped || has_gone_elsewhere (self, page_view);
}

gboolean
recto_wanted_page_show (RectoWantedPage *self, RectoPageView *page_view)
{
  RectoDocument *document;
  RectoLocation location;

  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), TRUE);

  document = recto_page_view_get_document (page_view);
  if (recto_wanted_page_is_given_up (self, page_view))
    return TRUE;
  if (self->state != NULL)
    return show_remembered (self, page_view, document);
  if (self->number > 0)
    location = recto_document_get_location (document, self->number - 1);
  else if (!recto_document_find_label (document, self->label, &location))
    return FALSE;
  recto_page_view_go_to (page_view, location, FALSE);
  return TRUE;
}
