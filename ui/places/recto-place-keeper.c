/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-place-keeper.h"

#include "recto-file-fingerprint.h"

/* So long after one moves it is remembered: a crash loses no more. */
#define REMEMBER_MS 3000

typedef struct _Asked Asked;

struct _RectoPlaceKeeper
{
  RectoPlaceStore *store; /* (nullable) */
  RectoPageView *page_view;
  GSignalGroup *scrolling;   /* of the page view's vertical adjustment */
  char *address;             /* (nullable): of the document that is shown */
  char *fingerprint;         /* (nullable) */
  RectoReadingState written; /* as last remembered; no pages: never */
  gboolean sidebar;
  const char *pane; /* (nullable): interned */
  RectoClock clock;
  GSource *timer;             /* (nullable) */
  Asked *asked;               /* (nullable): while the character of a place is asked for */
  RectoReadingState answered; /* whose character is known, if it is not -1 */
};

/* One question for the character of a place. */
struct _Asked
{
  RectoPlaceKeeper *keeper; /* NULL once it does not want to know any more */
  RectoReadingState state;
  GCancellable *cancellable;
};

typedef struct
{
  RectoPlaceStore *store; /* (nullable) */
  char *address;
  char *fingerprint; /* (nullable) */
} Search;

static void
search_free (Search *search)
{
  g_clear_object (&search->store);
  g_free (search->address);
  g_free (search->fingerprint);
  g_free (search);
}

/* ---- Finding --------------------------------------------------------------------------------- */

static void
recalled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* An error is that it was cancelled, which the task knows, too. */
  g_task_return_pointer (task,
                         recto_place_store_recall_finish (RECTO_PLACE_STORE (object), result, NULL),
                         g_free);
}

static void
fingerprint_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);

  search->fingerprint = recto_file_fingerprint_finish (result, NULL);
  if (search->store == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  recto_place_store_recall_async (search->store, search->fingerprint, search->address,
                                  g_task_get_cancellable (task), recalled_cb, g_object_ref (task));
}

void
recto_place_keeper_find_async (RectoPlaceKeeper *self,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_place_keeper_find_async);
  search = g_new0 (Search, 1);
  g_set_object (&search->store, self->store);
  search->address = g_file_get_uri (file);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  recto_file_fingerprint_async (file, cancellable, fingerprint_cb, g_object_ref (task));
}

RectoReadingState *
recto_place_keeper_find_finish (GAsyncResult *result, char **fingerprint)
{
  Search *search;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  search = g_task_get_task_data (G_TASK (result));
  *fingerprint = g_steal_pointer (&search->fingerprint);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* ---- Remembering ----------------------------------------------------------------------------- */

static gboolean
is_same_place (const RectoReadingState *a, const RectoReadingState *b)
{
  return recto_location_equal (a->place.location, b->place.location) &&
         a->place.fraction == b->place.fraction && a->n_pages == b->n_pages &&
         recto_text_style_equal (&a->text, &b->text);
}

static void
forget_asked (RectoPlaceKeeper *self)
{
  Asked *asked = g_steal_pointer (&self->asked);

  if (asked == NULL)
    return;
  asked->keeper = NULL;
  recto_cancellable_cancel (asked->cancellable, RECTO_CANCEL_SUPERSEDED);
}

static void
clear_timer (RectoPlaceKeeper *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
remember (RectoPlaceKeeper *self)
{
  RectoReadingState state;

  clear_timer (self);
  if (self->address == NULL || self->store == NULL ||
      recto_page_view_get_document (self->page_view) == NULL)
    return;
  state = recto_reading_state_capture (self->page_view);
  state.sidebar = self->sidebar;
  state.pane = self->pane;
  if (self->answered.character >= 0 && is_same_place (&state, &self->answered))
    state.character = self->answered.character;
  if (recto_reading_state_equal (&state, &self->written))
    return;
  self->written = state;
  recto_place_store_remember (self->store, self->fingerprint, self->address, &state);
}

static void
character_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  RectoPlaceKeeper *self = asked->keeper;
  guint character = 0;
  const gboolean found =
      recto_document_find_character_finish (RECTO_DOCUMENT (object), result, &character, NULL);

  if (self != NULL)
    {
      self->asked = NULL;
      self->answered = asked->state;
      self->answered.character = found ? (gint64) character : -1;
      if (found)
        remember (self);
    }
  g_object_unref (asked->cancellable);
  g_free (asked);
}

/* In a book, a page and how far down it is are only good for its present layout. */
static void
ask_for_character (RectoPlaceKeeper *self)
{
  RectoDocument *document = recto_page_view_get_document (self->page_view);

  if (self->address == NULL || document == NULL || !recto_document_is_reflowable (document))
    return;
  forget_asked (self);
  self->asked = g_new0 (Asked, 1);
  self->asked->keeper = self;
  self->asked->state = recto_reading_state_capture (self->page_view);
  self->asked->cancellable = g_cancellable_new ();
  recto_document_find_character_async (document, self->asked->state.place.location,
                                       self->asked->state.place.fraction, RECTO_PRIORITY_THUMBNAIL,
                                       self->asked->cancellable, character_cb, self->asked);
}

/* At once what is known, since the answer may take long. */
static gboolean
remember_cb (gpointer user_data)
{
  RectoPlaceKeeper *self = user_data;

  clear_timer (self);
  remember (self);
  ask_for_character (self);
  return G_SOURCE_REMOVE;
}

static void
moved_cb (RectoPlaceKeeper *self)
{
  if (self->timer != NULL || self->address == NULL || self->store == NULL)
    return;
  self->timer = self->clock.timer (self->clock.data, REMEMBER_MS);
  g_source_set_callback (self->timer, remember_cb, self, NULL);
  g_source_attach (self->timer, NULL);
}

void
recto_place_keeper_begin (RectoPlaceKeeper *self, GFile *file, const char *fingerprint)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_FILE (file));

  recto_place_keeper_end (self);
  self->address = g_file_get_uri (file);
  self->fingerprint = g_strdup (fingerprint);
}

