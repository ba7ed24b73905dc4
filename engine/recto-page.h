/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* RectoPage: the facts of one page. Immutable; owned by its document. */
typedef struct
{
  double width;  /* points, after the page's own rotation; at least 1, at most 14400 * 75000 / 72 */
  double height; /* points, likewise */
  int rotation;  /* the page's own: 0, 90, 180 or 270 degrees clockwise; already in width and height
                  */
  char *label; /* as printed on the page ("iv", "A-3"), valid UTF-8, or NULL where there is none */
} RectoPage;
