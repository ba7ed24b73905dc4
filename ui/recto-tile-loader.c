/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-loader.h"

#include "recto-facts-wants.h"
#include "recto-page-trouble.h"
#include "recto-page-waits.h"
#include "recto-patience.h"
#include "recto-tile-planner.h"
#include "recto-tile-requests.h"
#include "recto-tile-wants.h"

/* What was seen lately may take so much memory, or half as much again as the view does. */
#define SPARE_BYTES ((gsize) 32 << 20)
/* When the view has missed tiles for so long, it shows a slow page: the neighbours are rendered
 * beside it, each for as long as a page that is no trouble takes. */
#define AHEAD_MS 120
#define AHEAD_LIMIT_MS 250

struct _RectoTileLoader
{
  GObject parent_instance;
  RectoDocument *document;
  RectoTilePlanner *planner;
  RectoTileRequests *requests;
  RectoTileTextures *textures;
  RectoPageStates *states;
  RectoPageWaits *waits;
  RectoFactsWants *facts;
  GHashTable *visible;     /* set of RectoTileKey: asked for as in view */
  GHashTable *declined;    /* set of RectoTileKey: near tiles that did not come */
  GArray *in_view;         /* of RectoTilePage */
  RectoPageColors colors;  /* of the view when it was last looked at */
  RectoTilePage read;      /* the page being read */
  RectoPatience *patience; /* out: what is in view has been missing for a while */
  guint n_missing;
  guint time_limit;
  gboolean closed;
  gboolean more_memory;
  guint n_moves; /* of the viewport, as last seen */
};

