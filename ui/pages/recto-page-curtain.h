/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoPageCurtain: a picture of the pages as they were, which is shown while those of another
 * layout are made ready behind it, so that what one reads changes once. */
typedef struct _RectoPageCurtain RectoPageCurtain;

/* What goes on behind it, as of this frame. */
typedef struct
{
  int width; /* of the view */
  int height;
  guint n_moves;    /* of the viewport */
  guint n_missing;  /* tiles in view */
  gboolean trouble; /* something in view was stopped, or cannot be shown */
} RectoPageCurtainScene;

RectoPageCurtain *recto_page_curtain_new (void);
void recto_page_curtain_free (RectoPageCurtain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageCurtain, recto_page_curtain_free)

/* Comes down with `picture` (nullable: there is nothing to show), unless one is down already. */
void recto_page_curtain_lower (RectoPageCurtain *self,
                               GskRenderNode *picture,
                               const RectoPageCurtainScene *scene);
/* What is behind it is what is wanted, by now: it goes up once all of that has come. */
void recto_page_curtain_release (RectoPageCurtain *self, const RectoPageCurtainScene *scene);
/* A frame begins. It goes up, too, where one does not look at the same any more: one has moved, or
 * the view has another size; and where there is something to tell. */
void recto_page_curtain_update (RectoPageCurtain *self, const RectoPageCurtainScene *scene);
void recto_page_curtain_raise (RectoPageCurtain *self);
/* (nullable) (transfer none) */
GskRenderNode *recto_page_curtain_get_picture (RectoPageCurtain *self);
