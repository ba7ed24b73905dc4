/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-thumbnail-keeper.h"

#include "recto-cancellable.h"
#include "recto-desktop-thumbnail.h"
#include "recto-remembering.h"

/* What is only looked into, and what is written again and again, is not painted for it. */
#define DELAY_MS 3000

struct _RectoThumbnailKeeper
{
  GSettings *settings;
  RectoPageView *page_view; /* (unowned) */
  RectoClock clock;
  RectoDocument *document;   /* (nullable) */
  GSource *timer;            /* (nullable): until a picture is made */
  GCancellable *cancellable; /* (nullable): of the picture that is made, or was */
};

static void
clear_timer (RectoThumbnailKeeper *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
make_cb (gpointer user_data)
{
  RectoThumbnailKeeper *self = user_data;

  clear_timer (self);
  if (!recto_remembering_is_allowed (self->settings))
    return G_SOURCE_REMOVE;
  self->cancellable = g_cancellable_new ();
  /* That there is no picture is not worth a word. */
  recto_desktop_thumbnail_make_async (self->document, self->cancellable, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* The page that is waited for is not painted a second time beside that. */
static void
first_shown_cb (RectoThumbnailKeeper *self)
{
  if (self->document == NULL || self->timer != NULL || self->cancellable != NULL ||
      recto_page_view_get_document (self->page_view) != self->document)
    return;
  self->timer = self->clock.timer (self->clock.data, DELAY_MS);
  g_source_set_callback (self->timer, make_cb, self, NULL);
  g_source_attach (self->timer, NULL);
}

void
recto_thumbnail_keeper_end (RectoThumbnailKeeper *self)
{
  g_return_if_fail (self != NULL);

  clear_timer (self);
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
}

void
recto_thumbnail_keeper_begin (RectoThumbnailKeeper *self, RectoDocument *document)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (RECTO_IS_DOCUMENT (document));

  recto_thumbnail_keeper_end (self);
  self->document = g_object_ref (document);
}

static void
setting_changed_cb (RectoThumbnailKeeper *self)
{
  if (!recto_remembering_is_allowed (self->settings))
    recto_thumbnail_keeper_end (self);
}

RectoThumbnailKeeper *
recto_thumbnail_keeper_new (GSettings *settings, RectoPageView *page_view)
{
  return recto_thumbnail_keeper_new_with_clock (settings, page_view, &recto_clock_monotonic);
}

RectoThumbnailKeeper *
recto_thumbnail_keeper_new_with_clock (GSettings *settings,
                                       RectoPageView *page_view,
                                       const RectoClock *clock)
{
  RectoThumbnailKeeper *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);

  self = g_new0 (RectoThumbnailKeeper, 1);
  self->settings = g_object_ref (settings);
  self->page_view = page_view;
  self->clock = *clock;
  g_signal_connect_swapped (page_view, "first-shown", G_CALLBACK (first_shown_cb), self);
  g_signal_connect_swapped (settings, "changed::remember-places", G_CALLBACK (setting_changed_cb),
                            self);
  return self;
}

void
recto_thumbnail_keeper_free (RectoThumbnailKeeper *self)
{
  recto_thumbnail_keeper_end (self);
  g_signal_handlers_disconnect_by_data (self->page_view, self);
  g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_free (self);
}