G_DEFINE_FINAL_TYPE (RectoTileLoader, recto_tile_loader, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (gpointer self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_of_page (gpointer key, gpointer value, gpointer data)
{
  return recto_location_equal (((const RectoTileKey *) key)->page.location,
                               *(const RectoLocation *) data);
}

/* The page is not rendered further for now, and the reader is told why. */
static void
give_up_page (RectoTileLoader *self,
              RectoLocation location,
              RectoPageCondition condition,
              const char *message)
{
  recto_page_states_set (self->states, location, condition, message);
  recto_tile_requests_drop_page (self->requests, location,
                                 condition == RECTO_PAGE_TIMED_OUT ? RECTO_CANCEL_TIMEOUT
                                                                   : RECTO_CANCEL_SUPERSEDED);
  recto_tile_planner_forget_page (self->planner, location);
  g_hash_table_foreach_remove (self->visible, is_of_page, &location);
}

/* One is kept waiting by the page as a whole, whichever of its tiles it is that takes long. */
static void
late_cb (RectoLocation location, gpointer data)
{
  RectoTileLoader *self = data;

  if (!recto_page_states_has_time_limit (self->states, location))
    return;
  give_up_page (self, location, RECTO_PAGE_TIMED_OUT, NULL);
  emit_changed (self);
}

static void
take_tile (RectoTileLoader *self, const RectoTileKey *key, RectoTile *tile)
{
  RectoPageCondition condition = RECTO_PAGE_INCOMPLETE;

  recto_tile_textures_add (self->textures, key, tile);
  if (!recto_tile_is_incomplete (tile))
    return;
  if (recto_tile_hit_memory_limit (tile) && !self->more_memory)
    condition = RECTO_PAGE_INCOMPLETE_MEMORY;
  recto_page_states_set (self->states, key->page.location, condition, NULL);
}

static void
take_error (RectoTileLoader *self,
            RectoLocation location,
            RectoCancelReason reason,
            const GError *error)
{
  RectoPageTrouble trouble = recto_page_trouble_of_error (error, reason, self->more_memory);

  if (trouble.closed)
    self->closed = TRUE;
  else if (trouble.condition != RECTO_PAGE_FINE)
    give_up_page (self, location, trouble.condition, trouble.message);
}

static gboolean
is_whole (const RectoTileKey *key, RectoTile *tile)
{
  RectoPixelRect wanted = recto_tile_key_get_rect (key);
  RectoPixelRect got = recto_tile_get_rect (tile);

  return wanted.x == got.x && wanted.y == got.y && wanted.width == got.width &&
         wanted.height == got.height;
}

static void
answer_cb (const RectoTileKey *key,
           RectoTile *tile,
           RectoCancelReason reason,
           const GError *error,
           gpointer data)
{
  RectoTileLoader *self = data;
  gboolean in_view = g_hash_table_remove (self->visible, key);

  recto_tile_planner_answered (self->planner, key);
  /* Where the page turned out to have another size, its facts are on their way, and with them
   * another plan. */
  if (tile != NULL && is_whole (key, tile))
    take_tile (self, key, tile);
  else if (error != NULL && in_view)
    take_error (self, key->page.location, reason, error);
  else if (error != NULL && reason != RECTO_CANCEL_SUPERSEDED)
    g_hash_table_add (self->declined, recto_tile_key_copy (key));
  emit_changed (self);
}

static void
began_cb (const RectoTileKey *key, gpointer data)
{
  RectoTileLoader *self = data;

  if (g_hash_table_contains (self->visible, key))
    recto_page_waits_work_began (self->waits, key->page.location);
}

static gboolean
is_known (const RectoWantedTile *tile, gpointer data)
{
  RectoTileLoader *self = data;

  if (recto_tile_textures_get (self->textures, &tile->key) != NULL)
    return TRUE;
  return tile->urgency == RECTO_TILE_NEAR && g_hash_table_contains (self->declined, &tile->key);
}

static void
ask (RectoTileLoader *self, RectoPageLayout *layout, const RectoWantedTile *tile)
{
  const RectoTileKey *key = &tile->key;
  const RectoLocation location = key->page.location;
  RectoRenderRequest request = { .location = location, .rotation = key->page.rotation };

  request.colors = key->page.colors;
  request.scale =
      recto_page_layout_get_scale (layout, recto_page_layout_get_number (layout, location));
  request.rect = recto_tile_key_get_rect (key);
  request.priority =
      tile->urgency == RECTO_TILE_VISIBLE ? RECTO_PRIORITY_VISIBLE : RECTO_PRIORITY_NEAR;
  if (!recto_page_states_has_size_limit (self->states, location))
    request.flags = RECTO_RENDER_NO_LIMITS;
  /* What is in view has its limit as a page. */
  if (tile->urgency == RECTO_TILE_VISIBLE)
    g_hash_table_add (self->visible, recto_tile_key_copy (key));
  else
    request.time_limit_ms =
        recto_patience_is_out (self->patience) ? AHEAD_LIMIT_MS : self->time_limit * 1000;
  recto_tile_requests_ask (self->requests, key, &request);
}

static void
carry_out_plan (RectoTileLoader *self, RectoPageLayout *layout)
{
  GArray *drops = recto_tile_planner_get_drops (self->planner);
  GArray *asks = recto_tile_planner_get_asks (self->planner);

  for (guint i = 0; i < drops->len; i++)
    {
      const RectoTileKey *key = &g_array_index (drops, RectoTileKey, i);

      g_hash_table_remove (self->visible, key);
      /* One that is asked for again hands its work on to the new request. */
      if (!recto_tile_planner_is_asked (self->planner, key))
        recto_tile_requests_drop (self->requests, key, RECTO_CANCEL_SUPERSEDED);
    }
  for (guint i = 0; i < asks->len; i++)
    ask (self, layout, &g_array_index (asks, RectoWantedTile, i));
}

static void
keep_textures (RectoTileLoader *self, const RectoPageRect *view)
{
  gsize bytes = (gsize) view->width * (gsize) view->height * 4;
  GHashTableIter iter;
  gpointer tile;

  g_hash_table_iter_init (&iter, recto_tile_planner_get_wanted (self->planner));
  while (g_hash_table_iter_next (&iter, &tile, NULL))
    recto_tile_textures_use (self->textures, &((RectoWantedTile *) tile)->key);
  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoTilePage *page = &g_array_index (self->in_view, RectoTilePage, i);

      recto_tile_textures_use_others (self->textures, page);
    }
  recto_tile_textures_trim (self->textures, MAX (SPARE_BYTES, bytes + bytes / 2));
}

/* Elsewhere, or at another size, what did not come before is worth another try. */
static void
note_page_read (RectoTileLoader *self, RectoViewport *viewport)
{
  RectoPageLayout *layout = recto_viewport_get_layout (viewport);
  guint number = recto_page_layout_get_number (layout, recto_viewport_get_location (viewport));
  RectoTilePage read = recto_viewport_get_page (viewport, number);

  if (recto_tile_page_equal (&read, &self->read))
    return;
  self->read = read;
  g_hash_table_remove_all (self->declined);
  recto_patience_renew (self->patience);
}

/* What was in view, had been missing for a while and is in view no more. To be told before what is
 * near is planned, which would take over the work. */
static void
leave_slow_pages (RectoTileLoader *self, RectoLocation first, RectoLocation last)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->visible);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const RectoLocation location = ((const RectoTileKey *) value)->page.location;

      if (recto_location_compare (location, first) < 0 ||
          recto_location_compare (location, last) > 0)
        recto_page_states_leave (self->states, location);
    }
}

