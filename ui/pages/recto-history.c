/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-history.h"

struct _RectoHistory
{
  GArray *places; /* of RectoKeptPlace; empty, or at least two */
  guint present;
};

static RectoKeptPlace *
nth (RectoHistory *self, guint n)
{
  return &g_array_index (self->places, RectoKeptPlace, n);
}

RectoHistory *
recto_history_new (void)
{
  RectoHistory *self = g_new0 (RectoHistory, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (RectoKeptPlace));
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

gboolean
recto_history_jump (RectoHistory *self, const RectoKeptPlace *from, RectoPlace to)
{
  const RectoKeptPlace there = { .place = to, .character = -1 };

  if (recto_location_equal (from->place.location, to.location) &&
      from->place.fraction == to.fraction)
    return FALSE;

  g_array_set_size (self->places, self->places->len == 0 ? 1 : self->present + 1);
  *nth (self, self->present) = *from;
  g_array_append_val (self->places, there);
  if (self->places->len > RECTO_HISTORY_MAX)
    g_array_remove_index (self->places, 0);
  self->present = self->places->len - 1;
  return TRUE;
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
recto_history_back (RectoHistory *self, const RectoKeptPlace *here, RectoKeptPlace *place)
{
  if (!recto_history_can_go_back (self))
    return FALSE;

  if (here != NULL)
    *nth (self, self->present) = *here;
  self->present--;
  *place = *nth (self, self->present);
  return TRUE;
}

gboolean
recto_history_forward (RectoHistory *self, const RectoKeptPlace *here, RectoKeptPlace *place)
{
  if (!recto_history_can_go_forward (self))
    return FALSE;

  if (here != NULL)
    *nth (self, self->present) = *here;
  self->present++;
  *place = *nth (self, self->present);
  return TRUE;
}

static gboolean
is_same (const RectoKeptPlace *a, const RectoKeptPlace *b)
{
  return recto_location_equal (a->place.location, b->place.location) &&
         a->place.fraction == b->place.fraction && a->n_pages == b->n_pages &&
         recto_text_style_equal (&a->text, &b->text);
}

void
recto_history_set_character (RectoHistory *self, const RectoKeptPlace *place)
{
  for (guint i = 0; i < self->places->len; i++)
    if (is_same (nth (self, i), place))
      nth (self, i)->character = place->character;
}
