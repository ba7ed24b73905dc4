/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <mupdf/pdf.h>

/* RectoMupdfResources: a walk through what a page of a PDF may draw with: its own resources, and
 * those of the forms, patterns and fonts among them and of its annotations. Each object once, so
 * many and so deep at most, on no stack: the document says how much there is. */

typedef struct
{
  /* Both nullable, and called once for each object; where an object stands in its parent itself,
   * once for each place. They may throw. */
  void (*font) (fz_context *ctx, pdf_obj *font, gpointer data);
  void (*object) (fz_context *ctx, pdf_obj *object, guint depth, gpointer data);
  gpointer data;
} RectoMupdfResourcesVisitor;

/* `object`: images and forms (XObject), and how many forms deep they are. `seen`: the numbers of
 * the objects that have been visited; they are passed over, and those of this page are added.
 * FALSE: there was more than is looked at. Throws. */
gboolean recto_mupdf_resources_walk (fz_context *ctx,
                                     pdf_obj *page,
                                     GHashTable *seen,
                                     const RectoMupdfResourcesVisitor *visitor);