static gboolean
is_missing (RectoTileLoader *self, const RectoTilePage *page)
{
  GHashTableIter iter;
  gpointer value;

  if (!recto_facts_wants_has (self->facts, page->location))
    return TRUE;
  g_hash_table_iter_init (&iter, recto_tile_planner_get_wanted (self->planner));
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const RectoWantedTile *tile = value;

      if (tile->urgency == RECTO_TILE_VISIBLE && recto_tile_page_equal (&tile->key.page, page) &&
          !is_known (tile, self))
        return TRUE;
    }
  return FALSE;
}

/* Pages in view of which anything has not come yet, if only their size. */
static void
tell_waits (RectoTileLoader *self)
{
  g_autoptr (GArray) locations = g_array_new (FALSE, FALSE, sizeof (RectoLocation));

  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoTilePage *page = &g_array_index (self->in_view, RectoTilePage, i);

      if (recto_page_states_may_render (self->states, page->location) && is_missing (self, page))
        g_array_append_val (locations, page->location);
    }
  recto_page_waits_set (self->waits, locations);
}

static void
end_waits (RectoTileLoader *self)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (RectoLocation));

  recto_page_waits_set (self->waits, none);
  g_hash_table_remove_all (self->visible);
}

/* What is in view stands in for itself; the rest would flash when it comes into view. */
static void
note_colors (RectoTileLoader *self, RectoPageColors colors)
{
  if (self->colors == colors)
    return;
  self->colors = colors;
  recto_tile_textures_remove_other_colors (self->textures, colors, self->in_view);
}

void
recto_tile_loader_update (RectoTileLoader *self, RectoViewport *viewport)
{
  RectoPageLayout *layout = recto_viewport_get_layout (viewport);
  RectoPageRect view = recto_viewport_get_view (viewport);
  const gboolean slow = recto_patience_is_out (self->patience);
  const gboolean navigated = self->n_moves != recto_viewport_get_n_moves (viewport);
  guint n_missing;
  guint first;
  guint last;

  if (self->closed || recto_page_layout_get_n_pages (layout) == 0)
    return;

  note_page_read (self, viewport);
  self->n_moves = recto_viewport_get_n_moves (viewport);
  if (recto_viewport_get_range (viewport, &first, &last))
    {
      recto_page_states_set_view (self->states, recto_page_layout_get_location (layout, first),
                                  recto_page_layout_get_location (layout, last), navigated);
      recto_facts_wants_tell (self->facts, layout, first, last);
      if (slow)
        leave_slow_pages (self, recto_page_layout_get_location (layout, first),
                          recto_page_layout_get_location (layout, last));
    }
  note_colors (self, recto_viewport_get_colors (viewport));
  recto_tile_planner_begin (self->planner);
  recto_tile_textures_begin_view (self->textures);
  n_missing =
      recto_tile_wants_tell (self->planner, viewport, self->document, self->states, self->in_view);
  n_missing += recto_tile_planner_end (self->planner, recto_patience_is_out (self->patience),
                                       is_known, self);
  carry_out_plan (self, layout);
  tell_waits (self);
  keep_textures (self, &view);
  if (n_missing == 0)
    recto_patience_renew (self->patience);
  else
    recto_patience_begin (self->patience);
  self->n_missing = n_missing;
}

