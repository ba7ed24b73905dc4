/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-painter.h"

#include <adwaita.h>
#include <math.h>

#define SHADOW_RADIUS 6
#define SHADOW_MARGIN 32 /* further beside the view, a page's edge and its shadow do not show */

static const GdkRGBA shadow = { 0, 0, 0, 0.25f };
/* The ends of paper, as those of other things: clearer for who wants more contrast. */
#define OUTLINE_ALPHA 0.12f
#define OUTLINE_ALPHA_OF_HIGH_CONTRAST 0.5f

typedef struct
{
  GtkSnapshot *snapshot;
  const RectoPixelRect *view;
  GskScalingFilter shrink; /* for what is drawn smaller than it is */
} StandInData;

/* A page can be larger than a float tells apart: only its part around the view is drawn. */
static graphene_rect_t
get_paper (const RectoTilePage *page, const RectoPixelRect *view)
{
  int left = MAX (0, view->x - SHADOW_MARGIN);
  int top = MAX (0, view->y - SHADOW_MARGIN);
  int right = MIN (page->width, view->x + view->width + SHADOW_MARGIN);
  int bottom = MIN (page->height, view->y + view->height + SHADOW_MARGIN);

  return GRAPHENE_RECT_INIT ((float) (left - view->x), (float) (top - view->y),
                             (float) (right - left), (float) (bottom - top));
}

static GdkRGBA
get_paper_color (RectoPageColors colors)
{
  const guint paper = recto_page_colors_get_paper (colors);

  return (GdkRGBA) { (float) (paper >> 16) / 255, (float) (paper >> 8 & 255) / 255,
                     (float) (paper & 255) / 255, 1 };
}

static GdkRGBA
get_outline_color (RectoPageColors colors)
{
  const gboolean high = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  const float tone = colors == RECTO_COLORS_NIGHT ? 1 : 0;

  return (GdkRGBA) { tone, tone, tone, high ? OUTLINE_ALPHA_OF_HIGH_CONTRAST : OUTLINE_ALPHA };
}

static void
draw_shadow (GtkSnapshot *snapshot, const graphene_rect_t *paper, RectoPageColors colors)
{
  const GdkRGBA outline = get_outline_color (colors);
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect, paper, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &rect, &shadow, 0, 1, 0, SHADOW_RADIUS);
  gtk_snapshot_append_outset_shadow (snapshot, &rect, &outline, 0, 0, 1, 0);
}

/* In what shows of the page. */
static graphene_rect_t
get_bounds (const RectoPixelRect *rect, const RectoPixelRect *view)
{
  return GRAPHENE_RECT_INIT ((float) (rect->x - view->x), (float) (rect->y - view->y),
                             (float) rect->width, (float) rect->height);
}

static void
draw_stand_in (GdkTexture *texture, const RectoPixelRect *where, gpointer user_data)
{
  StandInData *data = user_data;
  const gboolean shrinks = where->width < gdk_texture_get_width (texture);
  const graphene_rect_t bounds = get_bounds (where, data->view);

  gtk_snapshot_append_scaled_texture (data->snapshot, texture,
                                      shrinks ? data->shrink : GSK_SCALING_FILTER_LINEAR, &bounds);
}

static void
draw_stand_ins (RectoTileTextures *textures,
                const RectoTilePage *page,
                RectoPixelRect missing,
                StandInData *data)
{
  graphene_rect_t bounds;

  if (!recto_pixel_rect_intersect (&missing, data->view))
    return;
  bounds = get_bounds (&missing, data->view);
  gtk_snapshot_push_clip (data->snapshot, &bounds);
  recto_tile_textures_foreach_stand_in (textures, page, &missing, draw_stand_in, data);
  gtk_snapshot_pop (data->snapshot);
}

/* What all cells without a tile lie in. FALSE where there are none. */
static gboolean
find_missing (RectoTileTextures *textures,
              const RectoTileKey *first,
              const RectoTileKey *last,
              RectoPixelRect *missing)
{
  GdkRectangle all = { 0 };
  RectoTileKey key = *first;

  for (key.row = first->row; key.row <= last->row; key.row++)
    for (key.column = first->column; key.column <= last->column; key.column++)
      {
        const RectoPixelRect rect = recto_tile_key_get_rect (&key);
        const GdkRectangle cell = { rect.x, rect.y, rect.width, rect.height };

        if (recto_tile_textures_get (textures, &key) == NULL)
          gdk_rectangle_union (&cell, all.width > 0 ? &all : &cell, &all);
      }
  *missing = (RectoPixelRect) { all.x, all.y, all.width, all.height };
  return all.width > 0;
}

