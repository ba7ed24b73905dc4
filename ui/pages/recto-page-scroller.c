/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-scroller.h"

#define STEP 48       /* application pixels */
#define PAGE_STEP 0.9 /* of what is in view */

struct _RectoPageScroller
{
  GtkAdjustment *adjustments[2]; /* by GtkOrientation; (nullable) */
  GtkScrollablePolicy policies[2];
  gboolean configuring;
  RectoPageScrolledFunc scrolled;
  gpointer data;
};

static void
value_changed_cb (GtkAdjustment *adjustment, gpointer user_data)
{
  RectoPageScroller *self = user_data;

  if (!self->configuring)
    self->scrolled (self, self->data);
}

RectoPageScroller *
recto_page_scroller_new (RectoPageScrolledFunc scrolled, gpointer data)
{
  RectoPageScroller *self = g_new0 (RectoPageScroller, 1);

  self->scrolled = scrolled;
  self->data = data;
  return self;
}

void
recto_page_scroller_free (RectoPageScroller *self)
{
  recto_page_scroller_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  recto_page_scroller_set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  g_free (self);
}

void
recto_page_scroller_set_adjustment (RectoPageScroller *self,
                                    GtkOrientation orientation,
                                    GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    return;
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
}

GtkAdjustment *
recto_page_scroller_get_adjustment (RectoPageScroller *self, GtkOrientation orientation)
{
  return self->adjustments[orientation];
}

void
recto_page_scroller_set_policy (RectoPageScroller *self,
                                GtkOrientation orientation,
                                GtkScrollablePolicy policy)
{
  self->policies[orientation] = policy;
}

GtkScrollablePolicy
recto_page_scroller_get_policy (RectoPageScroller *self, GtkOrientation orientation)
{
  return self->policies[orientation];
}

void
recto_page_scroller_configure (RectoPageScroller *self,
                               GtkOrientation orientation,
                               double value,
                               double upper,
                               double page_size)
{
  if (self->adjustments[orientation] == NULL)
    return;
  self->configuring = TRUE;
  gtk_adjustment_configure (self->adjustments[orientation], value, 0, upper, STEP,
                            page_size * PAGE_STEP, page_size);
  self->configuring = FALSE;
}

double
recto_page_scroller_get (RectoPageScroller *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

gboolean
recto_page_scroller_scroll (RectoPageScroller *self, GtkOrientation orientation, double pixels)
{
  double before = recto_page_scroller_get (self, orientation);

  if (self->adjustments[orientation] == NULL)
    return FALSE;
  gtk_adjustment_set_value (self->adjustments[orientation], before + pixels);
  return recto_page_scroller_get (self, orientation) != before;
}
