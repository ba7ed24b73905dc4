/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-links.h"

#include "recto-links-private.h"

struct _RectoLinks
{
  GObject parent_instance;
  GArray *links; /* of RectoLink */
};

G_DEFINE_FINAL_TYPE (RectoLinks, recto_links, G_TYPE_OBJECT)

RectoLinks *
recto_links_new (void)
{
  return g_object_new (RECTO_TYPE_LINKS, NULL);
}

void
recto_links_add (RectoLinks *self, const RectoLink *link)
{
  g_array_append_vals (self->links, link, 1);
}

guint
recto_links_get_n (RectoLinks *self)
{
  g_return_val_if_fail (RECTO_IS_LINKS (self), 0);

  return self->links->len;
}

const RectoLink *
recto_links_get (RectoLinks *self, guint i)
{
  g_return_val_if_fail (RECTO_IS_LINKS (self), NULL);
  g_return_val_if_fail (i < self->links->len, NULL);

  return &g_array_index (self->links, RectoLink, i);
}

static gboolean
is_within (const RectoRect *area, double x, double y)
{
  return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

gboolean
recto_links_find (RectoLinks *self, double x, double y, guint *found)
{
  g_return_val_if_fail (RECTO_IS_LINKS (self), FALSE);
  g_return_val_if_fail (found != NULL, FALSE);

  for (guint i = self->links->len; i-- > 0;)
    if (is_within (&g_array_index (self->links, RectoLink, i).area, x, y))
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

static void
clear_link (gpointer data)
{
  RectoLink *link = data;

  g_free (link->target.address);
}

static void
recto_links_finalize (GObject *object)
{
  g_array_unref (RECTO_LINKS (object)->links);

  G_OBJECT_CLASS (recto_links_parent_class)->finalize (object);
}

static void
recto_links_class_init (RectoLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_links_finalize;
}

static void
recto_links_init (RectoLinks *self)
{
  self->links = g_array_new (FALSE, FALSE, sizeof (RectoLink));
  g_array_set_clear_func (self->links, clear_link);
}
