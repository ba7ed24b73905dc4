/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-page-view.h"

/* RectoThumbnailsPane: the pages of a view's document as small pictures, with the one that is read
 * marked. Only what is in view of it is rendered.
 *
 * Signal "activated" (RectoTarget): one wants to go there. */
#define RECTO_TYPE_THUMBNAILS_PANE (recto_thumbnails_pane_get_type ())
G_DECLARE_FINAL_TYPE (RectoThumbnailsPane, recto_thumbnails_pane, RECTO, THUMBNAILS_PANE, AdwBin)

GtkWidget *recto_thumbnails_pane_new (RectoPageView *page_view);
/* The pages whose pictures are on the screen or being waited for, for tests. */
guint recto_thumbnails_pane_get_n_wanted (RectoThumbnailsPane *self);
