/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-loader.h"

#include "recto-page-trouble.h"
#include "recto-tile-loader-private.h"
#include "recto-tile-wants.h"

/* What was seen lately may take so much memory, or half as much again as the view does; and of that
 * what is made again in a moment so much, or as much as the view. */
#define SPARE_BYTES ((gsize) 32 << 20)
#define SPARE_LIGHT_BYTES ((gsize) 4 << 20)
/* When the view has missed tiles for so long, it shows a slow page: the neighbors are rendered
 * beside it, each for as long as a page that is no trouble takes. */
#define AHEAD_MS 120
#define AHEAD_LIMIT_MS 250
/* What takes longer cannot stand in for anything. */
#define STAND_IN_LIMIT_MS 1000

G_DEFINE_FINAL_TYPE (RectoTileLoader, recto_tile_loader, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
recto_tile_loader_emit_changed (RectoTileLoader *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
emit_changed (gpointer self)
{
  recto_tile_loader_emit_changed (self);
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
    recto_tile_loader_give_up_page (self, location, trouble.condition, trouble.message);
}

/* Of a page whose facts are not there yet it may be the tile of another size than was guessed. */
static gboolean
is_whole (RectoTileLoader *self, const RectoTileKey *key, RectoTile *tile)
{
  RectoPixelRect wanted = recto_tile_key_get_rect (key);
  RectoPixelRect got = recto_tile_get_rect (tile);

  if (!recto_facts_wants_has (self->facts, key->page.location) &&
      !recto_tile_is_of_page (tile, key->page.width, key->page.height))
    return FALSE;
  return wanted.x == got.x && wanted.y == got.y && wanted.width == got.width &&
         wanted.height == got.height;
}

static gboolean
is_in_view (RectoTileLoader *self, RectoLocation location)
{
  for (guint i = 0; i < self->in_view->len; i++)
    if (recto_location_equal (g_array_index (self->in_view, RectoTilePage, i).location, location))
      return TRUE;
  return FALSE;
}

/* Of a page that is shown larger. */
static gboolean
is_made_small (RectoTileLoader *self, const RectoTileKey *key)
{
  return recto_viewport_is_small_page (&key->page) && !recto_viewport_is_small_page (&self->read);
}

static void
answer_cb (const RectoTileKey *key,
           RectoTile *tile,
           RectoCancelReason reason,
           const GError *error,
           gpointer data)
{
  RectoTileLoader *self = data;
  const gboolean in_view = g_hash_table_remove (self->visible, key);
  const gboolean stands_in = g_hash_table_remove (self->stand_ins, key);
  const gboolean small = is_made_small (self, key);
  /* What stands in may be seen where it is not asked for any more, too. */
  const gboolean seen = stands_in || in_view || (small && is_in_view (self, key->page.location)) ||
                        recto_tile_planner_get_urgency (self->planner, key) >= RECTO_TILE_VISIBLE;

  recto_tile_planner_answered (self->planner, key);
  /* Where the page turned out to have another size, its facts are on their way, and with them
   * another plan. */
  if (tile != NULL && is_whole (self, key, tile))
    take_tile (self, key, tile);
  else if (error != NULL && in_view)
    take_error (self, key->page.location, reason, error);
  else if (tile != NULL || reason != RECTO_CANCEL_SUPERSEDED)
    g_hash_table_add (self->declined, recto_tile_key_copy (key));
  if (tile == NULL && (stands_in || small) &&
      (reason == RECTO_CANCEL_NONE || reason == RECTO_CANCEL_TIMEOUT))
    recto_page_states_note_slow_stand_in (self->states, key->page.location);
  g_signal_emit (self, signals[seen ? CHANGED : ANSWERED], 0);
}

static void
began_cb (const RectoTileKey *key, gpointer data)
{
  RectoTileLoader *self = data;

  if (g_hash_table_contains (self->visible, key))
    recto_page_waits_work_began (self->waits, key->page.location);
  else if (recto_tile_planner_get_urgency (self->planner, key) == RECTO_TILE_STAND_IN)
    g_hash_table_add (self->stand_ins, recto_tile_key_copy (key));
}

static gboolean
is_known (const RectoWantedTile *tile, gpointer data)
{
  RectoTileLoader *self = data;

  if (recto_tile_textures_get (self->textures, &tile->key) != NULL)
    return TRUE;
  /* What is in view is asked for again, but not at a size that turned out to be wrong. */
  if (tile->urgency == RECTO_TILE_VISIBLE &&
      recto_facts_wants_has (self->facts, tile->key.page.location))
    return FALSE;
  return g_hash_table_contains (self->declined, &tile->key);
}

static double
get_scale (RectoViewport *viewport, const RectoTileKey *key)
{
  RectoPageLayout *layout = recto_viewport_get_layout (viewport);
  const guint number = recto_page_layout_get_number (layout, key->page.location);
  double scale;
  const RectoTilePage small = recto_viewport_get_small_page (viewport, number, &scale);

  return recto_tile_page_equal (&small, &key->page) ? scale
                                                    : recto_page_layout_get_scale (layout, number);
}

static void
ask (RectoTileLoader *self, RectoViewport *viewport, const RectoWantedTile *tile)
{
  const RectoTileKey *key = &tile->key;
  const RectoLocation location = key->page.location;
  RectoRenderRequest request = { .location = location, .rotation = key->page.rotation };

  request.colors = key->page.colors;
  request.scale = get_scale (viewport, key);
  request.rect = recto_tile_key_get_rect (key);
  request.priority =
      tile->urgency >= RECTO_TILE_VISIBLE ? RECTO_PRIORITY_VISIBLE : RECTO_PRIORITY_NEAR;
  if (!recto_page_states_has_size_limit (self->states, location))
    request.flags = RECTO_RENDER_NO_LIMITS;
  if (key->page.bare)
    request.flags |= RECTO_RENDER_NO_ANNOTATIONS;
  /* What is in view has its limit as a page. */
  if (tile->urgency == RECTO_TILE_VISIBLE)
    g_hash_table_add (self->visible, recto_tile_key_copy (key));
  else if (tile->urgency == RECTO_TILE_STAND_IN || is_made_small (self, key))
    request.time_limit_ms = STAND_IN_LIMIT_MS;
  else if (recto_patience_is_out (self->patience))
    request.time_limit_ms = AHEAD_LIMIT_MS;
  else
    request.time_limit_ms = self->time_limit * 1000;
  recto_tile_requests_ask (self->requests, key, &request);
}

/* A stand-in that is being rendered takes a moment only, and may be what is seen next: else none
 * would ever be ready in time in a fling, or when one turns to the page that is made ready. */
static void
drop (RectoTileLoader *self, const RectoTileKey *key)
{
  const gboolean was_in_view = g_hash_table_remove (self->visible, key);

  if (!was_in_view && is_made_small (self, key) && is_in_view (self, key->page.location))
    g_hash_table_add (self->stand_ins, recto_tile_key_copy (key));
  /* One that is asked for again hands its work on to the new request. */
  if (!recto_tile_planner_is_asked (self->planner, key) &&
      !g_hash_table_contains (self->stand_ins, key))
    recto_tile_requests_drop (self->requests, key, RECTO_CANCEL_SUPERSEDED);
}

/* Once one reads again, the processors are for what is in view, and then for what is near. */
static void
drop_stand_ins (RectoTileLoader *self)
{
  g_autoptr (GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (self->stand_ins);

  for (guint i = 0; i < keys->len; i++)
    {
      const RectoTileKey key = *(const RectoTileKey *) keys->pdata[i];

      if (is_in_view (self, key.page.location) || recto_tile_planner_is_asked (self->planner, &key))
        continue;
      g_hash_table_remove (self->stand_ins, &key);
      recto_tile_requests_drop (self->requests, &key, RECTO_CANCEL_SUPERSEDED);
    }
}

static void
carry_out_plan (RectoTileLoader *self, RectoViewport *viewport)
{
  GArray *drops = recto_tile_planner_get_drops (self->planner);
  GArray *asks = recto_tile_planner_get_asks (self->planner);

  for (guint i = 0; i < drops->len; i++)
    drop (self, &g_array_index (drops, RectoTileKey, i));
  if (!recto_pace_is_fling (self->pace))
    drop_stand_ins (self);
  for (guint i = 0; i < asks->len; i++)
    ask (self, viewport, &g_array_index (asks, RectoWantedTile, i));
}

static void
keep_textures (RectoTileLoader *self, RectoViewport *viewport)
{
  RectoPageLayout *layout = recto_viewport_get_layout (viewport);
  const RectoPageRect view = recto_viewport_get_view (viewport);
  const gsize bytes = (gsize) view.width * (gsize) view.height * 4;
  GHashTableIter iter;
  gpointer tile;

  g_hash_table_iter_init (&iter, recto_tile_planner_get_wanted (self->planner));
  while (g_hash_table_iter_next (&iter, &tile, NULL))
    recto_tile_textures_use (self->textures, &((RectoWantedTile *) tile)->key);
  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoTilePage *page = &g_array_index (self->in_view, RectoTilePage, i);
      RectoPageRect rect;
      const RectoPixelRect part =
          recto_viewport_get_part (viewport, recto_page_layout_get_number (layout, page->location),
                                   &rect);

      recto_tile_textures_use_part (self->textures, page, &part);
    }
  recto_tile_textures_trim (self->textures, MAX (SPARE_BYTES, bytes + bytes / 2),
                            MAX (SPARE_LIGHT_BYTES, bytes));
  /* Only now it is known what is held, too. */
  recto_memory_claim_end (recto_tile_textures_get_claim (self->textures),
                          recto_tile_planner_measure (self->planner));
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
  /* What is in view stands in for itself; the rest would flash when it comes into view. */
  if (!recto_tile_page_looks_alike (&read, &self->read))
    recto_tile_textures_remove_other_looks (self->textures, &read, self->in_view);
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

gboolean
recto_tile_loader_is_missing (RectoTileLoader *self, const RectoTilePage *page)
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

      if (recto_page_states_may_render (self->states, page->location) &&
          recto_tile_loader_is_missing (self, page))
        g_array_append_val (locations, page->location);
    }
  recto_page_waits_set (self->waits, locations);
}

void
recto_tile_loader_drop_all (RectoTileLoader *self, RectoCancelReason reason)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (RectoLocation));

  recto_page_waits_set (self->waits, none);
  g_hash_table_remove_all (self->visible);
  g_hash_table_remove_all (self->stand_ins);
  recto_tile_planner_forget (self->planner);
  recto_tile_requests_drop_all (self->requests, reason);
}

