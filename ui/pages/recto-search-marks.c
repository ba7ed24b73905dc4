/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-marks.h"

#include "recto-search-colors.h"

/* Application pixels: what runs around the hit one is at, and how round it is. */
#define EDGE 2
#define RADIUS 3

static void
draw_area (GtkSnapshot *snapshot,
           const GdkRectangle *where,
           const RectoSearchColors *colors,
           gboolean current)
{
  const GdkRGBA edges[] = { colors->edge, colors->edge, colors->edge, colors->edge };
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) where->x, (float) where->y,
                                             (float) where->width, (float) where->height);
  GskRoundedRect outline;

  gtk_snapshot_append_color (snapshot, current ? &colors->current : &colors->hit, &rect);
  if (!current)
    return;
  /* Around the letters, not over them. */
  graphene_rect_inset (&rect, -EDGE, -EDGE);
  gsk_rounded_rect_init_from_rect (&outline, &rect, RADIUS);
  gtk_snapshot_append_border (snapshot, &outline, (float[]) { EDGE, EDGE, EDGE, EDGE }, edges);
}

static void
draw_hit (RectoPageView *view,
          GtkSnapshot *snapshot,
          RectoSearchHit *hit,
          const RectoSearchColors *colors,
          gboolean current)
{
  const RectoRect *areas;
  guint n_areas;

  areas = recto_search_hit_get_areas (hit, &n_areas);
  for (guint i = 0; i < n_areas; i++)
    {
      GdkRectangle where;

      if (recto_page_view_find_area (view, recto_search_hit_get_location (hit), &areas[i], &where))
        draw_area (snapshot, &where, colors, current);
    }
}

static gboolean
is_same (RectoSearchHit *hit, RectoSearchHit *other)
{
  return other != NULL && recto_search_hit_compare (hit, recto_search_hit_get_location (other),
                                                    recto_search_hit_get_start (other)) == 0;
}

void
recto_search_marks_snapshot (RectoPageView *view,
                             GtkSnapshot *snapshot,
                             RectoSearch *search,
                             RectoSearchHit *current,
                             guint first,
                             guint last,
                             RectoPageColors pages)
{
  const RectoSearchColors *colors = recto_search_colors_get (pages);
  RectoDocument *document = recto_page_view_get_document (view);
  const RectoLocation end = recto_document_get_location (document, last);
  const guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (search));
  gboolean shows_current = FALSE;

  for (guint i = recto_search_find (search, recto_document_get_location (document, first), 0);
       i < n_hits; i++)
    {
      g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (search), i);

      if (recto_location_compare (recto_search_hit_get_location (hit), end) > 0)
        break;
      if (is_same (hit, current))
        shows_current = TRUE;
      else
        draw_hit (view, snapshot, hit, colors, FALSE);
    }
  /* Over those beside it. */
  if (shows_current)
    draw_hit (view, snapshot, current, colors, TRUE);
}
