/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-waits.h"

typedef struct
{
  RectoLocation location;
  gint64 since;
  gint64 worked_since; /* 0: not begun */
  gboolean slow;
  gboolean late;
  gboolean goes_on;
} Wait;

/* Counted, for the time in which it tells: whoever is told may free it. */
struct _RectoPageWaits
{
  GHashTable *waits; /* location → Wait; NULL once it was freed */
  RectoClock clock;
  GSource *timer; /* (nullable): for what will be slow or late next */
  gint64 due;     /* of the timer */
  gint64 limit;   /* microseconds; 0: none */
  const RectoPageWaitsCallbacks *callbacks;
  gpointer data;
};

static void
clear_timer (RectoPageWaits *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

RectoPageWaits *
recto_page_waits_new (const RectoClock *clock,
                      const RectoPageWaitsCallbacks *callbacks,
                      gpointer data)
{
  RectoPageWaits *self = g_rc_box_new0 (RectoPageWaits);

  self->waits = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->clock = *clock;
  self->callbacks = callbacks;
  self->data = data;
  return self;
}

void
recto_page_waits_free (RectoPageWaits *self)
{
  clear_timer (self);
  g_clear_pointer (&self->waits, g_hash_table_unref);
  g_rc_box_release (self);
}

static Wait *
find_wait (RectoPageWaits *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->waits, &key);
}

/* When something is to be said of the page next. */
static gint64
get_due (RectoPageWaits *self, const Wait *wait)
{
  gint64 due = G_MAXINT64;

  if (!wait->slow)
    due = wait->since + RECTO_SLOW_MS * 1000;
  if (!wait->late && wait->worked_since != 0 && self->limit != 0)
    due = MIN (due, wait->worked_since + self->limit);
  return due;
}

static void update_timer (RectoPageWaits *self); /* the timer makes the next timer */

/* What is told may change the waits, and end them. */
static void
tell (RectoPageWaits *self, GArray *late, gboolean any_slow)
{
  g_rc_box_acquire (self);
  for (guint i = 0; i < late->len && self->waits != NULL; i++)
    self->callbacks->late (g_array_index (late, RectoLocation, i), self->data);
  if (any_slow && self->waits != NULL)
    self->callbacks->slow (self->data);
  g_rc_box_release (self);
}

static gboolean
timer_cb (gpointer user_data)
{
  RectoPageWaits *self = user_data;
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (RectoLocation));
  const gint64 now = self->clock.now (self->clock.data);
  gboolean any_slow = FALSE;
  GHashTableIter iter;
  gpointer value;

  clear_timer (self);
  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Wait *wait = value;

      if (!wait->slow && now - wait->since >= RECTO_SLOW_MS * 1000)
        wait->slow = any_slow = TRUE;
      if (wait->late || wait->worked_since == 0 || self->limit == 0 ||
          now - wait->worked_since < self->limit)
        continue;
      wait->late = TRUE;
      g_array_append_val (late, wait->location);
    }
  update_timer (self);
  tell (self, late, any_slow);
  return G_SOURCE_REMOVE;
}

/* One timer, for what is due first; none when no page can become slow or late. */
static void
update_timer (RectoPageWaits *self)
{
  gint64 due = G_MAXINT64;
  gint64 left;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    due = MIN (due, get_due (self, value));
  if (self->timer != NULL && self->due == due)
    return;
  clear_timer (self);
  if (due == G_MAXINT64)
    return;
  left = MAX (due - self->clock.now (self->clock.data), 0);
  self->due = due;
  self->timer = self->clock.timer (self->clock.data, (guint) (left / 1000 + 1));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
go_on (RectoPageWaits *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);
  Wait *wait = find_wait (self, location);

  if (wait == NULL)
    {
      wait = g_new0 (Wait, 1);
      wait->location = location;
      wait->since = self->clock.now (self->clock.data);
      g_hash_table_insert (self->waits, g_memdup2 (&key, sizeof key), wait);
    }
  wait->goes_on = TRUE;
}

void
recto_page_waits_set (RectoPageWaits *self, GArray *locations)
{
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < locations->len; i++)
    go_on (self, g_array_index (locations, RectoLocation, i));
  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Wait *wait = value;

      if (!wait->goes_on)
        g_hash_table_iter_remove (&iter);
      else
        wait->goes_on = FALSE;
    }
  update_timer (self);
}

void
recto_page_waits_work_began (RectoPageWaits *self, RectoLocation location)
{
  Wait *wait = find_wait (self, location);

  if (wait == NULL || wait->worked_since != 0)
    return;
  wait->worked_since = self->clock.now (self->clock.data);
  update_timer (self);
}

void
recto_page_waits_set_limit_ms (RectoPageWaits *self, guint milliseconds)
{
  self->limit = (gint64) milliseconds * 1000;
  update_timer (self);
}

gboolean
recto_page_waits_is_slow (RectoPageWaits *self, RectoLocation location)
{
  Wait *wait = find_wait (self, location);

  return wait != NULL && wait->slow;
}

gboolean
recto_page_waits_has_timer (RectoPageWaits *self)
{
  return self->timer != NULL;
}
