/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-pointer.h"

#include "recto-text-unit.h"

/* A pointer that rests for so long is worth reading a page for: not one that is on its way. */
#define REST_MS 100

struct _RectoTextPointer
{
  RectoPageView *view;   /* (unowned) */
  RectoPageTexts *texts; /* (unowned) */
  gboolean inside;
  double x;
  double y;
  guint source;
};

static void
rested_cb (gpointer user_data)
{
  RectoTextPointer *self = user_data;
  RectoLocation location;
  double x;
  double y;

  self->source = 0;
  /* What takes for ever to be painted, or was stopped, would take as long to be read. */
  if (self->inside &&
      recto_page_view_find_point (self->view, self->x, self->y, &location, &x, &y) &&
      recto_page_view_is_painted (self->view, location))
    recto_page_texts_get (self->texts, location, RECTO_PRIORITY_THUMBNAIL);
}

void
recto_text_pointer_update (RectoTextPointer *self)
{
  RectoPageText *text = NULL;
  RectoLocation location;
  double x = 0;
  double y = 0;

  if (self->inside && !recto_page_view_is_presenting (self->view) &&
      recto_page_view_find_point (self->view, self->x, self->y, &location, &x, &y))
    {
      text = recto_page_texts_peek (self->texts, location);
      g_clear_handle_id (&self->source, g_source_remove);
      if (text == NULL)
        self->source = g_timeout_add_once (REST_MS, rested_cb, self);
    }
  recto_page_view_set_cursor (self->view, RECTO_PAGE_CURSOR_TEXT,
                              text != NULL && recto_text_is_near_line (text, x, y) ? "text" : NULL);
}

static void
motion_cb (RectoTextPointer *self, double x, double y)
{
  self->inside = TRUE;
  self->x = x;
  self->y = y;
  recto_text_pointer_update (self);
}

static void
leave_cb (RectoTextPointer *self)
{
  self->inside = FALSE;
  recto_text_pointer_update (self);
}

RectoTextPointer *
recto_text_pointer_new (RectoPageView *view, RectoPageTexts *texts)
{
  RectoTextPointer *self = g_new0 (RectoTextPointer, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->view = view;
  self->texts = texts;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), motion);
  return self;
}

void
recto_text_pointer_free (RectoTextPointer *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}
