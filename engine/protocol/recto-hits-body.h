/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* What stands in the shared buffer beside a RectoMessageSearched: RectoHitRecord one after the
 * other. */

#define RECTO_MAX_HITS_BODY (RECTO_MAX_HITS * sizeof (RectoHitRecord))

gsize recto_hits_body_get_size (const RectoMessageSearched *searched);

/* Whether the hits are in order, and each is what it may be. Which pages are there is for others to
 * judge. `body` as for recto_text_body_check (). */
gboolean recto_hits_body_check (const RectoMessageSearched *searched, guint8 *body);