static RectoTilePlan
choose_plan (RectoTileLoader *self)
{
  if (recto_pace_is_fling (self->pace))
    return RECTO_TILE_PLAN_FLINGING;
  return recto_patience_is_out (self->patience) ? RECTO_TILE_PLAN_WAITING : RECTO_TILE_PLAN_READING;
}

/* How many tiles in view are missing. */
static guint
plan (RectoTileLoader *self, RectoViewport *viewport)
{
  RectoTileWants wants = { self->planner, viewport, self->document, self->states, self->textures };
  guint n_missing;

  if (recto_pace_is_fling (self->pace))
    wants.speed = recto_pace_get_speed (self->pace);
  recto_tile_planner_begin (self->planner);
  recto_tile_textures_begin_view (self->textures);
  n_missing = recto_tile_wants_tell (&wants, self->in_view);
  n_missing += recto_tile_planner_end (self->planner, choose_plan (self), is_known, self);
  carry_out_plan (self, viewport);
  return n_missing;
}

void
recto_tile_loader_update (RectoTileLoader *self, RectoViewport *viewport)
{
  RectoPageLayout *layout = recto_viewport_get_layout (viewport);
  const gboolean slow = recto_patience_is_out (self->patience);
  const gboolean navigated = self->n_moves != recto_viewport_get_n_moves (viewport);
  gboolean any;
  guint first;
  guint last;

  if (self->closed || recto_page_layout_get_n_pages (layout) == 0)
    {
      recto_memory_claim_clear (recto_tile_textures_get_claim (self->textures));
      return;
    }

  note_page_read (self, viewport);
  recto_pace_tell (self->pace, recto_viewport_get_travel (viewport));
  self->n_moves = recto_viewport_get_n_moves (viewport);
  any = recto_viewport_get_range (viewport, &first, &last);
  if (any)
    {
      recto_page_states_set_view (self->states, recto_page_layout_get_location (layout, first),
                                  recto_page_layout_get_location (layout, last), navigated);
      if (slow)
        leave_slow_pages (self, recto_page_layout_get_location (layout, first),
                          recto_page_layout_get_location (layout, last));
    }
  /* What may take long must not come before what tells how large the page is. */
  if (any)
    recto_facts_wants_tell (self->facts, layout, first, last, TRUE);
  self->n_missing = plan (self, viewport);
  if (any && (self->n_missing == 0 || slow))
    recto_facts_wants_tell (self->facts, layout, first, last, FALSE);
  tell_waits (self);
  keep_textures (self, viewport);
  if (self->n_missing == 0)
    recto_patience_renew (self->patience);
  else
    recto_patience_begin (self->patience);
}

