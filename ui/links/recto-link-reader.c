/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-link-reader.h"

#include <string.h>

/* Pages that rest in the view for so long have their links read: those that fly past need not. */
#define SETTLE_MS 100
/* Of so many pages at once; where they are that small, no link can be hit anyway. */
#define MAX_IN_VIEW 64
/* Links of pages out of view that are kept, about. */
#define MAX_KEPT 20000

typedef struct
{
  RectoLinks *links;         /* (nullable): until they have come */
  GCancellable *cancellable; /* (nullable): while they are read */
} Page;

struct _RectoLinkReader
{
  grefcount refs; /* the owner's, and one of each page that is being read */
  RectoLinkReaderFunc come;
  RectoLinkReaderFunc lost;
  gpointer data;
  RectoDocument *document; /* (nullable) */
  RectoTextStyle style;    /* of the book, where the document is one, as these links were read */
  GHashTable *pages;       /* location → Page */
  GArray *in_view;         /* of RectoLocation */
  guint n_kept;            /* links, of all pages */
  guint settle_source;
};

typedef struct
{
  RectoLinkReader *self;
  RectoLocation location;
  GCancellable *cancellable;
} Reading;

static void
page_free (gpointer data)
{
  Page *page = data;

  if (page->cancellable != NULL)
    recto_cancellable_cancel (page->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&page->cancellable);
  g_clear_object (&page->links);
  g_free (page);
}

static Page *
find_page (RectoLinkReader *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->pages, &key);
}

static gboolean
is_in_view (RectoLinkReader *self, RectoLocation location)
{
  for (guint i = 0; i < self->in_view->len; i++)
    if (recto_location_equal (g_array_index (self->in_view, RectoLocation, i), location))
      return TRUE;
  return FALSE;
}

static void
keep_few (RectoLinkReader *self)
{
  GHashTableIter iter;
  gpointer value;
  gpointer key;

  if (self->n_kept <= MAX_KEPT)
    return;
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const gint64 place = *(gint64 *) key;
      Page *page = value;

      if (page->links == NULL ||
          is_in_view (self, RECTO_LOCATION_INIT ((guint) (place >> 32), (guint) place)))
        continue;
      self->n_kept -= recto_links_get_n (page->links);
      g_hash_table_iter_remove (&iter);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GCancellable) cancellable = reading->cancellable;
  g_autoptr (RectoLinkReader) self = reading->self;
  const gint64 key = recto_location_key (reading->location);
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoLinks) links =
      recto_document_read_links_finish (RECTO_DOCUMENT (source), result, &error);
  Page *page = find_page (self, reading->location);

  if (page == NULL || page->cancellable != cancellable)
    return;
  g_clear_object (&page->cancellable);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* It may be wanted again. */
      g_hash_table_remove (self->pages, &key);
      return;
    }
  /* A page whose links cannot be read has none. */
  if (links == NULL)
    return;
  self->n_kept += recto_links_get_n (links);
  page->links = g_steal_pointer (&links);
  keep_few (self);
  self->come (self->data);
}

static void
read_links (RectoLinkReader *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);
  Page *page = g_new0 (Page, 1);
  Reading *reading = g_new0 (Reading, 1);

  page->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->pages, g_memdup2 (&key, sizeof key), page);
  g_ref_count_inc (&self->refs);
  reading->self = self;
  reading->location = location;
  reading->cancellable = g_object_ref (page->cancellable);
  recto_document_read_links_async (self->document, location, page->cancellable, read_cb, reading);
}

static void
drop_passed (RectoLinkReader *self)
{
  GHashTableIter iter;
  gpointer value;
  gpointer key;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const gint64 place = *(gint64 *) key;

      if (((Page *) value)->cancellable != NULL &&
          !is_in_view (self, RECTO_LOCATION_INIT ((guint) (place >> 32), (guint) place)))
        g_hash_table_iter_remove (&iter);
    }
}

