/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-inspection-body.h"

#include <string.h>

static gboolean
text_is_good (const char *field, gsize size)
{
  return memchr (field, '\0', size) != NULL && g_utf8_validate (field, -1, NULL);
}

gboolean
recto_inspection_body_check (const RectoInspectionBody *self)
{
  for (guint i = 0; i < MIN (self->n_images, RECTO_MAX_INSPECTED); i++)
    if (self->images[i].codec >= RECTO_N_CODECS)
      return FALSE;
  for (guint i = 0; i < MIN (self->n_fonts, RECTO_MAX_INSPECTED); i++)
    if (self->fonts[i].kind >= RECTO_N_FONT_CLAIMS ||
        !text_is_good (self->fonts[i].name, sizeof self->fonts[i].name) ||
        !text_is_good (self->fonts[i].encoding, sizeof self->fonts[i].encoding))
      return FALSE;
  return TRUE;
}
