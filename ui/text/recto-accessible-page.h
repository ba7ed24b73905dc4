/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-scene.h"
#include "recto-page-texts.h"

/* RectoAccessiblePage: what the page that is being read says, for assistive technology. Nothing is
 * read before that asks; what it asked for before it has come is empty, and then it is told. */
typedef struct _RectoAccessiblePage RectoAccessiblePage;

/* `view`: the GtkAccessibleText whose text it is, and its scene; neither is owned. */
RectoAccessiblePage *recto_accessible_page_new (GtkWidget *view,
                                                RectoPageScene *scene,
                                                RectoPageTexts *texts);
void recto_accessible_page_free (RectoAccessiblePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoAccessiblePage, recto_accessible_page_free)

/* Another page is being read, or a text has come. */
void recto_accessible_page_update (RectoAccessiblePage *self);

/* Which page it is: this one, or (NULL) again the one that is being read. */
void recto_accessible_page_set_location (RectoAccessiblePage *self, const RectoLocation *location);
RectoLocation recto_accessible_page_get_location (RectoAccessiblePage *self);

/* As GtkAccessibleTextInterface has them. */
GBytes *recto_accessible_page_get_contents (RectoAccessiblePage *self, guint start, guint end);
GBytes *recto_accessible_page_get_contents_at (RectoAccessiblePage *self,
                                               guint offset,
                                               GtkAccessibleTextGranularity granularity,
                                               guint *start,
                                               guint *end);
gboolean recto_accessible_page_get_extents (RectoAccessiblePage *self,
                                            guint start,
                                            guint end,
                                            graphene_rect_t *extents);
gboolean recto_accessible_page_get_offset (RectoAccessiblePage *self,
                                           const graphene_point_t *point,
                                           guint *offset);
