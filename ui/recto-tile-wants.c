/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tile-wants.h"

/* The view and what is near it together; where the view alone takes more, nothing is near. */
#define BUDGET_BYTES ((gsize) 192 << 20)
/* A request is kept while its tile is no further from the view, so that small movements to and fro
 * do not start work anew. */
#define KEPT_MARGIN 128

typedef struct
{
  RectoTilePlanner *planner;
  RectoViewport *viewport;
  RectoPageLayout *layout;
  RectoPageRect view;
  RectoDocument *document;
  RectoPageStates *states;
  gsize bytes; /* that all wanted so far takes */
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

/* FALSE when the page's size is unknown, so that there is nothing to ask for yet. */
static gboolean
want_in_view (Wants *self, const RectoTilePage *page, guint number)
{
  RectoPageRect rect;
  RectoPixelRect part = recto_viewport_get_part (self->viewport, number, &rect);
  RectoPixelRect around = { .x = part.x - KEPT_MARGIN, .y = part.y - KEPT_MARGIN };
  double x = self->view.width / 2.0 - rect.x;
  double y = self->view.height / 2.0 - rect.y;

  if (!recto_page_states_may_render (self->states, page->location))
    return TRUE;
  if (recto_document_get_page (self->document, page->location) == NULL)
    return FALSE;
  around.width = part.width + 2 * KEPT_MARGIN;
  around.height = part.height + 2 * KEPT_MARGIN;
  recto_tile_planner_want (self->planner, page, &part, RECTO_TILE_VISIBLE, x, y);
  recto_tile_planner_want (self->planner, page, &around, RECTO_TILE_KEPT, x, y);
  return TRUE;
}

static void
want_page_near (Wants *self, double x, double y, guint number)
{
  RectoTilePage page = recto_viewport_get_page (self->viewport, number);
  RectoPixelRect part = get_part (self, x, y, number);

  if (recto_page_states_may_render (self->states, page.location) &&
      !recto_page_states_was_left (self->states, page.location) &&
      recto_document_get_page (self->document, page.location) != NULL &&
      !recto_document_is_costly (self->document, page.location))
    recto_tile_planner_want (self->planner, &page, &part, RECTO_TILE_NEAR, 0, 0);
}

/* FALSE when there is no room for as much again as is in view. */
static gboolean
take_room (Wants *self)
{
  gsize bytes = (gsize) self->view.width * (gsize) self->view.height * 4;

  if (self->bytes + bytes > BUDGET_BYTES)
    return FALSE;
  self->bytes += bytes;
  return TRUE;
}

/* All that would be in view at another height. */
static void
want_near (Wants *self, double y)
{
  guint first;
  guint last;

  if (!recto_page_layout_get_range (self->layout, y, y + self->view.height, &first, &last) ||
      !take_room (self))
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

  if (!take_room (self))
    return;
  recto_page_layout_get_row (self->layout, number, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      RectoPageRect rect = recto_page_layout_get_rect (self->layout, i);

      x = rect.x - MAX ((self->view.width - rect.width) / 2.0, 0);
      want_page_near (self, recto_viewport_get_dual (self->viewport) ? self->view.x : x, 0, i);
    }
}

/* What is in view once one has turned the page. */
static void
want_turn (Wants *self, int direction)
{
  RectoLocation location = recto_viewport_get_location (self->viewport);
  guint present = recto_page_layout_get_number (self->layout, location);
  guint number;

  if (recto_page_layout_get_n_pages (self->layout) == 0)
    return;
  number = recto_page_layout_turn (self->layout, present, direction);
  if (number == present)
    return;
  if (recto_viewport_get_continuous (self->viewport))
    want_near (self, recto_page_layout_get_rect (self->layout, number).y);
  else
    want_row (self, number);
}

static void
want_surroundings (Wants *self)
{
  int direction = recto_viewport_get_direction (self->viewport);

  take_room (self);
  want_near (self, self->view.y + direction * self->view.height);
  want_turn (self, direction);
  want_near (self, self->view.y - direction * self->view.height);
  want_turn (self, -direction);
}

guint
recto_tile_wants_tell (RectoTilePlanner *planner,
                       RectoViewport *viewport,
                       RectoDocument *document,
                       RectoPageStates *states,
                       GArray *in_view)
{
  Wants wants = { .planner = planner, .viewport = viewport, .document = document };
  guint n_unknown = 0;
  guint first;
  guint last;

  wants.states = states;
  wants.layout = recto_viewport_get_layout (viewport);
  wants.view = recto_viewport_get_view (viewport);
  g_array_set_size (in_view, 0);
  if (recto_viewport_get_range (viewport, &first, &last))
    for (guint i = first; i <= last; i++)
      {
        RectoTilePage page = recto_viewport_get_page (viewport, i);

        g_array_append_val (in_view, page);
        n_unknown += !want_in_view (&wants, &page, i);
      }
  want_surroundings (&wants);
  return n_unknown;
}