void
recto_tile_loader_pause (RectoTileLoader *self)
{
  recto_patience_renew (self->patience);
  end_waits (self);
  recto_tile_planner_forget (self->planner);
  recto_tile_requests_drop_all (self->requests, RECTO_CANCEL_SUPERSEDED);
}

/* Stopping ends what was being rendered ahead, too, and it does not begin again by itself. */
static void
decline_near_tiles (RectoTileLoader *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, recto_tile_planner_get_wanted (self->planner));
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const RectoWantedTile *tile = value;

      if (tile->urgency == RECTO_TILE_NEAR)
        g_hash_table_add (self->declined, recto_tile_key_copy (&tile->key));
    }
}

void
recto_tile_loader_stop (RectoTileLoader *self)
{
  recto_facts_wants_stop (self->facts);
  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoTilePage *page = &g_array_index (self->in_view, RectoTilePage, i);

      if (recto_page_states_may_render (self->states, page->location) && is_missing (self, page))
        recto_page_states_set (self->states, page->location, RECTO_PAGE_STOPPED, NULL);
    }
  decline_near_tiles (self);
  end_waits (self);
  recto_tile_planner_forget (self->planner);
  recto_tile_requests_drop_all (self->requests, RECTO_CANCEL_USER_STOP);
  emit_changed (self);
}

void
recto_tile_loader_resume (RectoTileLoader *self, RectoLocation location)
{
  switch (recto_tile_loader_get_condition (self, location))
    {
    case RECTO_PAGE_TIMED_OUT:
      recto_page_states_lift_time_limit (self->states, location);
      break;
    case RECTO_PAGE_TOO_LARGE:
      recto_page_states_lift_size_limit (self->states, location);
      break;
    case RECTO_PAGE_OUT_OF_MEMORY:
    case RECTO_PAGE_INCOMPLETE_MEMORY:
      self->more_memory = TRUE;
      recto_document_allow_more_memory (self->document);
      recto_tile_textures_remove_page (self->textures, location);
      recto_page_states_retry (self->states, location);
      break;
    case RECTO_PAGE_FINE:
    case RECTO_PAGE_SLOW:
    case RECTO_PAGE_STOPPED:
    case RECTO_PAGE_CRASHED:
    case RECTO_PAGE_FAILED:
    case RECTO_PAGE_INCOMPLETE:
    default:
      recto_page_states_retry (self->states, location);
    }
  emit_changed (self);
}

void
recto_tile_loader_resume_all (RectoTileLoader *self)
{
  recto_facts_wants_go_on (self->facts);
  g_hash_table_remove_all (self->declined);
  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoTilePage *page = &g_array_index (self->in_view, RectoTilePage, i);

      if (recto_page_states_get (self->states, page->location) == RECTO_PAGE_STOPPED)
        recto_page_states_retry (self->states, page->location);
    }
  emit_changed (self);
}

void
recto_tile_loader_reload (RectoTileLoader *self)
{
  recto_tile_loader_pause (self);
  g_hash_table_remove_all (self->declined);
  recto_tile_textures_remove_all (self->textures);
  recto_page_states_reset (self->states);
  self->closed = FALSE;
  recto_facts_wants_go_on (self->facts);
  emit_changed (self);
}

