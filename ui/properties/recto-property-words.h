/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document.h"

/* What a document says of itself, in words. All of these: (transfer full). */

/* "A4, portrait (210 × 297 mm)", of a page's sides in points. `inches`: for whom that is usual. */
char *recto_property_words_describe_size (double width, double height, gboolean inches);
/* Whether the user measures in inches. */
gboolean recto_property_words_uses_inches (void);
/* Of seconds since 1970, in the user's form. */
char *recto_property_words_describe_time (gint64 seconds);
/* "AES, 256-bit key". */
char *recto_property_words_describe_lock (const RectoProperties *properties);
/* What is allowed, or what is not: as lists in words; NULL for an empty one. (nullable) */
char *recto_property_words_describe_allowed (RectoPermissions permissions);
char *recto_property_words_describe_forbidden (RectoPermissions permissions);
/* "TrueType, embedded in part". */
char *recto_property_words_describe_font (RectoFont *font);
