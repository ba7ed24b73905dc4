/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-properties.h"

void
recto_properties_free (RectoProperties *self)
{
  g_free (self->format);
  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  g_free (self->keywords);
  g_free (self->creator);
  g_free (self->producer);
  g_free (self->cipher);
  g_free (self);
}
