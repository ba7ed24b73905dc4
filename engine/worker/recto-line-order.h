/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* The order in which a line is read that has letters written from right to left. Documents have
 * them in either order, and mostly as they are seen; where they stand tells. Pure. */

typedef struct
{
  gunichar c;
  RectoTextBox box;
} RectoLineCharacter;

/* No letter before this one is. */
#define RECTO_FIRST_LEFTWARDS 0x590

/* A letter that is written from right to left. */
gboolean recto_line_order_is_leftwards (gunichar c);
/* Sorts the characters of a line, from the order in which the document has them into that in which
 * they are read. `way`: in which its baseline runs, as letters from left to right stand on it. A
 * line without letters from right to left stays as it is. */
void recto_line_order_sort (RectoLineCharacter *characters, guint n_characters, RectoWay way);
