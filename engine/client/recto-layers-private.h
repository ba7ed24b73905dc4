/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-layers.h"
#include "recto-message.h"

RectoLayers *recto_layers_new (void);
/* Takes `layer`. Not after anybody has got to know the list. */
void recto_layers_add (RectoLayers *self, RectoLayer *layer);
/* Which are shown; all of it but the head. */
void recto_layers_tell (RectoLayers *self, RectoMessageShowLayers *message);
