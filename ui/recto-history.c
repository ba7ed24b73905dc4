/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-history.h"

struct _RectoHistory
{
  GArray *places; /* of RectoPlace; empty, or at least two */
  guint present;
};

static RectoPlace *
nth (RectoHistory *self, guint n)
{
  return &g_array_index (self->places, RectoPlace, n);
}

RectoHistory *
recto_history_new (void)
{
  RectoHistory *self = g_new0 (RectoHistory, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (RectoPlace));
  return self;
}

void
recto_history_free (RectoHistory *self)
{
  g_array_unref (self->places);
  g_free (self);
}

void
recto_history_clear (RectoHistory *self)
{
  g_array_set_size (self->places, 0);
  self->present = 0;
}

void
recto_history_jump (RectoHistory *self, RectoPlace from, RectoPlace to)
{
  if (recto_location_equal (from.location, to.location) && from.fraction == to.fraction)
    return;

  g_array_set_size (self->places, self->places->len == 0 ? 1 : self->present + 1);
  *nth (self, self->present) = from;
  g_array_append_val (self->places, to);
  if (self->places->len > RECTO_HISTORY_MAX)
    g_array_remove_index (self->places, 0);
  self->present = self->places->len - 1;
}

gboolean
recto_history_can_go_back (RectoHistory *self)
{
  return self->present > 0;
}

gboolean
recto_history_can_go_forward (RectoHistory *self)
{
  return self->present + 1 < self->places->len;
}

gboolean
recto_history_back (RectoHistory *self, RectoPlace here, RectoPlace *place)
{
  if (!recto_history_can_go_back (self))
    return FALSE;

  *nth (self, self->present) = here;
  self->present--;
  *place = *nth (self, self->present);
  return TRUE;
}

gboolean
recto_history_forward (RectoHistory *self, RectoPlace here, RectoPlace *place)
{
  if (!recto_history_can_go_forward (self))
    return FALSE;

  *nth (self, self->present) = here;
  self->present++;
  *place = *nth (self, self->present);
  return TRUE;
}
