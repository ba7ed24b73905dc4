/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-layer.h"
#include "recto-message.h"

/* `texts`: its message's, which have been checked. */
RectoLayer *recto_layer_new (const RectoLayerEntry *entry, const char *texts);
guint recto_layer_get_number (RectoLayer *self);
guint recto_layer_get_group (RectoLayer *self); /* 0: none */
void recto_layer_set_shown (RectoLayer *self, gboolean shown);
/* As the document has it. */
gboolean recto_layer_is_shown_at_first (RectoLayer *self);
