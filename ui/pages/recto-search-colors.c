/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-colors.h"

static const RectoSearchColors all_colors[] = {
  [RECTO_COLORS_ORIGINAL] = { { 1.0f, 0.8f, 0.0f, 0.42f },
                              { 1.0f, 0.45f, 0.0f, 0.48f },
                              { 0.62f, 0.16f, 0.0f, 1.0f } },
  [RECTO_COLORS_NIGHT] = { { 1.0f, 0.82f, 0.1f, 0.24f },
                           { 1.0f, 0.42f, 0.0f, 0.42f },
                           { 1.0f, 0.78f, 0.3f, 1.0f } },
  [RECTO_COLORS_SEPIA] = { { 0.95f, 0.65f, 0.0f, 0.3f },
                           { 0.95f, 0.33f, 0.0f, 0.34f },
                           { 0.55f, 0.12f, 0.0f, 1.0f } },
};

const RectoSearchColors *
recto_search_colors_get (RectoPageColors pages)
{
  g_return_val_if_fail ((guint) pages < G_N_ELEMENTS (all_colors), &all_colors[0]);

  return &all_colors[pages];
}
