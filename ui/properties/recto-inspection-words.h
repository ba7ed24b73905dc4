/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-inspection.h"

/* What a page is made of, in words. All of these: (transfer full). */

/* What on it is likely to take longest, as far as its numbers tell, or else that it takes long to
 * read: so many seconds, which were measured; below 0 where they are not known. */
char *recto_inspection_words_describe_reason (RectoPageInspection *inspection, double read_time);
/* "JPEG, 4000 × 3000 pixels, 2.1 MB". */
char *recto_inspection_words_describe_image (const RectoPageImage *image);
/* With the marks between thousands that are usual. */
char *recto_inspection_words_describe_number (guint64 number);
