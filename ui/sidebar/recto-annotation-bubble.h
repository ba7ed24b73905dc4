/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-annotation.h"

/* RectoAnnotationBubble: an annotation beside its mark: who left it, when, and all of what it says,
 * which can be selected and copied. */
#define RECTO_TYPE_ANNOTATION_BUBBLE (recto_annotation_bubble_get_type ())
G_DECLARE_FINAL_TYPE (RectoAnnotationBubble,
                      recto_annotation_bubble,
                      RECTO,
                      ANNOTATION_BUBBLE,
                      GtkWidget)

GtkWidget *recto_annotation_bubble_new (RectoAnnotation *annotation);
/* A label that comes to the keys selects all of itself. */
void recto_annotation_bubble_unselect (RectoAnnotationBubble *self);
