/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-curtain.h"

struct _RectoPageCurtain
{
  GskRenderNode *picture;      /* (nullable): it is up */
  RectoPageCurtainScene scene; /* as it came down, or was released */
  gboolean released;
};

RectoPageCurtain *
recto_page_curtain_new (void)
{
  return g_new0 (RectoPageCurtain, 1);
}

void
recto_page_curtain_free (RectoPageCurtain *self)
{
  recto_page_curtain_raise (self);
  g_free (self);
}

void
recto_page_curtain_lower (RectoPageCurtain *self,
                          GskRenderNode *picture,
                          const RectoPageCurtainScene *scene)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (scene != NULL);

  self->scene = *scene;
  self->released = FALSE;
  if (self->picture == NULL && picture != NULL)
    self->picture = gsk_render_node_ref (picture);
}

void
recto_page_curtain_release (RectoPageCurtain *self, const RectoPageCurtainScene *scene)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (scene != NULL);

  self->scene = *scene;
  self->released = TRUE;
}

void
recto_page_curtain_update (RectoPageCurtain *self, const RectoPageCurtainScene *scene)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (scene != NULL);

  if (scene->n_moves != self->scene.n_moves || scene->width != self->scene.width ||
      scene->height != self->scene.height || scene->trouble ||
      (self->released && scene->n_missing == 0))
    recto_page_curtain_raise (self);
}

void
recto_page_curtain_raise (RectoPageCurtain *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->picture, gsk_render_node_unref);
}

GskRenderNode *
recto_page_curtain_get_picture (RectoPageCurtain *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->picture;
}
