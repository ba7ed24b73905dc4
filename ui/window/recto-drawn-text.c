/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-drawn-text.h"

#include <adwaita.h>

/* The library's --dim-opacity, which style sheets alone can read. */
#define DIM_ALPHA 0.55f
#define DIM_ALPHA_HIGH_CONTRAST 0.9f

void
recto_drawn_text_set_up_row (GtkWidget *row)
{
  /* Letters may be higher than those that rows are measured by. */
  gtk_widget_set_overflow (row, GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw), row, G_CONNECT_SWAPPED);
}

PangoContext *
recto_drawn_text_get_context (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_VIEW);

  return gtk_widget_get_pango_context (list != NULL ? list : row);
}

int
recto_drawn_text_measure_line (GtkWidget *row)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (recto_drawn_text_get_context (row), NULL, NULL);
  const int letters =
      pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);
  const int height = MAX (letters, pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (height);
}

PangoLayout *
recto_drawn_text_lay_out_page (GtkWidget *row, const char *page, int most)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (row, page);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > most)
    {
      pango_layout_set_width (layout, most * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

void
recto_drawn_text_dim (GdkRGBA *color)
{
  color->alpha *= adw_style_manager_get_high_contrast (adw_style_manager_get_default ())
                      ? DIM_ALPHA_HIGH_CONTRAST
                      : DIM_ALPHA;
}

void
recto_drawn_text_draw (GtkSnapshot *snapshot,
                       PangoLayout *layout,
                       int x,
                       int y,
                       const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

void
recto_drawn_text_draw_first (GtkWidget *row,
                             GtkSnapshot *snapshot,
                             PangoLayout *layout,
                             int indent,
                             int y,
                             const GdkRGBA *color)
{
  PangoRectangle text;
  int x;

  pango_layout_get_pixel_extents (layout, NULL, &text);
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (row) - indent - text.width;
  else
    x = indent;
  recto_drawn_text_draw (snapshot, layout, x - text.x, y, color);
}
