/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-states.h"

typedef struct
{
  RectoLocation location;
  RectoPageCondition condition;
  char *message;
  gboolean dismissed;
  gboolean left_view;
  gboolean left_unfinished;
  gboolean slow_when_small;
  gboolean no_time_limit;
  gboolean no_size_limit;
} Record;

struct _RectoPageStates
{
  GHashTable *records; /* location → Record */
};

static void
record_free (Record *self)
{
  g_free (self->message);
  g_free (self);
}

RectoPageStates *
recto_page_states_new (void)
{
  RectoPageStates *self = g_new0 (RectoPageStates, 1);

  self->records =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) record_free);
  return self;
}

void
recto_page_states_free (RectoPageStates *self)
{
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
  record->slow_when_small = FALSE;
  g_clear_pointer (&record->message, g_free);
}

RectoPageCondition
recto_page_states_get (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  return record == NULL || record->dismissed ? RECTO_PAGE_FINE : record->condition;
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
recto_page_states_note_slow_stand_in (RectoPageStates *self, RectoLocation location)
{
  ensure_record (self, location)->slow_when_small = TRUE;
}

gboolean
recto_page_states_may_stand_in (RectoPageStates *self, RectoLocation location)
{
  Record *record = find_record (self, location);

  return recto_page_states_may_render (self, location) &&
         (record == NULL || (!record->left_unfinished && !record->slow_when_small));
}

static gboolean
is_plain (gpointer key, gpointer value, gpointer data)
{
  const Record *record = value;

  return record->condition == RECTO_PAGE_FINE && !record->no_time_limit && !record->no_size_limit &&
         !record->left_unfinished && !record->slow_when_small;
}

void
recto_page_states_set_view (RectoPageStates *self,
                            RectoLocation first,
                            RectoLocation last,
                            gboolean navigated)
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
      if (in_view && record->left_view && navigated)
        make_fine (record);
      record->left_view = !in_view;
    }
  g_hash_table_foreach_remove (self->records, is_plain, NULL);
}

void
recto_page_states_reset (RectoPageStates *self)
{
  g_hash_table_remove_all (self->records);
}
