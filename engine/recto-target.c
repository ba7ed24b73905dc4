/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-target.h"

G_DEFINE_BOXED_TYPE (RectoTarget, recto_target, recto_target_copy, recto_target_free)

RectoTarget *
recto_target_copy (const RectoTarget *self)
{
  RectoTarget *copy = g_memdup2 (self, sizeof *self);

  copy->address = g_strdup (self->address);
  return copy;
}

void
recto_target_free (RectoTarget *self)
{
  g_free (self->address);
  g_free (self);
}
