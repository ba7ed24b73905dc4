/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-clock.h"
#include "recto-page-view.h"

/* RectoThumbnailKeeper: gives the desktop pictures of the documents that a page view shows, one
 * after the other, each a while after all that is in view of it has been on the screen; as long as
 * anything may be kept about what is read (recto_remembering_is_allowed ()). */
typedef struct _RectoThumbnailKeeper RectoThumbnailKeeper;

/* The page view outlives the keeper. */
RectoThumbnailKeeper *recto_thumbnail_keeper_new (GSettings *settings, RectoPageView *page_view);
RectoThumbnailKeeper *recto_thumbnail_keeper_new_with_clock (GSettings *settings,
                                                             RectoPageView *page_view,
                                                             const RectoClock *clock);
void recto_thumbnail_keeper_free (RectoThumbnailKeeper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoThumbnailKeeper, recto_thumbnail_keeper_free)

/* The page view is about to show this document, or shows it read anew. */
void recto_thumbnail_keeper_begin (RectoThumbnailKeeper *self, RectoDocument *document);
/* It is not shown any more. */
void recto_thumbnail_keeper_end (RectoThumbnailKeeper *self);
