/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "recto-location.h"
#include "recto-rect.h"

/* RectoAnnotation: what a reader has left on a page: a note, a highlight, a drawing, as the
 * document describes it: all of it is a claim. Immutable; to be used from the main thread. */
#define RECTO_TYPE_ANNOTATION (recto_annotation_get_type ())
G_DECLARE_FINAL_TYPE (RectoAnnotation, recto_annotation, RECTO, ANNOTATION, GObject)

typedef enum
{
  RECTO_ANNOTATION_NOTE,
  RECTO_ANNOTATION_TEXT, /* written on the page itself */
  RECTO_ANNOTATION_HIGHLIGHT,
  RECTO_ANNOTATION_UNDERLINE,
  RECTO_ANNOTATION_STRIKE_OUT,
  RECTO_ANNOTATION_DRAWING,
  RECTO_ANNOTATION_STAMP,
  RECTO_ANNOTATION_INSERTION, /* where something is to be inserted */
  RECTO_ANNOTATION_REDACTION, /* what is to be blackened */
  RECTO_ANNOTATION_ATTACHMENT,
  RECTO_ANNOTATION_MEDIA,
  RECTO_ANNOTATION_OTHER,
  RECTO_ANNOTATION_N_KINDS
} RectoAnnotationKind;

RectoAnnotationKind recto_annotation_get_kind (RectoAnnotation *self);
RectoLocation recto_annotation_get_location (RectoAnnotation *self);
/* FALSE where it has no mark on the page. `area` (out, optional) */
gboolean recto_annotation_get_area (RectoAnnotation *self, RectoRect *area);
/* 0: it replies to nothing; 1: to what came before it with 0; and so on. */
guint recto_annotation_get_depth (RectoAnnotation *self);
/* Both without control characters but for ends of lines in the text; "" where there is none. */
const char *recto_annotation_get_author (RectoAnnotation *self);
const char *recto_annotation_get_text (RectoAnnotation *self);
/* When it was changed last, or made: seconds since 1970, UTC; 0 where the document does not say. */
gint64 recto_annotation_get_date (RectoAnnotation *self);
