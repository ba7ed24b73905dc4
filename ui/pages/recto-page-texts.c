/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-texts.h"

/* A page's text takes some 100 KB. */
#define MAX_ENTRIES 32

typedef struct
{
  RectoPageTexts *texts; /* NULL once it is not wanted */
  RectoLocation location;
  RectoPageText *text;       /* NULL while it is being read, and where it cannot be */
  GCancellable *cancellable; /* while it is being read */
  RectoPriority priority;    /* that it was asked for with */
  gboolean stopped;          /* by somebody: it is read again once one has looked elsewhere */
} Entry;

struct _RectoPageTexts
{
  RectoDocument *document; /* (nullable) */
  GPtrArray *entries;      /* of Entry, asked for last at the end */
  RectoPageTextsFunc changed;
  gpointer data;
};

/* What is being read is freed by who is told of it. */
static void
entry_free (gpointer data)
{
  Entry *self = data;

  if (self->cancellable != NULL)
    {
      self->texts = NULL;
      recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
      return;
    }
  g_clear_pointer (&self->text, recto_page_text_unref);
  g_free (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Entry *entry = user_data;
  RectoPageTexts *self = entry->texts;
  g_autoptr (GError) error = NULL;
  RectoPageText *text = recto_document_read_text_finish (RECTO_DOCUMENT (source), result, &error);

  g_clear_object (&entry->cancellable);
  entry->text = text;
  if (self == NULL)
    {
      entry_free (entry);
      return;
    }
  /* Whoever is told of the change asks again: what was stopped would go on. What had to make room
   * for something else has been stopped by nobody. */
  entry->stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (entry->stopped &&
      recto_task_get_reason (recto_task_of_result (result)) == RECTO_CANCEL_SUPERSEDED)
    g_ptr_array_remove (self->entries, entry);
  self->changed (self->data);
}

RectoPageTexts *
recto_page_texts_new (RectoPageTextsFunc changed, gpointer data)
{
  RectoPageTexts *self = g_new0 (RectoPageTexts, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->changed = changed;
  self->data = data;
  return self;
}

void
recto_page_texts_free (RectoPageTexts *self)
{
  recto_page_texts_set_document (self, NULL);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
recto_page_texts_forget (RectoPageTexts *self)
{
  g_ptr_array_set_size (self->entries, 0);
}

void
recto_page_texts_set_document (RectoPageTexts *self, RectoDocument *document)
{
  recto_page_texts_forget (self);
  g_set_object (&self->document, document);
}

void
recto_page_texts_look_at (RectoPageTexts *self, RectoLocation first, RectoLocation last)
{
  for (guint i = self->entries->len; i-- > 0;)
    {
      const Entry *entry = self->entries->pdata[i];

      if ((entry->cancellable != NULL || entry->stopped) &&
          (recto_location_compare (entry->location, first) < 0 ||
           recto_location_compare (entry->location, last) > 0))
        g_ptr_array_remove_index (self->entries, i);
    }
}

static gboolean
find_entry (RectoPageTexts *self, RectoLocation location, guint *place)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (recto_location_equal (((Entry *) self->entries->pdata[i])->location, location))
      {
        *place = i;
        return TRUE;
      }
  return FALSE;
}

static void
ask (RectoPageTexts *self, RectoLocation location, RectoPriority priority)
{
  Entry *entry = g_new0 (Entry, 1);

  if (self->entries->len >= MAX_ENTRIES)
    g_ptr_array_remove_index (self->entries, 0);
  entry->texts = self;
  entry->location = location;
  entry->priority = priority;
  entry->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->entries, entry);
  recto_document_read_text_async (self->document, location, priority, entry->cancellable, read_cb,
                                  entry);
}

RectoPageText *
recto_page_texts_get (RectoPageTexts *self, RectoLocation location, RectoPriority priority)
{
  guint place;
  Entry *entry;

  if (self->document == NULL)
    return NULL;
  if (!find_entry (self, location, &place))
    {
      ask (self, location, priority);
      return NULL;
    }
  entry = g_ptr_array_steal_index (self->entries, place);
  if (entry->cancellable != NULL && entry->priority < priority)
    {
      /* The engine reads it once, for both, and as soon as the more urgent of them wishes. */
      ask (self, location, priority);
      entry_free (entry);
      return NULL;
    }
  g_ptr_array_add (self->entries, entry);
  return entry->text;
}

RectoPageText *
recto_page_texts_peek (RectoPageTexts *self, RectoLocation location)
{
  guint place;

  return find_entry (self, location, &place) ? ((Entry *) self->entries->pdata[place])->text : NULL;
}

gboolean
recto_page_texts_is_reading (RectoPageTexts *self, RectoLocation location)
{
  guint place;

  return find_entry (self, location, &place) &&
         ((Entry *) self->entries->pdata[place])->cancellable != NULL;
}
