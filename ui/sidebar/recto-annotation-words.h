/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* What is said of annotations. */

/* "Highlight". (transfer none) */
const char *recto_annotation_words_get_kind (RectoAnnotationKind kind);
/* Who left it, or else what it is. (transfer none) */
const char *recto_annotation_words_get_title (RectoAnnotation *annotation);
/* What it is, where the title does not say so, and when it was left; may be empty. (transfer full)
 */
char *recto_annotation_words_describe (RectoAnnotation *annotation);
/* "Page iv". (transfer full) */
char *recto_annotation_words_get_page (RectoAnnotation *annotation, RectoDocument *document);