static void
draw_tiles (RectoTileTextures *textures,
            const RectoTileKey *first,
            const RectoTileKey *last,
            StandInData *data)
{
  RectoTileKey key = *first;

  for (key.row = first->row; key.row <= last->row; key.row++)
    for (key.column = first->column; key.column <= last->column; key.column++)
      {
        GdkTexture *texture = recto_tile_textures_get (textures, &key);
        const RectoPixelRect rect = recto_tile_key_get_rect (&key);
        const graphene_rect_t bounds = get_bounds (&rect, data->view);

        if (texture != NULL)
          gtk_snapshot_append_texture (data->snapshot, texture, &bounds);
      }
}

/* `view` is what shows of the page, in its own pixels. */
static void
draw_page (GtkSnapshot *snapshot,
           RectoTileTextures *textures,
           const RectoTilePage *page,
           const RectoPageRect *rect,
           const RectoPixelRect *view,
           GskScalingFilter shrink)
{
  StandInData data = { snapshot, view, shrink };
  graphene_rect_t paper = get_paper (page, view);
  RectoTileKey first;
  RectoTileKey last;
  RectoPixelRect missing;

  if (!recto_tile_page_find_cells (page, view, &first, &last))
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (rect->x + view->x),
                                                          (float) (rect->y + view->y)));
  draw_shadow (snapshot, &paper, page->colors);
  /* Without a graphics card each drawing of a texture copies it: what stands in is drawn once, not
   * for each cell, and the tiles above it. */
  if (find_missing (textures, &first, &last, &missing))
    {
      const GdkRGBA color = get_paper_color (page->colors);

      gtk_snapshot_append_color (snapshot, &color, &paper);
      draw_stand_ins (textures, page, missing, &data);
    }
  draw_tiles (textures, &first, &last, &data);
  gtk_snapshot_restore (snapshot);
}

/* How far the widget's origin is off the grid of device pixels, in application pixels. */
static graphene_point_t
get_grid_offset (GtkWidget *widget, double scale)
{
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_point_t origin;
  double x;
  double y;

  if (!gtk_widget_compute_point (widget, GTK_WIDGET (native), &GRAPHENE_POINT_INIT (0, 0), &origin))
    return GRAPHENE_POINT_INIT (0, 0);
  gtk_native_get_surface_transform (native, &x, &y);
  x = (x + origin.x) * scale;
  y = (y + origin.y) * scale;
  return GRAPHENE_POINT_INIT ((float) ((round (x) - x) / scale), (float) ((round (y) - y) / scale));
}

/* What stands in is seen for a moment only. Without a graphics card the better filter takes 20
 * times as long, a good part of a second for a large window. */
static GskScalingFilter
choose_filter (GtkWidget *widget)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));

  return GSK_IS_CAIRO_RENDERER (renderer) ? GSK_SCALING_FILTER_LINEAR
                                          : GSK_SCALING_FILTER_TRILINEAR;
}

void
recto_page_painter_snapshot (GtkSnapshot *snapshot,
                             GtkWidget *widget,
                             RectoViewport *viewport,
                             RectoTileTextures *textures)
{
  double scale = recto_viewport_get_scale (viewport);
  graphene_point_t offset = get_grid_offset (widget, scale);
  const GskScalingFilter shrink = choose_filter (widget);
  guint first;
  guint last;

  if (!recto_viewport_get_range (viewport, &first, &last))
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &offset);
  if (scale != 1)
    gtk_snapshot_scale (snapshot, (float) (1 / scale), (float) (1 / scale));
  for (guint i = first; i <= last; i++)
    {
      RectoTilePage page = recto_viewport_get_page (viewport, i);
      RectoPageRect rect;
      RectoPixelRect part = recto_viewport_get_part (viewport, i, &rect);

      draw_page (snapshot, textures, &page, &rect, &part, shrink);
    }
  gtk_snapshot_restore (snapshot);
}
