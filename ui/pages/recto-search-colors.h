/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "recto-page-colors.h"

/* RectoSearchColors: what hits are marked with on pages. What is below stays readable. */
typedef struct
{
  GdkRGBA hit;
  GdkRGBA current; /* the hit one is at */
  GdkRGBA edge;    /* around that: it stands out from paper and from both marks */
} RectoSearchColors;

const RectoSearchColors *recto_search_colors_get (RectoPageColors pages);
