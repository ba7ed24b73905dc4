/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* For rows of long lists. A list makes some 200 of them at once and shows a few, so such a row has
 * no widgets in it: it draws its text, which it lays out only where that is seen. */

/* For the `init ()` of such a row: it is cut to its size, and drawn anew when the contrast changes.
 */
void recto_drawn_text_set_up_row (GtkWidget *row);
/* A list measures all its rows: fonts are asked for through the list around the row, which
 * remembers the answer. (transfer none) */
PangoContext *recto_drawn_text_get_context (GtkWidget *row);
/* The height of a line, in application pixels. */
int recto_drawn_text_measure_line (GtkWidget *row);
/* The name of a page, of at most so many application pixels. (transfer full) */
PangoLayout *recto_drawn_text_lay_out_page (GtkWidget *row, const char *page, int most);
/* As style sheets have what matters less. */
void recto_drawn_text_dim (GdkRGBA *color);
/* Its upper left corner at a point of the row, in application pixels. */
void recto_drawn_text_draw (GtkSnapshot *snapshot,
                            PangoLayout *layout,
                            int x,
                            int y,
                            const GdkRGBA *color);
/* So far from the side where rows begin, whichever way the text itself is written. */
void recto_drawn_text_draw_first (GtkWidget *row,
                                  GtkSnapshot *snapshot,
                                  PangoLayout *layout,
                                  int indent,
                                  int y,
                                  const GdkRGBA *color);
