/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-links.h"
#include "recto-page-view.h"

/* RectoLinkHints: letters at the links in view, which one types to follow one. They go once one is
 * followed, by Escape, or by any other key. They belong to the view. */
typedef struct _RectoLinkHints RectoLinkHints;

RectoLinkHints *recto_link_hints_new (RectoPageView *view, RectoPageLinks *links);
void recto_link_hints_free (RectoLinkHints *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoLinkHints, recto_link_hints_free)

/* FALSE where no link is in view, as far as is known. */
gboolean recto_link_hints_begin (RectoLinkHints *self);
void recto_link_hints_end (RectoLinkHints *self);
/* The view is being allocated. */
void recto_link_hints_allocate (RectoLinkHints *self);

/* What one types for the link of this number, of so many; none is the beginning of another.
 * (transfer full) */
char *recto_link_hints_spell (guint number, guint n_links);
