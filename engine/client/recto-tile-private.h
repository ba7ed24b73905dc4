/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-job.h"
#include "recto-protocol.h"
#include "recto-tile.h"

/* `question`: of a render, which `rendered` answers; `pixels`: rows of RECTO_TILE_STRIDE bytes. */
RectoTile *recto_tile_new (const RectoQuestion *question,
                           const RectoMessageRendered *rendered,
                           GBytes *pixels);
