/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-outline-level.h"

#include "recto-outline-item.h"

struct _RectoOutlineLevel
{
  GObject parent_instance;
  RectoOutline *outline;
  guint parent; /* or RECTO_OUTLINE_TOP */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoOutlineLevel,
                               recto_outline_level,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

RectoOutlineLevel *
recto_outline_level_new (RectoOutline *outline, guint parent)
{
  RectoOutlineLevel *self = g_object_new (RECTO_TYPE_OUTLINE_LEVEL, NULL);

  self->outline = g_object_ref (outline);
  self->parent = parent;
  return self;
}

static GType
get_item_type (GListModel *model)
{
  return RECTO_TYPE_OUTLINE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  RectoOutlineLevel *self = RECTO_OUTLINE_LEVEL (model);

  return recto_outline_get_n_children (self->outline, self->parent);
}

static gpointer
get_item (GListModel *model, guint position)
{
  RectoOutlineLevel *self = RECTO_OUTLINE_LEVEL (model);

  if (position >= get_n_items (model))
    return NULL;
  return recto_outline_item_new (self->outline,
                                 recto_outline_get_child (self->outline, self->parent, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
recto_outline_level_finalize (GObject *object)
{
  g_clear_object (&RECTO_OUTLINE_LEVEL (object)->outline);

  G_OBJECT_CLASS (recto_outline_level_parent_class)->finalize (object);
}

static void
recto_outline_level_class_init (RectoOutlineLevelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_outline_level_finalize;
}

static void
recto_outline_level_init (RectoOutlineLevel *self)
{
}
