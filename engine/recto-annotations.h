/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-annotation.h"
#include "recto-document.h"
#include "recto-object-list.h"

/* RectoAnnotations: what readers have left on the pages of a document: a GListModel of
 * RectoAnnotation, page by page, that fills while they are being listed, a background task.
 * Stopped, it keeps what it has found, and can go on.
 *
 * Properties, to be read only: "state" (guint, RectoAnnotationsState), "n-read" (guint, pages). */
#define RECTO_TYPE_ANNOTATIONS (recto_annotations_get_type ())
G_DECLARE_FINAL_TYPE (RectoAnnotations, recto_annotations, RECTO, ANNOTATIONS, RectoObjectList)

typedef enum
{
  RECTO_ANNOTATIONS_IDLE, /* not begun yet */
  RECTO_ANNOTATIONS_RUNNING,
  RECTO_ANNOTATIONS_STOPPED,
  RECTO_ANNOTATIONS_COMPLETE,
} RectoAnnotationsState;

RectoAnnotations *recto_annotations_new (RectoDocument *document);
/* Begins, or goes on where it was stopped; nothing where it runs or is complete. */
void recto_annotations_start (RectoAnnotations *self);
/* By the user. */
void recto_annotations_stop (RectoAnnotations *self);
/* Nobody wants them any more. */
void recto_annotations_end (RectoAnnotations *self);

RectoAnnotationsState recto_annotations_get_state (RectoAnnotations *self);
guint recto_annotations_get_n_read (RectoAnnotations *self); /* pages */
/* Pages that could not be read: they are damaged, crash their reader, or never end. */
guint recto_annotations_get_n_skipped (RectoAnnotations *self);
/* There are more than are kept. */
gboolean recto_annotations_is_cut (RectoAnnotations *self);
