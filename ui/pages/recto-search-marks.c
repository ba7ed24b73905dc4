/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-marks.h"

/* What is below stays readable, on white paper and on black. */
static const GdkRGBA hit_color = { 1.0f, 0.82f, 0.1f, 0.45f };
static const GdkRGBA current_color = { 1.0f, 0.5f, 0.0f, 0.55f };
static const GdkRGBA edge_color = { 0.8f, 0.3f, 0.0f, 1.0f };

static void
draw_area (GtkSnapshot *snapshot, const GdkRectangle *where, gboolean current)
{
  const graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) where->x, (float) where->y,
                                                   (float) where->width, (float) where->height);
  const GdkRGBA edges[] = { edge_color, edge_color, edge_color, edge_color };
  GskRoundedRect outline;

  gtk_snapshot_append_color (snapshot, current ? &current_color : &hit_color, &rect);
  if (!current)
    return;
  gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[]) { 1, 1, 1, 1 }, edges);
}

static void
draw_hit (RectoPageView *view, GtkSnapshot *snapshot, RectoSearchHit *hit, gboolean current)
{
  const RectoRect *areas;
  guint n_areas;

  areas = recto_search_hit_get_areas (hit, &n_areas);
  for (guint i = 0; i < n_areas; i++)
    {
      GdkRectangle where;

      if (recto_page_view_find_area (view, recto_search_hit_get_location (hit), &areas[i], &where))
        draw_area (snapshot, &where, current);
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
                             guint last)
{
  RectoDocument *document = recto_page_view_get_document (view);
  const RectoLocation end = recto_document_get_location (document, last);
  const guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (search));

  for (guint i = recto_search_find (search, recto_document_get_location (document, first), 0);
       i < n_hits; i++)
    {
      g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (search), i);

      if (recto_location_compare (recto_search_hit_get_location (hit), end) > 0)
        break;
      draw_hit (view, snapshot, hit, is_same (hit, current));
    }
}
