/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-annotations.h"

/* RectoAnnotationsPane: a document's annotations in the sidebar, to be looked through and gone to.
 *
 * Signal "activated" (RectoAnnotation): one wants to see it on its page. */
#define RECTO_TYPE_ANNOTATIONS_PANE (recto_annotations_pane_get_type ())
G_DECLARE_FINAL_TYPE (RectoAnnotationsPane, recto_annotations_pane, RECTO, ANNOTATIONS_PANE, AdwBin)

GtkWidget *recto_annotations_pane_new (void);
/* Both or neither is NULL. */
void recto_annotations_pane_set_annotations (RectoAnnotationsPane *self,
                                             RectoAnnotations *annotations,
                                             RectoDocument *document);
