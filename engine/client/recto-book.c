/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-book.h"

/* More pages than any real book has; what lists them stays small. */
#define MAX_PAGES 1000000u

typedef struct
{
  guint n_pages; /* counted, or an older count */
  gboolean counted;
  guint first;   /* running number of its first page */
  guint n_shown; /* its pages, counted or estimated, within what a document may have */
} Chapter;

struct _RectoBook
{
  Chapter *chapters;
  guint n_chapters;
  guint n_counted;
  guint64 n_counted_pages;
  guint n_pages;
};

static guint
estimate (RectoBook *self, const Chapter *chapter)
{
  if (chapter->counted || chapter->n_pages > 0)
    return chapter->n_pages;
  return self->n_counted > 0
             ? MAX (1, (self->n_counted_pages + self->n_counted / 2) / self->n_counted)
             : 1;
}

static void
number_chapters (RectoBook *self)
{
  guint number = 0;

  for (guint i = 0; i < self->n_chapters; i++)
    {
      Chapter *chapter = &self->chapters[i];

      chapter->first = number;
      chapter->n_shown = MIN (estimate (self, chapter), MAX_PAGES - number);
      number += chapter->n_shown;
    }
  self->n_pages = MAX (number, 1);
}

RectoBook *
recto_book_new (guint n_chapters)
{
  RectoBook *self = g_new0 (RectoBook, 1);

  self->n_chapters = MAX (n_chapters, 1);
  self->chapters = g_new0 (Chapter, self->n_chapters);
  number_chapters (self);
  return self;
}

void
recto_book_free (RectoBook *self)
{
  g_free (self->chapters);
  g_free (self);
}

guint
recto_book_get_n_chapters (RectoBook *self)
{
  return self->n_chapters;
}

guint
recto_book_get_n_counted (RectoBook *self)
{
  return self->n_counted;
}

gboolean
recto_book_set_chapter (RectoBook *self, guint chapter, guint n_pages)
{
  Chapter *entry;

  if (chapter >= self->n_chapters)
    return FALSE;
  entry = &self->chapters[chapter];
  if (entry->counted && entry->n_pages == n_pages)
    return FALSE;
  if (entry->counted)
    self->n_counted_pages -= entry->n_pages;
  else
    self->n_counted++;
  self->n_counted_pages += n_pages;
  entry->counted = TRUE;
  entry->n_pages = n_pages;
  number_chapters (self);
  return TRUE;
}

void
recto_book_forget (RectoBook *self)
{
  for (guint i = 0; i < self->n_chapters; i++)
    self->chapters[i].counted = FALSE;
  self->n_counted = 0;
  self->n_counted_pages = 0;
  number_chapters (self);
}

guint
recto_book_get_chapter_pages (RectoBook *self, guint chapter, gboolean *estimated)
{
  g_return_val_if_fail (chapter < self->n_chapters, 0);

  if (estimated != NULL)
    *estimated = !self->chapters[chapter].counted;
  return self->chapters[chapter].n_shown;
}

guint
recto_book_get_n_pages (RectoBook *self, gboolean *estimated)
{
  if (estimated != NULL)
    *estimated = self->n_counted < self->n_chapters;
  return self->n_pages;
}

guint
recto_book_get_number (RectoBook *self, RectoLocation location)
{
  guint chapter = MIN (location.chapter, self->n_chapters - 1);
  guint n_pages = self->chapters[chapter].n_shown;
  guint page = location.chapter == chapter ? location.page : n_pages;

  return MIN (self->chapters[chapter].first + MIN (page, MAX (n_pages, 1) - 1), self->n_pages - 1);
}

RectoLocation
recto_book_get_location (RectoBook *self, guint number)
{
  guint low = 0;
  guint high = self->n_chapters;

  number = MIN (number, self->n_pages - 1);
  /* The last chapter that begins at or before the number; empty ones share their beginning with
   * the next and are skipped. */
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->chapters[middle].first <= number)
        low = middle;
      else
        high = middle;
    }
  /* Empty chapters at the very end begin past the last page. */
  while (low > 0 && self->chapters[low].n_shown == 0)
    low--;
  return RECTO_LOCATION_INIT (low, number - self->chapters[low].first);
}

gboolean
recto_book_find_uncounted (RectoBook *self, guint from, guint *chapter)
{
  for (guint i = 0; i < self->n_chapters; i++)
    {
      guint candidate = (from + i) % self->n_chapters;

      if (self->chapters[candidate].counted)
        continue;
      *chapter = candidate;
      return TRUE;
    }
  return FALSE;
}
