/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* RectoRect: a part of a page in points. The origin is the page's top left corner, with the page's
 * own rotation applied (so RectoPage's width and height bound it), whatever the viewer rotates. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} RectoRect;
