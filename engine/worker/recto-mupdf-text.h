/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-render.h"

/* What a page says, packed as a RectoTextBody has it, in memory of this process's own. */
typedef struct
{
  GArray *boxes; /* of RectoTextBox */
  GArray *lines; /* of RectoTextLine */
  GString *utf8;
  gboolean cut;     /* there was more than is read */
  guint n_clipping; /* pages of which it is not even tried to read them without clipping */
  gboolean looks;   /* how lines look is to be found out, too: who searches does not ask */
} RectoMupdfText;

RectoMupdfText *recto_mupdf_text_new (void);
void recto_mupdf_text_free (RectoMupdfText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoMupdfText, recto_mupdf_text_free)

/* Reads a page, from its display list where `render` has that, in place of what was there. Throws.
 */
void recto_mupdf_text_read (RectoMupdfText *self,
                            RectoMupdfRender *render,
                            guint chapter,
                            guint page,
                            guint32 generation,
                            fz_cookie *cookie);

/* Reads the page that is asked for into `body` (`capacity` bytes), watching `cookie`, and fills
 * `found` (all but its head). */
void recto_mupdf_text_answer (RectoMupdfRender *render,
                              const RectoMessageText *request,
                              fz_cookie *cookie,
                              guint8 *body,
                              gsize capacity,
                              RectoMessageTextFound *found);
