/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-links.h"

RectoLinks *recto_links_new (void);
/* Takes over what the target owns. */
void recto_links_add (RectoLinks *self, const RectoLink *link);