void
recto_tile_loader_pause (RectoTileLoader *self)
{
  recto_patience_renew (self->patience);
  recto_tile_loader_drop_all (self, RECTO_CANCEL_SUPERSEDED);
  recto_tile_textures_end_view (self->textures);
}

RectoTileTextures *
recto_tile_loader_get_textures (RectoTileLoader *self)
{
  return self->textures;
}

guint
recto_tile_loader_get_n_missing (RectoTileLoader *self)
{
  return self->n_missing;
}

static const RectoPageWaitsCallbacks waits_callbacks = { emit_changed, recto_tile_loader_late_cb };

/* It may be called while another view plans, so that it only asks for a plan. */
static void
room_changed_cb (gpointer data)
{
  g_signal_emit (data, signals[ANSWERED], 0);
}

static void
take_textures (RectoTileLoader *self, RectoTileTextures *textures)
{
  RectoEngine *engine = recto_document_get_engine (self->document);

  self->textures =
      textures != NULL ? textures : recto_tile_textures_new (recto_memory_budget_of (engine));
  recto_memory_claim_set_room_func (recto_tile_textures_get_claim (self->textures), room_changed_cb,
                                    self);
}

RectoTileTextures *
recto_tile_loader_steal_textures (RectoTileLoader *self)
{
  RectoTileTextures *textures = self->textures;

  recto_tile_textures_outdate (textures);
  recto_memory_claim_set_room_func (recto_tile_textures_get_claim (textures), NULL, NULL);
  take_textures (self, NULL);
  return textures;
}

