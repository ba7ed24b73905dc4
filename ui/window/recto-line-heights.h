/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The heights of lines that one can choose from, in the order of the choices on the screen: the
 * first, 0, is the book's own. */
double recto_line_heights_get (guint choice);
/* The choice nearest to a height. */
guint recto_line_heights_find (double line_height);
