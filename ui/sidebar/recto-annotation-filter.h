/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-annotation.h"

/* RectoAnnotationFilter: which annotations of a list are wanted: those that say something, or were
 * left by somebody, or are of some kind; each of these alone or together. */
#define RECTO_TYPE_ANNOTATION_FILTER (recto_annotation_filter_get_type ())
G_DECLARE_FINAL_TYPE (RectoAnnotationFilter,
                      recto_annotation_filter,
                      RECTO,
                      ANNOTATION_FILTER,
                      GtkFilter)

RectoAnnotationFilter *recto_annotation_filter_new (void);
/* In what they say, or the names of those who left them; "" wants all. */
void recto_annotation_filter_set_words (RectoAnnotationFilter *self, const char *words);
/* (nullable): NULL wants all. */
void recto_annotation_filter_set_author (RectoAnnotationFilter *self, const char *author);
/* A bit for each RectoAnnotationKind; 0 wants all. */
void recto_annotation_filter_set_kinds (RectoAnnotationFilter *self, guint kinds);
gboolean recto_annotation_filter_is_empty (RectoAnnotationFilter *self);