static void
settled_cb (gpointer user_data)
{
  RectoLinkReader *self = user_data;

  self->settle_source = 0;
  if (self->document == NULL)
    return;
  drop_passed (self);
  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoLocation location = g_array_index (self->in_view, RectoLocation, i);

      if (find_page (self, location) == NULL)
        read_links (self, location);
    }
}

static void
settle_later (RectoLinkReader *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add_once (SETTLE_MS, settled_cb, self);
}

/* Whether other pages are in view than before. */
static gboolean
find_pages_in_view (RectoLinkReader *self, RectoViewport *viewport)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->in_view);
  guint first;
  guint last;

  self->in_view = g_array_new (FALSE, FALSE, sizeof (RectoLocation));
  if (self->document == NULL || !recto_viewport_get_range (viewport, &first, &last))
    return before->len > 0;
  for (guint i = first; i <= last && self->in_view->len < MAX_IN_VIEW; i++)
    {
      const RectoLocation location = recto_viewport_get_page (viewport, i).location;

      g_array_append_val (self->in_view, location);
    }
  return before->len != self->in_view->len ||
         memcmp (before->data, self->in_view->data, before->len * sizeof (RectoLocation)) != 0;
}

void
recto_link_reader_look (RectoLinkReader *self, RectoViewport *viewport)
{
  if (find_pages_in_view (self, viewport))
    settle_later (self);
}

GArray *
recto_link_reader_get_in_view (RectoLinkReader *self)
{
  return self->in_view;
}

RectoLinks *
recto_link_reader_get (RectoLinkReader *self, RectoLocation location)
{
  Page *page = find_page (self, location);

  return page != NULL ? page->links : NULL;
}

/* ---- The document ---------------------------------------------------------------------------- */

static void
forget (RectoLinkReader *self)
{
  g_hash_table_remove_all (self->pages);
  self->n_kept = 0;
  self->lost (self->data);
}

static gboolean
could_not_be_read (gpointer key, gpointer value, gpointer data)
{
  const Page *page = value;

  return page->links == NULL && page->cancellable == NULL;
}

static void
read_again (RectoLinkReader *self)
{
  g_hash_table_foreach_remove (self->pages, could_not_be_read, NULL);
  if (self->settle_source == 0)
    settle_later (self);
}

/* A document that had been given up is read again. */
static void
error_cb (RectoLinkReader *self)
{
  if (recto_document_get_error (self->document) == NULL)
    read_again (self);
}

/* A book that is laid out otherwise has its links elsewhere. While it is laid out, which is told
 * again and again, pages come to be known that were not before. */
static void
pages_changed_cb (RectoLinkReader *self)
{
  const RectoTextStyle style = *recto_document_get_text_style (self->document);

  if (!recto_document_is_reflowable (self->document))
    return;
  if (!recto_text_style_equal (&style, &self->style))
    forget (self);
  self->style = style;
  read_again (self);
}

void
recto_link_reader_set_document (RectoLinkReader *self, RectoDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  forget (self);
  g_set_object (&self->document, document);
  g_array_set_size (self->in_view, 0);
  if (document == NULL)
    {
      g_clear_handle_id (&self->settle_source, g_source_remove);
      return;
    }
  self->style = *recto_document_get_text_style (document);
  g_signal_connect_swapped (document, "pages-changed", G_CALLBACK (pages_changed_cb), self);
  g_signal_connect_swapped (document, "notify::error", G_CALLBACK (error_cb), self);
}

RectoDocument *
recto_link_reader_get_document (RectoLinkReader *self)
{
  return self->document;
}

RectoLinkReader *
recto_link_reader_new (RectoLinkReaderFunc come, RectoLinkReaderFunc lost, gpointer data)
{
  RectoLinkReader *self = g_new0 (RectoLinkReader, 1);

  g_ref_count_init (&self->refs);
  self->come = come;
  self->lost = lost;
  self->data = data;
  self->pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, page_free);
  self->in_view = g_array_new (FALSE, FALSE, sizeof (RectoLocation));
  return self;
}

void
recto_link_reader_unref (RectoLinkReader *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->pages);
  g_array_unref (self->in_view);
  g_free (self);
}
