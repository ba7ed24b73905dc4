/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-document.h"

/* RectoAnnotationRow: an annotation as a list shows it: who left it, when and where, and the
 * beginning of what it says; all of that, when it is unfolded. */
#define RECTO_TYPE_ANNOTATION_ROW (recto_annotation_row_get_type ())
G_DECLARE_FINAL_TYPE (RectoAnnotationRow, recto_annotation_row, RECTO, ANNOTATION_ROW, GtkWidget)

GtkWidget *recto_annotation_row_new (void);
/* `document` (nullable): where it says on which page it is. */
void recto_annotation_row_set (RectoAnnotationRow *self,
                               RectoAnnotation *annotation,
                               RectoDocument *document);
void recto_annotation_row_set_unfolded (RectoAnnotationRow *self, gboolean unfolded);
/* The text can be selected and copied. */
void recto_annotation_row_set_selectable (RectoAnnotationRow *self, gboolean selectable);
/* A label that comes to the keys selects all of itself. */
void recto_annotation_row_unselect (RectoAnnotationRow *self);
/* All of it in words. (transfer full) */
char *recto_annotation_row_describe (RectoAnnotationRow *self);
