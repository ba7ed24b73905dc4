/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoPageScroller: the adjustments of a scrollable widget. It tells what the reader does with
 * them from what the widget itself sets. */
typedef struct _RectoPageScroller RectoPageScroller;

typedef void (*RectoPageScrolledFunc) (RectoPageScroller *self, gpointer data);

/* `scrolled`: the reader moved an adjustment. */
RectoPageScroller *recto_page_scroller_new (RectoPageScrolledFunc scrolled, gpointer data);
void recto_page_scroller_free (RectoPageScroller *self);

void recto_page_scroller_set_adjustment (RectoPageScroller *self,
                                         GtkOrientation orientation,
                                         GtkAdjustment *adjustment); /* (nullable) */
GtkAdjustment *recto_page_scroller_get_adjustment (RectoPageScroller *self,
                                                   GtkOrientation orientation); /* (nullable) */
void recto_page_scroller_set_policy (RectoPageScroller *self,
                                     GtkOrientation orientation,
                                     GtkScrollablePolicy policy);
GtkScrollablePolicy recto_page_scroller_get_policy (RectoPageScroller *self,
                                                    GtkOrientation orientation);

void recto_page_scroller_configure (RectoPageScroller *self,
                                    GtkOrientation orientation,
                                    double value,
                                    double upper,
                                    double page_size);
double recto_page_scroller_get (RectoPageScroller *self, GtkOrientation orientation);
/* As if the reader did it; FALSE where there is nothing further that way. */
gboolean recto_page_scroller_scroll (RectoPageScroller *self,
                                     GtkOrientation orientation,
                                     double pixels);
