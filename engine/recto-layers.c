/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-layers.h"

#include <string.h>

#include "recto-layer-private.h"
#include "recto-layers-private.h"

struct _RectoLayers
{
  GObject parent_instance;
  GPtrArray *rows; /* of RectoLayer */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoLayers,
                               recto_layers,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

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

static GType
get_item_type (GListModel *model)
{
  return RECTO_TYPE_LAYER;
}

static guint
get_n_items (GListModel *model)
{
  return RECTO_LAYERS (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RectoLayers *self = RECTO_LAYERS (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
recto_layers_finalize (GObject *object)
{
  g_ptr_array_unref (RECTO_LAYERS (object)->rows);

  G_OBJECT_CLASS (recto_layers_parent_class)->finalize (object);
}

static void
recto_layers_class_init (RectoLayersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_layers_finalize;

  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_LAYERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
recto_layers_init (RectoLayers *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}
