/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-layer.h"

#include "recto-layer-private.h"

struct _RectoLayer
{
  GObject parent_instance;
  guint number;
  guint depth;
  guint bits; /* RectoLayerBits, as the document has it */
  guint group;
  gboolean shown;
  char *name;
};

G_DEFINE_FINAL_TYPE (RectoLayer, recto_layer, G_TYPE_OBJECT)

typedef enum
{
  PROP_SHOWN = 1,
} RectoLayerProperty;

static GParamSpec *properties[PROP_SHOWN + 1];

RectoLayer *
recto_layer_new (const RectoLayerEntry *entry, const char *texts)
{
  RectoLayer *self = g_object_new (RECTO_TYPE_LAYER, NULL);

  self->number = entry->layer;
  self->depth = MIN (entry->depth, RECTO_MAX_LAYER_DEPTH);
  self->bits = entry->bits;
  self->group = entry->group;
  self->shown = recto_layer_is_shown_at_first (self);
  self->name = g_strdup (texts + entry->name);
  return self;
}

guint
recto_layer_get_number (RectoLayer *self)
{
  return self->number;
}

guint
recto_layer_get_group (RectoLayer *self)
{
  return self->group;
}

gboolean
recto_layer_is_shown_at_first (RectoLayer *self)
{
  return (self->bits & RECTO_LAYER_BIT_SHOWN) != 0;
}

void
recto_layer_set_shown (RectoLayer *self, gboolean shown)
{
  if (self->shown == shown)
    return;
  self->shown = shown;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

const char *
recto_layer_get_name (RectoLayer *self)
{
  g_return_val_if_fail (RECTO_IS_LAYER (self), NULL);

  return self->name;
}

guint
recto_layer_get_depth (RectoLayer *self)
{
  g_return_val_if_fail (RECTO_IS_LAYER (self), 0);

  return self->depth;
}

gboolean
recto_layer_is_label (RectoLayer *self)
{
  g_return_val_if_fail (RECTO_IS_LAYER (self), FALSE);

  return (self->bits & RECTO_LAYER_BIT_LABEL) != 0;
}

gboolean
recto_layer_is_shown (RectoLayer *self)
{
  g_return_val_if_fail (RECTO_IS_LAYER (self), FALSE);

  return self->shown;
}

gboolean
recto_layer_is_locked (RectoLayer *self)
{
  g_return_val_if_fail (RECTO_IS_LAYER (self), FALSE);

  return (self->bits & RECTO_LAYER_BIT_LOCKED) != 0;
}

gboolean
recto_layer_is_alternative (RectoLayer *self)
{
  g_return_val_if_fail (RECTO_IS_LAYER (self), FALSE);

  return self->group != 0;
}

static void
recto_layer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoLayer *self = RECTO_LAYER (object);

  switch ((RectoLayerProperty) prop_id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, self->shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_layer_finalize (GObject *object)
{
  g_free (RECTO_LAYER (object)->name);

  G_OBJECT_CLASS (recto_layer_parent_class)->finalize (object);
}

static void
recto_layer_class_init (RectoLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = recto_layer_get_property;
  object_class->finalize = recto_layer_finalize;

  properties[PROP_SHOWN] =
      g_param_spec_boolean ("shown", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_layer_init (RectoLayer *self)
{
}
