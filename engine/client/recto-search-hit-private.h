/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"
#include "recto-search-hit.h"

/* What a worker found; recto_hits_body_check () has looked at it. */
RectoSearchHit *recto_search_hit_new (guint chapter, const RectoHitRecord *record);
