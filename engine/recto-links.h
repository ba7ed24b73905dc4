/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-rect.h"
#include "recto-target.h"

/* RectoLinks: the links of one page, in the document's order. Immutable once made. */
#define RECTO_TYPE_LINKS (recto_links_get_type ())
G_DECLARE_FINAL_TYPE (RectoLinks, recto_links, RECTO, LINKS, GObject)

typedef struct
{
  RectoRect area;
  RectoTarget target;
} RectoLink;

guint recto_links_get_n (RectoLinks *self);
const RectoLink *recto_links_get (RectoLinks *self, guint i); /* (transfer none) */
/* Which is at a point of the page, the one that lies above the others; FALSE: none. */
gboolean recto_links_find (RectoLinks *self, double x, double y, guint *found);
