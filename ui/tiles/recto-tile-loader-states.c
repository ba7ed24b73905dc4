/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-loader.h"

#include "recto-tile-loader-private.h"

static gboolean
is_of_page (gpointer key, gpointer value, gpointer data)
{
  return recto_location_equal (((const RectoTileKey *) key)->page.location,
                               *(const RectoLocation *) data);
}

void
recto_tile_loader_give_up_page (RectoTileLoader *self,
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
  g_hash_table_foreach_remove (self->stand_ins, is_of_page, &location);
}

/* One is kept waiting by the page as a whole, whichever of its tiles it is that takes long. */
void
recto_tile_loader_late_cb (RectoLocation location, gpointer data)
{
  RectoTileLoader *self = data;

  if (!recto_page_states_has_time_limit (self->states, location))
    return;
  recto_tile_loader_give_up_page (self, location, RECTO_PAGE_TIMED_OUT, NULL);
  recto_tile_loader_emit_changed (self);
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

      if (tile->urgency == RECTO_TILE_NEAR || tile->urgency == RECTO_TILE_STAND_IN)
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

      if (recto_page_states_may_render (self->states, page->location) &&
          recto_tile_loader_is_missing (self, page))
        recto_page_states_set (self->states, page->location, RECTO_PAGE_STOPPED, NULL);
    }
  decline_near_tiles (self);
  recto_tile_loader_drop_all (self, RECTO_CANCEL_USER_STOP);
  recto_tile_loader_emit_changed (self);
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
  recto_tile_loader_emit_changed (self);
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
  recto_tile_loader_emit_changed (self);
}

void
recto_tile_loader_reload (RectoTileLoader *self)
{
  recto_tile_loader_pause (self);
  g_hash_table_remove_all (self->declined);
  recto_tile_textures_outdate (self->textures);
  recto_page_states_reset (self->states);
  self->closed = FALSE;
  recto_facts_wants_go_on (self->facts);
  recto_tile_loader_emit_changed (self);
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
recto_tile_loader_get_n_blank (RectoTileLoader *self)
{
  guint n_blank = 0;

  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoTilePage *page = &g_array_index (self->in_view, RectoTilePage, i);

      n_blank += recto_page_states_may_render (self->states, page->location) &&
                 !recto_tile_textures_has_any (self->textures, page);
    }
  return n_blank;
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

/* What is in view without a size stays as it is, too, until the reader goes on with it. */
void
recto_tile_loader_facts_stopped_cb (RectoTileLoader *self)
{
  recto_facts_wants_stop (self->facts);
  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoLocation location = g_array_index (self->in_view, RectoTilePage, i).location;

      if (recto_page_states_may_render (self->states, location) &&
          !recto_facts_wants_has (self->facts, location))
        recto_page_states_set (self->states, location, RECTO_PAGE_STOPPED, NULL);
    }
  recto_tile_loader_emit_changed (self);
}
