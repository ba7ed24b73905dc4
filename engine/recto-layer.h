/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* RectoLayer: a row in a document's list of layers: a part of its pages that can be shown or
 * hidden, or a label above some. To be used from the main thread.
 *
 * Properties, to be read only: "shown" (boolean). */
#define RECTO_TYPE_LAYER (recto_layer_get_type ())
G_DECLARE_FINAL_TYPE (RectoLayer, recto_layer, RECTO, LAYER, GObject)

const char *recto_layer_get_name (RectoLayer *self); /* may be empty */
guint recto_layer_get_depth (RectoLayer *self);
/* It is no layer: words above those that follow. */
gboolean recto_layer_is_label (RectoLayer *self);
gboolean recto_layer_is_shown (RectoLayer *self);
/* Not to be switched by the reader. */
gboolean recto_layer_is_locked (RectoLayer *self);
/* It is one of several of which one is shown at most. */
gboolean recto_layer_is_alternative (RectoLayer *self);