RectoTileTextures *
recto_tile_loader_get_textures (RectoTileLoader *self)
{
  return self->textures;
}

RectoPageStates *
recto_tile_loader_get_states (RectoTileLoader *self)
{
  return self->states;
}

RectoPageCondition
recto_tile_loader_get_condition (RectoTileLoader *self, RectoLocation location)
{
  RectoPageCondition condition = recto_page_states_get (self->states, location);

  return condition == RECTO_PAGE_FINE && recto_page_waits_is_slow (self->waits, location)
             ? RECTO_PAGE_SLOW
             : condition;
}

guint
recto_tile_loader_get_n_missing (RectoTileLoader *self)
{
  return self->n_missing;
}

void
recto_tile_loader_set_time_limit (RectoTileLoader *self, guint seconds)
{
  self->time_limit = seconds;
  recto_page_waits_set_limit_ms (self->waits, seconds * 1000);
}

guint
recto_tile_loader_get_time_limit (RectoTileLoader *self)
{
  return self->time_limit;
}

static const RectoPageWaitsCallbacks waits_callbacks = { emit_changed, late_cb };

/* What is in view without a size stays as it is, too, until the reader goes on with it. */
static void
facts_stopped_cb (RectoTileLoader *self)
{
  recto_facts_wants_stop (self->facts);
  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoLocation location = g_array_index (self->in_view, RectoTilePage, i).location;

      if (recto_page_states_may_render (self->states, location) &&
          !recto_facts_wants_has (self->facts, location))
        recto_page_states_set (self->states, location, RECTO_PAGE_STOPPED, NULL);
    }
  emit_changed (self);
}

RectoTileLoader *
recto_tile_loader_new (RectoDocument *document, const RectoClock *clock)
{
  RectoTileLoader *self = g_object_new (RECTO_TYPE_TILE_LOADER, NULL);

  self->document = g_object_ref (document);
  self->facts = recto_facts_wants_new (document, self->states);
  g_signal_connect_object (document, "facts-stopped", G_CALLBACK (facts_stopped_cb), self,
                           G_CONNECT_SWAPPED);
  self->requests = recto_tile_requests_new (document, answer_cb, began_cb, self);
  self->patience = recto_patience_new (clock, AHEAD_MS, emit_changed, self);
  self->waits = recto_page_waits_new (clock, &waits_callbacks, self);
  return self;
}

static void
recto_tile_loader_dispose (GObject *object)
{
  RectoTileLoader *self = RECTO_TILE_LOADER (object);

  g_clear_pointer (&self->patience, recto_patience_free);
  g_clear_pointer (&self->requests, recto_tile_requests_free);
  g_clear_pointer (&self->waits, recto_page_waits_free);
  g_clear_pointer (&self->facts, recto_facts_wants_free);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_tile_loader_parent_class)->dispose (object);
}

static void
recto_tile_loader_finalize (GObject *object)
{
  RectoTileLoader *self = RECTO_TILE_LOADER (object);

  recto_tile_planner_free (self->planner);
  recto_tile_textures_free (self->textures);
  recto_page_states_free (self->states);
  g_hash_table_unref (self->visible);
  g_hash_table_unref (self->declined);
  g_array_unref (self->in_view);

  G_OBJECT_CLASS (recto_tile_loader_parent_class)->finalize (object);
}

static void
recto_tile_loader_class_init (RectoTileLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recto_tile_loader_dispose;
  object_class->finalize = recto_tile_loader_finalize;

  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_TILE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_tile_loader_init (RectoTileLoader *self)
{
  self->planner = recto_tile_planner_new ();
  self->textures = recto_tile_textures_new ();
  self->states = recto_page_states_new ();
  self->visible = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal, g_free, NULL);
  self->declined = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal, g_free, NULL);
  self->in_view = g_array_new (FALSE, FALSE, sizeof (RectoTilePage));
}
