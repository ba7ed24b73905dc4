/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-target.h"

/* RectoOutline: a document's table of contents: a tree of entries, numbered from 0 as one reads it
 * from the top, everything unfolded. That order is also what it is as a GListModel (of
 * RectoOutlineItem). Immutable once made; its items are made when they are looked at. */
#define RECTO_TYPE_OUTLINE (recto_outline_get_type ())
G_DECLARE_FINAL_TYPE (RectoOutline, recto_outline, RECTO, OUTLINE, GObject)

/* What the outermost entries are below of. */
#define RECTO_OUTLINE_TOP G_MAXUINT

guint recto_outline_get_n (RectoOutline *self);
/* There are more than are listed, or they could not all be read. */
gboolean recto_outline_is_cut (RectoOutline *self);

/* Of an entry. */
const char *recto_outline_get_title (RectoOutline *self, guint entry);
/* The address stays the outline's. */
RectoTarget recto_outline_get_target (RectoOutline *self, guint entry);
guint recto_outline_get_depth (RectoOutline *self, guint entry); /* 0 for the outermost */
/* The document wishes what is below it to be shown. */
gboolean recto_outline_is_open (RectoOutline *self, guint entry);
guint recto_outline_get_parent (RectoOutline *self, guint entry); /* or RECTO_OUTLINE_TOP */

/* What is right below an entry, or below RECTO_OUTLINE_TOP. */
guint recto_outline_get_n_children (RectoOutline *self, guint entry);
guint recto_outline_get_child (RectoOutline *self, guint entry, guint position);
/* The same as a GListModel of RectoOutlineItem, NULL where there is nothing. (transfer full) */
GListModel *recto_outline_list_children (RectoOutline *self, guint entry);
/* Where the entry is among those with the same parent. */
guint recto_outline_get_position (RectoOutline *self, guint entry);

/* The entry that one reads at a point down a page (in its points): the last that begins there or
 * before. FALSE before the first of them. */
gboolean recto_outline_find (RectoOutline *self, RectoLocation location, double y, guint *entry);
