/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* Parts of pages that can be shown or hidden: LAYERS and LAYERS_FOUND list them, SHOW_LAYERS tells
 * the host which are shown from now on, LAYERS_SHOWN is its answer. */

/* More than any real document has. */
#define RECTO_MAX_LAYERS 10000u
#define RECTO_MAX_LAYER_DEPTH 32u
/* Bytes of a name, with its end. */
#define RECTO_MAX_LAYER_NAME 512

typedef enum
{
  RECTO_LAYER_BIT_LABEL = 1 << 0, /* no layer: words above some */
  RECTO_LAYER_BIT_SHOWN = 1 << 1,
  RECTO_LAYER_BIT_LOCKED = 1 << 2,
} RectoLayerBits;

typedef struct
{
  RectoMessage head;
  guint32 first; /* row that is wanted, and those after it */
} RectoMessageLayers;

typedef struct
{
  guint32 layer; /* its number; a layer may have several rows */
  guint32 depth;
  guint32 bits;  /* RectoLayerBits */
  guint32 group; /* of those of the same number, one is shown at most; 0: none */
  guint32 name;  /* where it begins among the message's texts */
} RectoLayerEntry;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 first;
  guint32 count;
  guint32 complete;
  guint32 n_text;
  RectoLayerEntry entries[]; /* `count` of them, and the texts */
} RectoMessageLayersFound;

typedef enum
{
  RECTO_LAYER_WISH_NONE, /* it stays as it is */
  RECTO_LAYER_WISH_SHOWN,
  RECTO_LAYER_WISH_HIDDEN,
} RectoLayerWish;

typedef struct
{
  RectoMessage head;
  guint32 n_layers;
  guint8 wishes[RECTO_MAX_LAYERS]; /* RectoLayerWish; by the numbers of the layers */
} RectoMessageShowLayers;