RectoTileLoader *
recto_tile_loader_new (RectoDocument *document,
                       const RectoClock *clock,
                       RectoTileTextures *outdated)
{
  RectoTileLoader *self = g_object_new (RECTO_TYPE_TILE_LOADER, NULL);

  self->document = g_object_ref (document);
  take_textures (self, outdated);
  self->facts = recto_facts_wants_new (document, self->states);
  g_signal_connect_object (document, "facts-stopped",
                           G_CALLBACK (recto_tile_loader_facts_stopped_cb), self,
                           G_CONNECT_SWAPPED);
  self->requests = recto_tile_requests_new (document, answer_cb, began_cb, self);
  self->patience = recto_patience_new (clock, AHEAD_MS, emit_changed, self);
  self->pace = recto_pace_new (clock, emit_changed, self);
  self->waits = recto_page_waits_new (clock, &waits_callbacks, self);
  return self;
}

static void
recto_tile_loader_dispose (GObject *object)
{
  RectoTileLoader *self = RECTO_TILE_LOADER (object);

  g_clear_pointer (&self->patience, recto_patience_free);
  g_clear_pointer (&self->pace, recto_pace_free);
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
  g_hash_table_unref (self->stand_ins);
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
  signals[ANSWERED] = g_signal_new ("answered", RECTO_TYPE_TILE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_tile_loader_init (RectoTileLoader *self)
{
  self->planner = recto_tile_planner_new ();
  self->states = recto_page_states_new ();
  self->visible = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal, g_free, NULL);
  self->declined = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal, g_free, NULL);
  self->stand_ins = g_hash_table_new_full (recto_tile_key_hash, recto_tile_key_equal, g_free, NULL);
  self->in_view = g_array_new (FALSE, FALSE, sizeof (RectoTilePage));
}
