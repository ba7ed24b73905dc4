/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoThumbnailKeeper: gives the desktop pictures of the documents that a view shows, one after
 * the other, a while after each has been opened. */
typedef struct _RectoThumbnailKeeper RectoThumbnailKeeper;

RectoThumbnailKeeper *recto_thumbnail_keeper_new (void);
void recto_thumbnail_keeper_free (RectoThumbnailKeeper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoThumbnailKeeper, recto_thumbnail_keeper_free)

/* This document is shown from now on, or read anew. */
void recto_thumbnail_keeper_begin (RectoThumbnailKeeper *self, RectoDocument *document);
/* It is not shown any more. */
void recto_thumbnail_keeper_end (RectoThumbnailKeeper *self);
