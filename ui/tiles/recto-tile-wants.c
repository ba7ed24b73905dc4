/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-wants.h"

/* The view and what is near it together; where the view alone takes more, nothing is near. */
#define MOST_BYTES ((gsize) 192 << 20)
/* A request is kept while its tile is no further from the view, so that small movements to and fro
 * do not start work anew. */
#define KEPT_MARGIN 128
/* In a fling, what is in view so much later is wanted by now; but of no more pages than this. */
#define AHEAD_SECONDS 1.0
#define MAX_AHEAD 24

typedef struct
{
  const RectoTileWants *how;
  RectoTilePlanner *planner;
  RectoViewport *viewport;
  RectoPageLayout *layout;
  RectoPageRect view;
  gsize room; /* for all that is wanted, in bytes */
} Wants;

/* What shows of a page in the view moved to another place, in the page's own pixels. */
static RectoPixelRect
get_part (Wants *self, double x, double y, guint number)
{
  RectoPageRect rect = recto_page_layout_get_rect (self->layout, number);
  double right = CLAMP (x + self->view.width - rect.x, 0, rect.width);
  double bottom = CLAMP (y + self->view.height - rect.y, 0, rect.height);
  RectoPixelRect part;

  part.x = (int) CLAMP (x - rect.x, 0, rect.width);
  part.y = (int) CLAMP (y - rect.y, 0, rect.height);
  part.width = (int) right - part.x;
  part.height = (int) bottom - part.y;
  return part;
}

/* FALSE when the page's size is unknown: most pages are as large as the others, so it is asked for
 * at the size it is shown at until then. */
static gboolean
want_in_view (Wants *self, const RectoTilePage *page, guint number)
{
  RectoPageRect rect;
  RectoPixelRect part = recto_viewport_get_part (self->viewport, number, &rect);
  RectoPixelRect around = { .x = part.x - KEPT_MARGIN, .y = part.y - KEPT_MARGIN };
  double x = self->view.width / 2.0 - rect.x;
  double y = self->view.height / 2.0 - rect.y;

  if (!recto_page_states_may_render (self->how->states, page->location))
    return TRUE;
  around.width = part.width + 2 * KEPT_MARGIN;
  around.height = part.height + 2 * KEPT_MARGIN;
  recto_tile_planner_want (self->planner, page, &part, RECTO_TILE_VISIBLE, x, y);
  recto_tile_planner_want (self->planner, page, &around, RECTO_TILE_KEPT, x, y);
  return recto_document_get_page (self->how->document, page->location) != NULL;
}

/* Nothing is begun behind the reader's back that may take long. */
static gboolean
may_be_near (Wants *self, RectoLocation location)
{
  return recto_page_states_may_render (self->how->states, location) &&
         !recto_page_states_was_left (self->how->states, location) &&
         recto_document_get_page (self->how->document, location) != NULL &&
         !recto_document_is_costly (self->how->document, location);
}

/* All of a page, small: it takes a moment, and is better than nothing. */
static void
want_small (Wants *self, guint number, RectoTileUrgency urgency)
{
  double scale;
  const RectoTilePage page = recto_viewport_get_small_page (self->viewport, number, &scale);
  const RectoPixelRect whole = { 0, 0, page.width, page.height };

  /* What has come is not to go before it is seen: it was asked for earlier than what is passed. */
  if (!recto_tile_textures_use_any (self->how->textures, &page) &&
      recto_page_states_may_stand_in (self->how->states, page.location) &&
      recto_document_get_page (self->how->document, page.location) != NULL)
    recto_tile_planner_want (self->planner, &page, &whole, urgency, 0, 0);
}

static void
want_page_near (Wants *self, double x, double y, guint number)
{
  RectoTilePage page = recto_viewport_get_page (self->viewport, number);
  RectoPixelRect part = get_part (self, x, y, number);

  /* When a fling ends here, the page may be seen before its tiles have come. */
  recto_tile_textures_use_any (self->how->textures, &page);
  if (may_be_near (self, page.location))
    recto_tile_planner_want (self->planner, &page, &part, RECTO_TILE_NEAR, 0, 0);
  else if (!recto_viewport_is_small_page (&page))
    want_small (self, number, RECTO_TILE_NEAR);
}

/* All that fits into the view takes so much. */
static gsize
measure_view (Wants *self)
{
  return (gsize) self->view.width * (gsize) self->view.height * 4;
}

/* For as much again as is in view, beside what is wanted already. */
static gboolean
has_room (Wants *self)
{
  return recto_tile_planner_measure (self->planner) + measure_view (self) <= self->room;
}

