/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-outline-item.h"

struct _RectoOutlineItem
{
  GObject parent_instance;
  RectoOutline *outline;
  guint entry;
};

typedef enum
{
  PROP_TITLE = 1,
} RectoOutlineItemProperty;

static GParamSpec *properties[PROP_TITLE + 1];

G_DEFINE_FINAL_TYPE (RectoOutlineItem, recto_outline_item, G_TYPE_OBJECT)

RectoOutlineItem *
recto_outline_item_new (RectoOutline *outline, guint entry)
{
  RectoOutlineItem *self = g_object_new (RECTO_TYPE_OUTLINE_ITEM, NULL);

  self->outline = g_object_ref (outline);
  self->entry = entry;
  return self;
}

RectoOutline *
recto_outline_item_get_outline (RectoOutlineItem *self)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE_ITEM (self), NULL);

  return self->outline;
}

guint
recto_outline_item_get_entry (RectoOutlineItem *self)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE_ITEM (self), 0);

  return self->entry;
}

const char *
recto_outline_item_get_title (RectoOutlineItem *self)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE_ITEM (self), NULL);

  return recto_outline_get_title (self->outline, self->entry);
}

static void
recto_outline_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((RectoOutlineItemProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, recto_outline_item_get_title (RECTO_OUTLINE_ITEM (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
recto_outline_item_finalize (GObject *object)
{
  g_clear_object (&RECTO_OUTLINE_ITEM (object)->outline);

  G_OBJECT_CLASS (recto_outline_item_parent_class)->finalize (object);
}

static void
recto_outline_item_class_init (RectoOutlineItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = recto_outline_item_get_property;
  object_class->finalize = recto_outline_item_finalize;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_outline_item_init (RectoOutlineItem *self)
{
}