void
recto_place_keeper_set_sidebar (RectoPlaceKeeper *self, gboolean sidebar)
{
  g_return_if_fail (self != NULL);

  if (self->sidebar == sidebar)
    return;
  self->sidebar = sidebar;
  moved_cb (self);
}

void
recto_place_keeper_set_pane (RectoPlaceKeeper *self, const char *pane)
{
  g_return_if_fail (self != NULL);

  pane = g_intern_string (pane);
  if (self->pane == pane)
    return;
  self->pane = pane;
  moved_cb (self);
}

void
recto_place_keeper_end (RectoPlaceKeeper *self)
{
  g_return_if_fail (self != NULL);

  remember (self);
  forget_asked (self);
  self->answered.character = -1;
  self->written = (RectoReadingState) { 0 };
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->fingerprint, g_free);
}

RectoPlaceKeeper *
recto_place_keeper_new (RectoPlaceStore *store, RectoPageView *page_view)
{
  return recto_place_keeper_new_with_clock (store, page_view, &recto_clock_monotonic);
}

RectoPlaceKeeper *
recto_place_keeper_new_with_clock (RectoPlaceStore *store,
                                   RectoPageView *page_view,
                                   const RectoClock *clock)
{
  static const char *const signals[] = {
    "notify::number",           "notify::zoom",          "notify::fit-mode",
    "notify::continuous",       "notify::rotation",      "notify::dual",
    "notify::odd-left",         "notify::right-to-left", "notify::colors",
    "notify::show-annotations",
  };
  RectoPlaceKeeper *self;

  g_return_val_if_fail (store == NULL || RECTO_IS_PLACE_STORE (store), NULL);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);

  self = g_new0 (RectoPlaceKeeper, 1);
  g_set_object (&self->store, store);
  self->page_view = page_view;
  self->clock = *clock;
  self->answered.character = -1;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (page_view, signals[i], G_CALLBACK (moved_cb), self);
  self->scrolling = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scrolling, "value-changed", G_CALLBACK (moved_cb), self);
  g_object_bind_property (page_view, "vadjustment", self->scrolling, "target",
                          G_BINDING_SYNC_CREATE);
  return self;
}

void
recto_place_keeper_free (RectoPlaceKeeper *self)
{
  clear_timer (self);
  forget_asked (self);
  g_signal_group_set_target (self->scrolling, NULL);
  g_clear_object (&self->scrolling);
  g_signal_handlers_disconnect_by_data (self->page_view, self);
  g_clear_object (&self->store);
  g_free (self->address);
  g_free (self->fingerprint);
  g_free (self);
}
