/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-thumbnail-keeper.h"

#include "recto-cancellable.h"
#include "recto-desktop-thumbnail.h"

/* What is only looked into, and what is written again and again, is not painted for it. */
#define DELAY 3 /* seconds */

struct _RectoThumbnailKeeper
{
  RectoDocument *document; /* (nullable) */
  guint source;
  GCancellable *cancellable; /* (nullable): while a picture is made */
};

RectoThumbnailKeeper *
recto_thumbnail_keeper_new (void)
{
  return g_new0 (RectoThumbnailKeeper, 1);
}

static void
make_cb (gpointer user_data)
{
  RectoThumbnailKeeper *self = user_data;

  self->source = 0;
  self->cancellable = g_cancellable_new ();
  /* That there is no picture is not worth a word. */
  recto_desktop_thumbnail_make_async (self->document, self->cancellable, NULL, NULL);
}

void
recto_thumbnail_keeper_end (RectoThumbnailKeeper *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->source, g_source_remove);
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
  self->source = g_timeout_add_seconds_once (DELAY, make_cb, self);
}

void
recto_thumbnail_keeper_free (RectoThumbnailKeeper *self)
{
  recto_thumbnail_keeper_end (self);
  g_free (self);
}
