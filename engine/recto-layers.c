/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-layers.h"

#include <string.h>

#include "recto-layer-private.h"
#include "recto-layers-private.h"
#include "recto-object-list-private.h"

struct _RectoLayers
{
  RectoObjectList parent_instance;
  GPtrArray *rows; /* (unowned): the list, of RectoLayer */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RectoLayers, recto_layers, RECTO_TYPE_OBJECT_LIST)

RectoLayers *
recto_layers_new (void)
{
  return g_object_new (RECTO_TYPE_LAYERS, NULL);
}

void
recto_layers_add (RectoLayers *self, RectoLayer *layer)
{
  g_ptr_array_add (self->rows, layer);
}

void
recto_layers_tell (RectoLayers *self, RectoMessageShowLayers *message)
{
  message->n_layers = 0;
  memset (message->wishes, RECTO_LAYER_WISH_NONE, sizeof message->wishes);
  for (guint i = 0; i < self->rows->len; i++)
    {
      RectoLayer *layer = self->rows->pdata[i];
      const guint number = recto_layer_get_number (layer);

      if (recto_layer_is_label (layer))
        continue;
      message->wishes[number] =
          recto_layer_is_shown (layer) ? RECTO_LAYER_WISH_SHOWN : RECTO_LAYER_WISH_HIDDEN;
      message->n_layers = MAX (message->n_layers, number + 1);
    }
}

/* All rows of a layer are alike. */
static void
set_number_shown (RectoLayers *self, guint number, gboolean shown)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!recto_layer_is_label (self->rows->pdata[i]) &&
        recto_layer_get_number (self->rows->pdata[i]) == number)
      recto_layer_set_shown (self->rows->pdata[i], shown);
}

static void
hide_group (RectoLayers *self, guint group)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!recto_layer_is_locked (self->rows->pdata[i]) &&
        recto_layer_get_group (self->rows->pdata[i]) == group)
      recto_layer_set_shown (self->rows->pdata[i], FALSE);
}

void
recto_layers_set_shown (RectoLayers *self, RectoLayer *layer, gboolean shown)
{
  g_return_if_fail (RECTO_IS_LAYERS (self));
  g_return_if_fail (RECTO_IS_LAYER (layer));

  if (recto_layer_is_label (layer) || recto_layer_is_locked (layer) ||
      recto_layer_is_shown (layer) == !!shown)
    return;
  if (shown && recto_layer_get_group (layer) != 0)
    hide_group (self, recto_layer_get_group (layer));
  set_number_shown (self, recto_layer_get_number (layer), !!shown);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
recto_layers_is_changed (RectoLayers *self)
{
  g_return_val_if_fail (RECTO_IS_LAYERS (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (recto_layer_is_shown (self->rows->pdata[i]) !=
        recto_layer_is_shown_at_first (self->rows->pdata[i]))
      return TRUE;
  return FALSE;
}

void
recto_layers_reset (RectoLayers *self)
{
  g_return_if_fail (RECTO_IS_LAYERS (self));

  if (!recto_layers_is_changed (self))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    recto_layer_set_shown (self->rows->pdata[i],
                           recto_layer_is_shown_at_first (self->rows->pdata[i]));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_alike (RectoLayers *self, RectoLayers *other)
{
  if (self->rows->len != other->rows->len)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!g_str_equal (recto_layer_get_name (self->rows->pdata[i]),
                      recto_layer_get_name (other->rows->pdata[i])) ||
        recto_layer_get_depth (self->rows->pdata[i]) !=
            recto_layer_get_depth (other->rows->pdata[i]))
      return FALSE;
  return TRUE;
}

void
recto_layers_take_over (RectoLayers *self, RectoLayers *former)
{
  gboolean changed = FALSE;

  g_return_if_fail (RECTO_IS_LAYERS (self));
  g_return_if_fail (RECTO_IS_LAYERS (former));

  if (!is_alike (self, former))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const gboolean shown = recto_layer_is_shown (former->rows->pdata[i]);

      if (shown == recto_layer_is_shown_at_first (former->rows->pdata[i]) ||
          shown == recto_layer_is_shown (self->rows->pdata[i]))
        continue;
      recto_layer_set_shown (self->rows->pdata[i], shown);
      changed = TRUE;
    }
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
recto_layers_class_init (RectoLayersClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_LAYERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
recto_layers_init (RectoLayers *self)
{
  self->rows = recto_object_list_hold (RECTO_OBJECT_LIST (self), RECTO_TYPE_LAYER);
}
