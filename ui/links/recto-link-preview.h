/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* RectoLinkPreview: what one would see where a link leads to, in the tooltip of the link. It is
 * rendered once the tooltip is asked for, after everything else, and no longer than it is. It
 * belongs to the view. */
typedef struct _RectoLinkPreview RectoLinkPreview;

RectoLinkPreview *recto_link_preview_new (RectoPageView *view);
void recto_link_preview_unref (RectoLinkPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoLinkPreview, recto_link_preview_unref)

/* Puts the picture of a place of the document into the tooltip, over `words`; only these until it
 * has come. */
void recto_link_preview_show (RectoLinkPreview *self,
                              GtkTooltip *tooltip,
                              RectoDocument *document,
                              const RectoTarget *target,
                              RectoPageColors colors,
                              RectoRenderFlags flags,
                              const char *words);
/* The pointer is not over a link any more. */
void recto_link_preview_forget (RectoLinkPreview *self);
