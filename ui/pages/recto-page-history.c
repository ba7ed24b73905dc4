/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-history.h"

#include "recto-cancellable.h"
#include "recto-page-view-private.h"
#include "recto-wanted-page.h"

struct _RectoPageHistory
{
  RectoPageView *view; /* (unowned) */
  RectoHistory *history;
  GSignalGroup *pages;     /* of the view's document */
  GCancellable *asking;    /* (nullable): for the characters of places */
  RectoWantedPage *wanted; /* (nullable): while it is not known where one comes back to */
  int n_steps;             /* of the history, that the view has not made yet; below 0: back */
};

/* One question for the character of a place. */
typedef struct
{
  RectoPageView *view;
  RectoKeptPlace place;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->view);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* Who does not get to where they wanted to go back to has gone nowhere. */
static void
forget_wanted (RectoPageHistory *self)
{
  RectoKeptPlace place;

  g_clear_pointer (&self->wanted, recto_wanted_page_free);
  for (; self->n_steps < 0; self->n_steps++)
    recto_history_forward (self->history, NULL, &place);
  for (; self->n_steps > 0; self->n_steps--)
    recto_history_back (self->history, NULL, &place);
}

static RectoKeptPlace
capture (RectoPageHistory *self, RectoDocument *document)
{
  RectoKeptPlace here = { .place = recto_viewport_get_place (self->view->viewport) };

  here.n_pages = recto_document_get_chapter_pages (document, here.place.location.chapter, NULL);
  here.text = *recto_document_get_text_style (document);
  here.character = -1;
  return here;
}

/* ---- The characters of places -----------------------------------------------------------------
 */

static void
character_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  guint character = 0;

  if (!recto_document_find_character_finish (RECTO_DOCUMENT (object), result, &character, NULL) ||
      recto_page_view_get_document (question->view) != RECTO_DOCUMENT (object))
    return;
  question->place.character = character;
  recto_history_set_character (question->view->history->history, &question->place);
}

/* In a book, a page and how far down it is are only good for its present layout. */
static void
ask_for_character (RectoPageHistory *self, RectoDocument *document, const RectoKeptPlace *place)
{
  Question *question;

  /* What is not laid out has no characters yet. */
  if (!recto_document_is_reflowable (document) ||
      recto_document_get_page (document, place->place.location) == NULL)
    return;
  question = g_new0 (Question, 1);
  question->view = g_object_ref (self->view);
  question->place = *place;
  recto_document_find_character_async (document, place->place.location, place->place.fraction,
                                       RECTO_PRIORITY_THUMBNAIL, self->asking, character_cb,
                                       question);
}

void
recto_page_history_jump (RectoPageHistory *self, RectoPlace to)
{
  RectoDocument *document;
  RectoKeptPlace from;

  g_return_if_fail (self != NULL);

  document = recto_page_view_get_document (self->view);
  g_return_if_fail (document != NULL);
  forget_wanted (self);
  from = capture (self, document);
  if (recto_history_jump (self->history, &from, to))
    ask_for_character (self, document, &from);
  recto_page_view_notify_history (self->view);
}

/* ---- Coming back ------------------------------------------------------------------------------
 */

static void
forget_given_up (RectoPageHistory *self)
{
  if (self->wanted == NULL || !recto_wanted_page_is_given_up (self->wanted, self->view))
    return;
  forget_wanted (self);
  recto_page_view_notify_history (self->view);
}

static void
show_wanted (RectoPageHistory *self)
{
  const guint before = recto_page_scene_get_number (self->view->scene);
  const guint n_moves = recto_page_view_get_n_moves (self->view);
  gboolean is_there;

  forget_given_up (self);
  if (self->wanted == NULL)
    return;
  is_there = recto_wanted_page_show (self->wanted, self->view);
  /* There, or at the beginning of its chapter. */
  if (recto_page_view_get_n_moves (self->view) != n_moves)
    self->n_steps = 0;
  if (!is_there)
    return;
  g_clear_pointer (&self->wanted, recto_wanted_page_free);
  if (recto_page_scene_get_number (self->view->scene) != before)
    recto_page_view_emit_navigated (self->view);
}

static void
found_cb (gpointer user_data)
{
  show_wanted (user_data);
}

/* While one is on the way, where the view is by chance is nowhere that one comes back to.
 * `direction`: below 0 for back. */
static gboolean
step (RectoPageHistory *self, int direction)
{
  RectoDocument *document = recto_page_view_get_document (self->view);
  RectoReadingState state;
  RectoKeptPlace here;
  RectoKeptPlace there;
  const RectoKeptPlace *kept;

  if (document == NULL)
    return FALSE;
  forget_given_up (self);
  here = capture (self, document);
  kept = self->wanted == NULL ? &here : NULL;
  if (!(direction < 0 ? recto_history_back (self->history, kept, &there)
                      : recto_history_forward (self->history, kept, &there)))
    return FALSE;
  if (kept != NULL)
    ask_for_character (self, document, kept);
  self->n_steps += direction;
  state = recto_reading_state_capture (self->view);
  state.place = there.place;
  state.n_pages = there.n_pages;
  state.text = there.text;
  state.character = there.character;
  g_clear_pointer (&self->wanted, recto_wanted_page_free);
  self->wanted = recto_wanted_page_new_again (&state);
  recto_wanted_page_set_callback (self->wanted, found_cb, self);
  recto_page_view_notify_history (self->view);
  /* One goes, even if it is not known yet where to: nobody else brings the view elsewhere now. */
  recto_page_view_restore (self->view, here.place, state.middle);
  show_wanted (self);
  return TRUE;
}

gboolean
recto_page_history_back (RectoPageHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return step (self, -1);
}

gboolean
recto_page_history_forward (RectoPageHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return step (self, 1);
}

gboolean
recto_page_history_can_go_back (RectoPageHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return recto_history_can_go_back (self->history);
}

gboolean
recto_page_history_can_go_forward (RectoPageHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return recto_history_can_go_forward (self->history);
}

/* ---- The document -----------------------------------------------------------------------------
 */

static void
forget_questions (RectoPageHistory *self)
{
  forget_wanted (self);
  if (self->asking != NULL)
    recto_cancellable_cancel (self->asking, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->asking);
}

void
recto_page_history_set_document (RectoPageHistory *self, RectoDocument *document, gboolean renewed)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  forget_questions (self);
  self->asking = g_cancellable_new ();
  if (!renewed)
    recto_history_clear (self->history);
  g_signal_group_set_target (self->pages, document);
}

RectoPageHistory *
recto_page_history_new (RectoPageView *view)
{
  RectoPageHistory *self;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (view), NULL);

  self = g_new0 (RectoPageHistory, 1);
  self->view = view;
  self->history = recto_history_new ();
  self->pages = g_signal_group_new (RECTO_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->pages, "pages-changed", G_CALLBACK (show_wanted), self);
  return self;
}

void
recto_page_history_free (RectoPageHistory *self)
{
  forget_questions (self);
  g_signal_group_set_target (self->pages, NULL);
  g_clear_object (&self->pages);
  recto_history_free (self->history);
  g_free (self);
}
