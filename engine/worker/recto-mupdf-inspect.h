/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-inspection-body.h"
#include "recto-mupdf-document.h"

/* Counts what a page is made of, without drawing it: into `body` as it comes to it, so that it is
 * of use whatever happens next. Fills `inspected`, all but its head. */
void recto_mupdf_inspect (RectoMupdfDocument *document,
                          const RectoMessageInspect *request,
                          fz_cookie *cookie,
                          RectoInspectionBody *body,
                          RectoMessageInspected *inspected);
