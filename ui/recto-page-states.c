/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-states.h"

typedef struct
{
  RectoLocation location;
  RectoPageCondition condition; /* never SLOW, which comes from the waits */
  char *message;
  gboolean dismissed;
  gboolean left_view;
  gboolean left_unfinished;
  gboolean no_time_limit;
  gboolean no_size_limit;
  guint n_waits;
  gint64 since; /* when the first of the waits began */
  gboolean slow;
} Record;

struct _RectoPageStates
{
  GHashTable *records; /* location → Record */
  RectoClock clock;
  GSource *timer; /* (nullable): for the page that will be slow next */
  RectoPageStatesFunc changed;
  gpointer data;
};

static void
record_free (Record *self)
{
  g_free (self->message);
  g_free (self);
}

static void
clear_timer (RectoPageStates *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

RectoPageStates *
recto_page_states_new (const RectoClock *clock, RectoPageStatesFunc changed, gpointer data)
{
  RectoPageStates *self = g_new0 (RectoPageStates, 1);

  self->records =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) record_free);
  self->clock = *clock;
  self->changed = changed;
  self->data = data;
  return self;
}

void
recto_page_states_free (RectoPageStates *self)
{
  clear_timer (self);
  g_hash_table_unref (self->records);
  g_free (self);
}

static Record *
find_record (RectoPageStates *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->records, &key);
}

static Record *
ensure_record (RectoPageStates *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);
  Record *record = find_record (self, location);

  if (record != NULL)
    return record;
  record = g_new0 (Record, 1);
  record->location = location;
  g_hash_table_insert (self->records, g_memdup2 (&key, sizeof key), record);
  return record;
}

static void
make_fine (Record *record)
{
  record->condition = RECTO_PAGE_FINE;
  record->dismissed = FALSE;
  record->left_view = FALSE;
  g_clear_pointer (&record->message, g_free);
}

static void
forget_if_plain (RectoPageStates *self, Record *record)
{
  const gint64 key = recto_location_key (record->location);

  if (record->n_waits == 0 && record->condition == RECTO_PAGE_FINE && !record->no_time_limit &&
      !record->no_size_limit && !record->left_unfinished)
    g_hash_table_remove (self->records, &key);
}

RectoPageCondition
recto_page_states_get (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  if (record == NULL)
    return RECTO_PAGE_FINE;
  if (record->condition != RECTO_PAGE_FINE && !record->dismissed)
    return record->condition;
  return record->slow ? RECTO_PAGE_SLOW : RECTO_PAGE_FINE;
}

const char *
recto_page_states_get_message (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  return record != NULL ? record->message : NULL;
}

void
recto_page_states_set (RectoPageStates *self,
                       RectoLocation location,
                       RectoPageCondition condition,
                       const char *message)
{
  Record *record = ensure_record (self, location);

  if (record->condition != condition)
    make_fine (record);
  record->condition = condition;
  g_set_str (&record->message, message);
}

gboolean
recto_page_states_may_render (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  return record == NULL || record->condition == RECTO_PAGE_FINE ||
         record->condition == RECTO_PAGE_INCOMPLETE ||
         record->condition == RECTO_PAGE_INCOMPLETE_MEMORY;
}

void
recto_page_states_retry (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  if (record != NULL)
    make_fine (record);
}

void
recto_page_states_lift_time_limit (RectoPageStates *self, RectoLocation location)
{
  recto_page_states_retry (self, location);
  ensure_record (self, location)->no_time_limit = TRUE;
}

void
recto_page_states_lift_size_limit (RectoPageStates *self, RectoLocation location)
{
  recto_page_states_retry (self, location);
  ensure_record (self, location)->no_size_limit = TRUE;
}

gboolean
recto_page_states_has_time_limit (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  return record == NULL || !record->no_time_limit;
}

gboolean
recto_page_states_has_size_limit (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  return record == NULL || !record->no_size_limit;
}

void
recto_page_states_dismiss (RectoPageStates *self, RectoLocation location)
{
  ensure_record (self, location)->dismissed = TRUE;
}

static void update_timer (RectoPageStates *self); /* the timer makes the next timer */

static gboolean
timer_cb (gpointer user_data)
{
  RectoPageStates *self = user_data;
  gint64 now = self->clock.now (self->clock.data);
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer value;

  clear_timer (self);
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Record *record = value;

      if (record->n_waits == 0 || record->slow || now - record->since < RECTO_SLOW_MS * 1000)
        continue;
      record->slow = any = TRUE;
    }
  update_timer (self);
  if (any)
    self->changed (self->data);
  return G_SOURCE_REMOVE;
}

/* One timer, for the page that has been waited for longest; none when no page can become slow. */
static void
update_timer (RectoPageStates *self)
{
  gint64 earliest = G_MAXINT64;
  gint64 left;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Record *record = value;

      if (record->n_waits > 0 && !record->slow)
        earliest = MIN (earliest, record->since);
    }
  if (earliest == G_MAXINT64)
    {
      clear_timer (self);
      return;
    }
  if (self->timer != NULL)
    return;
  left = earliest + RECTO_SLOW_MS * 1000 - self->clock.now (self->clock.data);
  self->timer = self->clock.timer (self->clock.data, (guint) (MAX (left, 0) / 1000 + 1));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

void
recto_page_states_begin_wait (RectoPageStates *self, RectoLocation location)
{
  Record *record = ensure_record (self, location);

  if (record->n_waits++ > 0)
    return;
  record->since = self->clock.now (self->clock.data);
  update_timer (self);
}

void
recto_page_states_end_wait (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  g_assert (record != NULL && record->n_waits > 0);
  if (--record->n_waits > 0)
    return;
  record->slow = FALSE;
  forget_if_plain (self, record);
  update_timer (self);
}

gboolean
recto_page_states_has_timer (RectoPageStates *self)
{
  return self->timer != NULL;
}

void
recto_page_states_leave (RectoPageStates *self, RectoLocation location)
{
  ensure_record (self, location)->left_unfinished = TRUE;
}

gboolean
recto_page_states_was_left (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  return record != NULL && record->left_unfinished;
}

void
recto_page_states_set_view (RectoPageStates *self, RectoLocation first, RectoLocation last)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Record *record = value;

      gboolean in_view = recto_location_compare (record->location, first) >= 0 &&
                         recto_location_compare (record->location, last) <= 0;

      if (in_view)
        record->left_unfinished = FALSE;
      if (record->condition != RECTO_PAGE_STOPPED)
        continue;
      if (!in_view)
        record->left_view = TRUE;
      else if (record->left_view)
        make_fine (record);
    }
}

void
recto_page_states_reset (RectoPageStates *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Record *record = value;

      make_fine (record);
      record->no_time_limit = record->no_size_limit = FALSE;
      if (record->n_waits == 0)
        g_hash_table_iter_remove (&iter);
    }
}
