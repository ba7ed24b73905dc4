/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* RectoAnnotationMarks: annotations on the pages of a view: they say what they say when one points
 * at them, and show all of it when they are pressed. Those of a page are read once one points at
 * the page. */
#define RECTO_TYPE_ANNOTATION_MARKS (recto_annotation_marks_get_type ())
G_DECLARE_FINAL_TYPE (RectoAnnotationMarks,
                      recto_annotation_marks,
                      RECTO,
                      ANNOTATION_MARKS,
                      GObject)

/* `popover_parent` (unowned, outlives it, has a layout manager): what their popover belongs to. */
RectoAnnotationMarks *recto_annotation_marks_new (RectoPageView *page_view,
                                                  GtkWidget *popover_parent);
void recto_annotation_marks_set_document (RectoAnnotationMarks *self,
                                          RectoDocument *document); /* (nullable) */
