/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* RectoHoldUp: whether a worker is held up by a single part of its page, by what is seen of it now
 * and then. All zero at the beginning of a page. */
typedef struct
{
  gint64 last; /* work, microseconds, until it was last seen at a single part */
} RectoHoldUp;

/* `at_one_part`: as it is seen after so much work. TRUE while it is held up: then, and after it was
 * for long, until it has worked as long again. */
gboolean recto_hold_up_look (RectoHoldUp *self, gboolean at_one_part, gint64 work);
