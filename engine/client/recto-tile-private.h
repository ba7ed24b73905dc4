/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-job.h"
#include "recto-tile.h"

/* `question`: of a render; `pixels`: rows of RECTO_TILE_STRIDE bytes. */
RectoTile *recto_tile_new (const RectoQuestion *question,
                           GBytes *pixels,
                           gboolean incomplete,
                           gboolean hit_memory_limit);
