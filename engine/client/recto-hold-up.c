/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-hold-up.h"

/* After this much work on one part, it is the page: what comes after it is not worth sharing,
 * unless that takes as long again. On a busy machine any part may take so long. */
#define LONG_US (150 * 1000)

gboolean
recto_hold_up_look (RectoHoldUp *self, gboolean at_one_part, gint64 work)
{
  if (!at_one_part)
    return self->last > LONG_US && work < 2 * self->last;
  self->last = work;
  return TRUE;
}