/* All that would be in view at another height. */
static void
want_near (Wants *self, double y)
{
  guint first;
  guint last;

  if (!recto_page_layout_get_range (self->layout, y, y + self->view.height, &first, &last) ||
      !has_room (self))
    return;
  for (guint i = first; i <= last; i++)
    want_page_near (self, self->view.x, y, i);
}

/* A row of pages that are shown a row at a time. */
static void
want_row (Wants *self, guint number)
{
  guint first;
  guint last;
  double x;

  if (!has_room (self))
    return;
  recto_page_layout_get_row (self->layout, number, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      RectoPageRect rect = recto_page_layout_get_rect (self->layout, i);

      x = rect.x - MAX ((self->view.width - rect.width) / 2.0, 0);
      want_page_near (self, recto_viewport_get_dual (self->viewport) ? self->view.x : x, 0, i);
    }
}

/* All that is in view once one has turned to a page. */
static void
want_turn (Wants *self, guint number)
{
  if (recto_viewport_get_continuous (self->viewport))
    want_near (self, recto_page_layout_get_rect (self->layout, number).y);
  else
    want_row (self, number);
}

/* What comes next, the page after, and the one after that. FALSE where there is no such page. */
static gboolean
want_direction (Wants *self, int direction)
{
  const guint present =
      recto_page_layout_get_number (self->layout, recto_viewport_get_location (self->viewport));
  const guint next = recto_page_layout_turn (self->layout, present, direction);
  const guint after = recto_page_layout_turn (self->layout, next, direction);

  want_near (self, self->view.y + direction * self->view.height);
  if (next == present)
    return FALSE;
  want_turn (self, next);
  if (after != next)
    want_turn (self, after);
  return TRUE;
}

static void
want_surroundings (Wants *self)
{
  const int direction = recto_viewport_get_direction (self->viewport);

  if (recto_page_layout_get_n_pages (self->layout) == 0)
    return;
  if (!want_direction (self, direction))
    want_direction (self, -direction);
}

/* What the views of all documents leave to this one. */
static void
measure_room (Wants *self)
{
  const gsize in_view = MAX (recto_tile_planner_measure (self->planner), measure_view (self));

  self->room =
      MIN (MOST_BYTES,
           recto_memory_claim_begin (recto_tile_textures_get_claim (self->how->textures), in_view));
}

/* ---- Flings ---------------------------------------------------------------------------------- */

/* What has just come into view is in view for longest: it comes first, and then what follows. */
static void
want_stand_ins (Wants *self)
{
  const int direction = recto_viewport_get_direction (self->viewport);
  const double ahead = self->how->speed * AHEAD_SECONDS * self->view.height;
  double top = self->view.y;
  double bottom = top + self->view.height;
  guint seen_first;
  guint seen_last;
  guint first;
  guint last;

  if (!recto_viewport_get_range (self->viewport, &seen_first, &seen_last))
    return;
  if (direction > 0)
    bottom += ahead;
  else
    top -= ahead;
  if (!recto_page_layout_get_range (self->layout, top, bottom, &first, &last))
    return;
  for (guint i = 0; direction > 0 && i <= seen_last - seen_first; i++)
    want_small (self, seen_last - i, RECTO_TILE_STAND_IN);
  for (guint i = 0; direction < 0 && i <= seen_last - seen_first; i++)
    want_small (self, seen_first + i, RECTO_TILE_STAND_IN);
  for (guint i = 1; direction > 0 && i <= MIN (last - seen_last, MAX_AHEAD); i++)
    want_small (self, seen_last + i, RECTO_TILE_STAND_IN);
  for (guint i = 1; direction < 0 && i <= MIN (seen_first - first, MAX_AHEAD); i++)
    want_small (self, seen_first - i, RECTO_TILE_STAND_IN);
}

guint
recto_tile_wants_tell (const RectoTileWants *self, GArray *in_view)
{
  Wants wants = { .how = self, .planner = self->planner, .viewport = self->viewport };
  guint n_unknown = 0;
  guint first;
  guint last;

  wants.layout = recto_viewport_get_layout (self->viewport);
  wants.view = recto_viewport_get_view (self->viewport);
  g_array_set_size (in_view, 0);
  if (recto_viewport_get_range (self->viewport, &first, &last))
    for (guint i = first; i <= last; i++)
      {
        RectoTilePage page = recto_viewport_get_page (self->viewport, i);

        g_array_append_val (in_view, page);
        n_unknown += !want_in_view (&wants, &page, i);
      }
  measure_room (&wants);
  if (self->speed > 0)
    want_stand_ins (&wants);
  else
    want_surroundings (&wants);
  return n_unknown;
}
