/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document.h"

/* RectoAnnotationRow: an annotation in a list: who left it, when and where, and the beginning of
 * what it says; all of that, when it is unfolded. It draws all of it itself
 * (recto-drawn-text.h). */
#define RECTO_TYPE_ANNOTATION_ROW (recto_annotation_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoAnnotationRow, recto_annotation_row, RECTO, ANNOTATION_ROW, GtkWidget)

GtkWidget *recto_annotation_row_new (void);
void recto_annotation_row_set (RectoAnnotationRow *self,
                               RectoAnnotation *annotation,
                               RectoDocument *document);
void recto_annotation_row_set_unfolded (RectoAnnotationRow *self, gboolean unfolded);
/* All of it in words. (transfer full) */
char *recto_annotation_row_describe (RectoAnnotationRow *self);
